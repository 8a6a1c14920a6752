import { type CalibrationStatus, FEELINGS, type Feeling } from '#contracts/calibration';
import type { Text } from '#contracts/ids';
import type { Intent } from '#contracts/intent';
import type { Note } from '#contracts/wire';
import { FEELING_WORDS } from '../affect/calibration/session/balance.ts';

const NAMES: Readonly<Record<CalibrationStatus['phase'], Text>> = {
  idle: { en: 'Nobody is calibrated', ko: '보정하지 않음' },
  settle: { en: 'Looking at the signals', ko: '신호 살펴보기' },
  baseline: { en: 'Rest', ko: '쉬기' },
  rest: { en: 'Rest before recall', ko: '회상 앞의 쉼' },
  recall: { en: 'Recall', ko: '회상' },
  fitting: { en: 'The model is made', ko: '모델 만들기' },
  done: { en: 'Result', ko: '결과' },
};

const both = ({ en, ko }: Text): string => `${en} / ${ko}`;
const percent = (value: number): string => `${(100 * value).toFixed(0)} %`;

/** What a person in a terminal is told when a part begins. */
export const heading = ({ phase, recall, recalls, lastsS }: CalibrationStatus): string => {
  const which = phase === 'rest' || phase === 'recall' ? ` ${recall + 1}/${recalls}` : '';
  const lasts = lastsS > 0 ? `  ${lastsS} s` : '';
  return `\n${both(NAMES[phase])}${which}${lasts}`;
};

export const promptLines = ({ prompt }: CalibrationStatus): string =>
  `  ${prompt.en}\n  ${prompt.ko}`;

const WIDE = 24;

/** One line that changes: where it stands, what is said, what is marked, how the signals are. */
export const progressLine = (status: CalibrationStatus): string => {
  const { elapsedS, lastsS, progress, feeling, labelledS, signals, paused } = status;
  const full = Math.round(WIDE * progress);
  const bar = `[${'#'.repeat(full)}${'.'.repeat(WIDE - full)}]`;
  const left = lastsS > 0 ? `${Math.ceil(lastsS - elapsedS)} s` : '';
  const marks = FEELINGS.map((one, i) => {
    const s = `${i + 1} ${FEELING_WORDS[one].en} ${labelledS[one].toFixed(0)} s`;
    return one === feeling ? `*${s}*` : s;
  });
  const heard = signals.map(({ modality, quality }) => `${modality} ${percent(quality)}`);
  return [bar, left, paused ? 'paused/멈춤' : '', marks.join('  '), heard.join('  ')]
    .filter(Boolean)
    .join('  ');
};

/** What is wrong with a signal, a line each. */
export const remarkLines = ({ signals }: CalibrationStatus): string[] =>
  signals.flatMap(({ modality, remark }) => (remark ? [`  ! ${modality}: ${both(remark)}`] : []));

/** What the conductor said, without what the verdict says already. */
export const notesBeside = (
  notes: readonly Note[],
  { phase, verdict }: Pick<CalibrationStatus, 'phase' | 'verdict'>,
): readonly Note[] => notes.filter(({ text }) => phase !== 'done' || text.en !== verdict?.text.en);

/** The verdict with its numbers. */
export const verdictLines = ({ verdict }: CalibrationStatus): string => {
  if (!verdict) return '';
  const { balancedAccuracy, ci, chance, pValue, recalls, text } = verdict;
  const numbers =
    balancedAccuracy === null || !ci
      ? []
      : [
          `  balanced accuracy / 균형 정확도  ${percent(balancedAccuracy)}  (95 %: ${percent(ci[0])} .. ${percent(ci[1])})`,
          `  chance / 우연                    ${percent(chance)}`,
          ...(pValue === null ? [] : [`  p                                ${pValue.toFixed(3)}`]),
        ];
  return [
    `  ${text.en}`,
    `  ${text.ko}`,
    ...numbers,
    `  recalls / 회상                   ${recalls}`,
  ].join('\n');
};

export const KEYS_LINE: string = [
  '  1 positive  2 neutral  3 negative  0 nothing   Space: next   r: repeat this part   q: leave off',
  '  1 긍정  2 중립  3 부정  0 말하지 않음   스페이스: 다음   r: 이 부분 다시   q: 중단',
].join('\n');

const FEELING_KEYS: ReadonlyMap<string, Feeling | null> = new Map([
  ['1', 'positive'],
  ['\u001b[D', 'positive'],
  ['2', 'neutral'],
  ['\u001b[B', 'neutral'],
  ['3', 'negative'],
  ['\u001b[C', 'negative'],
  ['0', null],
]);

/** What a key of a terminal asks; `leave` where it is to be left off; null where it means nothing. */
export const intentOfKey = (key: string): Intent | 'leave' | null => {
  const feeling = FEELING_KEYS.get(key);
  if (feeling !== undefined) return { do: 'label', feeling };
  if (key === ' ' || key === '\r' || key === '\n') return { do: 'calibrate', step: 'next' };
  if (key === 'r' || key === 'R') return { do: 'calibrate', step: 'again' };
  return key === 'q' || key === 'Q' || key === '\u0003' ? 'leave' : null;
};
