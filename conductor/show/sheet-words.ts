import type { Text } from '#contracts/ids';
import { AFFECT_SIGNALS } from '#contracts/scenes';
import type {
  Condition,
  Cue,
  CueMidi,
  CueOsc,
  CueOutput,
  CueShutter,
  CueSound,
  CueWhen,
  Show,
} from '#contracts/show';
import { fadeSeconds } from './cues.ts';
import type { MappingPlan } from './mappings.ts';

/** The same in both languages. */
export const both = (text: string): Text => ({ en: text, ko: text });

/** Texts in a row, each in its language; null where there are none. */
export const joined = (texts: readonly (Text | null)[], by = '; '): Text | null => {
  const there = texts.filter((text) => text !== null);
  if (there.length === 0) return null;
  return { en: there.map((t) => t.en).join(by), ko: there.map((t) => t.ko).join(by) };
};

export const short = (x: number): string => String(Math.round(x * 100) / 100);

const FEELING = new Set<string>(AFFECT_SIGNALS);

const conditionWords = (c: Condition): Text => {
  const who = c.body === undefined ? '' : ` (${c.body})`;
  const range = [
    c.above === undefined ? null : `> ${short(c.above)}`,
    c.below === undefined ? null : `< ${short(c.below)}`,
  ].filter((part) => part !== null);
  return {
    en: `${c.signal}${who} ${range.join(' and ')}, surer than ${short(c.confidence)}`,
    ko: `${c.signal}${who} ${range.join(', ')}, 확신 ${short(c.confidence)} 초과`,
  };
};

/** What a cue on feeling waits for. */
export const whenWords = (when: CueWhen): Text => {
  const all = joined(when.all.map(conditionWords), ' + ') ?? both('');
  const early = when.notBeforeS > 0;
  return {
    en: `when ${all.en}, for ${short(when.forS)} s${early ? `, not before ${short(when.notBeforeS)} s` : ''}; told ${short(when.announceS)} s ahead, may be vetoed`,
    ko: `${all.ko}, ${short(when.forS)}초 동안${early ? `, ${short(when.notBeforeS)}초 전에는 아님` : ''}; ${short(when.announceS)}초 전 알림, 거부 가능`,
  };
};

/** The trigger where the first one does not come. */
export const fallbackWords = (cue: Cue): Text | null => {
  if (cue.sheet.fallback) return cue.sheet.fallback;
  if (!cue.when) return null;
  const after = cue.when.elseAfterS;
  return after === undefined
    ? { en: 'GO by hand', ko: '손으로 GO' }
    : {
        en: `by itself after ${short(after)} s, or GO`,
        ko: `${short(after)}초 뒤 저절로, 또는 GO`,
      };
};

/** Waits, fade and stay of a cue, or of a standing state (which has no waits). */
export const timeWords = (cue: {
  readonly cut?: boolean;
  readonly fade: Cue['fade'];
  readonly preWaitS?: number;
  readonly preWaitBeats?: number | undefined;
  readonly postWaitS?: number;
}): Text | null => {
  const { preWaitS = 0, postWaitS = 0, preWaitBeats } = cue;
  const beats = cue.fade.beats;
  const fadeS = short(fadeSeconds({ ...cue, cut: cue.cut ?? false } as Cue));
  return joined(
    [
      preWaitBeats !== undefined
        ? { en: `wait ${short(preWaitBeats)} beats`, ko: `앞 대기 ${short(preWaitBeats)}박` }
        : preWaitS > 0
          ? { en: `wait ${short(preWaitS)} s`, ko: `앞 대기 ${short(preWaitS)}초` }
          : null,
      cue.cut
        ? { en: 'cut', ko: '컷' }
        : beats !== undefined
          ? { en: `fade ${short(beats)} beats`, ko: `전환 ${short(beats)}박` }
          : { en: `fade ${fadeS} s`, ko: `전환 ${fadeS}초` },
      postWaitS > 0
        ? { en: `stays ${short(postWaitS)} s`, ko: `머묾 ${short(postWaitS)}초` }
        : null,
    ],
    ', ',
  );
};

/** `arousal → tear 0.2..0.9 → 0.2..0.8`. */
export const planWords = (plan: MappingPlan, lead: string): string => {
  const who = plan.who.length === 1 && plan.who[0] === lead ? '' : ` (${plan.who.join(' + ')})`;
  const range = (r: readonly [number, number]): string => `${short(r[0])}..${short(r[1])}`;
  return `${plan.from}${who} ${range(plan.in)} → ${plan.to} ${range(plan.out)}`;
};

/** What becomes of the parameters when their signal is lost: feeling first, then each release. */
export const lostWords = (show: Show, plans: readonly MappingPlan[]): Text | null => {
  const feels = plans.some((plan) => FEELING.has(plan.from));
  const others = plans.filter((plan) => !FEELING.has(plan.from));
  const longest = Math.max(0, ...others.map((plan) => plan.releaseS));
  return joined([
    feels
      ? {
          en: `feeling sinks to neutral in ${short(show.decayS)} s`,
          ko: `감정은 ${short(show.decayS)}초에 걸쳐 중립으로`,
        }
      : null,
    others.length > 0
      ? {
          en: `the rest goes to the cue's value in ${short(longest)} s`,
          ko: `나머지는 ${short(longest)}초 안에 큐 값으로`,
        }
      : null,
  ]);
};

const oscWords = ({ to, address, args }: CueOsc): string =>
  [`${to}: ${address}`, ...args.map((a) => (typeof a === 'string' ? `"${a}"` : String(a)))].join(
    ' ',
  );

const midiWords = ({ to, send }: CueMidi): string => {
  if (send.type === 'note') return `${to}: note ${send.note} ch ${send.channel}`;
  if (send.type === 'cc') return `${to}: cc ${send.controller} = ${send.value} ch ${send.channel}`;
  if (send.type === 'program') return `${to}: program ${send.program} ch ${send.channel}`;
  return `${to}: MSC ${send.command}${send.cue === '' ? '' : ` ${send.cue}`}`;
};

interface Messages {
  readonly osc: readonly CueOsc[];
  readonly midi: readonly CueMidi[];
}

/** A sound desk's messages belong in its column, all others beside the light. */
const forSound = (show: Show, to: string): boolean => {
  const device = show.devices[to];
  return device?.kind === 'osc' && device.profile === 'qlab';
};

/** What leaves the house with a cue, for the one column or the other. */
export const messageWords = (show: Show, acts: Messages, sound: boolean): readonly Text[] => [
  ...acts.osc.filter((m) => forSound(show, m.to) === sound).map((m) => both(oscWords(m))),
  ...(sound ? [] : acts.midi.map((m) => both(midiWords(m)))),
];

const per = (share: number): string => `${short(share * 100)} %`;

export const soundWords = (sound: CueSound): Text => {
  const fade = (s: number): Text =>
    s > 0 ? { en: `, fade ${short(s)} s`, ko: `, 페이드 ${short(s)}초` } : both('');
  const over = fade(sound.fadeS);
  if (sound.do === 'stop') {
    const { en, ko } = { en: sound.sound ?? 'all', ko: sound.sound ?? '모두' };
    return { en: `stop ${en}${over.en}`, ko: `${ko} 멈춤${over.ko}` };
  }
  if (sound.do === 'level') {
    const to = `${sound.sound} → ${per(sound.level)}`;
    return { en: `${to}${over.en}`, ko: `${to}${over.ko}` };
  }
  return {
    en: `play ${sound.sound} at ${per(sound.level)}${over.en}${sound.loop ? ', loop' : ''}`,
    ko: `${sound.sound} 재생 ${per(sound.level)}${over.ko}${sound.loop ? ', 반복' : ''}`,
  };
};

/** A display whose light fades apart from the others. */
export const outputWords = ({ display, level, seconds }: CueOutput): Text => ({
  en: `${display} → ${per(level)} in ${short(seconds)} s`,
  ko: `${display} → ${per(level)}, ${short(seconds)}초`,
});

export const shutterWords = ({ of, open }: CueShutter): Text =>
  open ? { en: `${of} open`, ko: `${of} 열기` } : { en: `${of} shut`, ko: `${of} 닫기` };
