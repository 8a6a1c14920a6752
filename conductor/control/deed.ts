import type { Text } from '#contracts/ids';
import type { Intent } from '#contracts/intent';

type Words = { readonly [K in Intent['do']]: (intent: Extract<Intent, { do: K }>) => Text };

const both = (en: string, ko: string): Text => ({ en, ko });
const percent = (level: number): string => `${Math.round(level * 100)} %`;
const turned = (on: boolean | undefined, en: string, ko: string): Text =>
  on === undefined
    ? both(`${en} on or off`, `${ko} 켜거나 끔`)
    : both(`${en} ${on ? 'on' : 'off'}`, `${ko} ${on ? '켬' : '끔'}`);
const inS = (seconds: number): string => (seconds > 0 ? ` in ${seconds} s` : '');
const inSKo = (seconds: number): string => (seconds > 0 ? ` (${seconds}초)` : '');

/** What an intent asks for, in a few words. Nothing of a person's words or name is in them. */
const WORDS: Words = {
  go: () => both('GO', 'GO'),
  'go-cue': ({ number }) => both(`GO cue ${number}`, `큐 ${number} GO`),
  back: () => both('back one cue', '이전 큐로'),
  jump: ({ number, afterS }) =>
    both(`jump to cue ${number} at ${afterS} s`, `큐 ${number}의 ${afterS}초로 이동`),
  standby: ({ number }) => both(`cue ${number} stands by`, `큐 ${number} 대기`),
  pause: ({ on }) => turned(on, 'pause', '일시 정지'),
  panic: () => both('PANIC', '패닉'),
  'fade-all': ({ seconds }) => both(`fade all in ${seconds} s`, `전체 페이드 ${seconds}초`),
  veto: () => both('veto', '거부'),
  evening: ({ state }) => both(`evening: ${state}`, `저녁의 상태: ${state}`),
  lock: ({ on }) => turned(on, 'show lock', '쇼 잠금'),
  rehearse: ({ on }) => turned(on, 'rehearsal without output', '출력 없는 리허설'),
  fire: ({ on }) => turned(on, 'fire alarm', '화재 경보'),
  tap: () => both('tempo tap', '템포 탭'),
  tempo: ({ bpm }) => both(`tempo ${bpm}`, `템포 ${bpm}`),
  sound: ({ level, seconds }) =>
    both(`sound ${percent(level)}${inS(seconds)}`, `소리 ${percent(level)}${inSKo(seconds)}`),
  blackout: ({ on }) => turned(on, 'blackout', '암전'),
  freeze: ({ on }) => turned(on, 'freeze', '화면 멈춤'),
  master: ({ level, seconds }) =>
    both(`master ${percent(level)}${inS(seconds)}`, `마스터 ${percent(level)}${inSKo(seconds)}`),
  mark: () => both('mark in the take', '테이크에 표시'),
  record: ({ on }) => turned(on, 'recording', '녹화'),
  affect: ({ mode }) => both(`affect: ${mode}`, `감정: ${mode}`),
  memory: () => both('a memory', '기억 하나'),
  calibrate: ({ step }) => both(`calibration: ${step}`, `보정: ${step}`),
  label: () => both('a label of the calibration', '보정의 표시'),
};

export const deedOf = (intent: Intent): Text => {
  const words: (intent: never) => Text = WORDS[intent.do];
  return words(intent as never);
};
