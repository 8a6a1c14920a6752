import { FEELINGS, type Feeling, type Verdict } from '#contracts/calibration';
import type { Text } from '#contracts/ids';
import type { Check } from './check.ts';
import type { Lack } from './problem.ts';
import { type Reach, reachOfEven } from './shuffles.ts';

/** A score that shuffled labels reach less often than this is not chance. */
export const ALPHA = 0.05;
/** Fewer recalls say nothing about the next one. */
export const LEAST_RECALLS = 4;

const ROUNDING = 1e-9;

const FEELING_WORDS: Readonly<Record<Feeling, Text>> = {
  positive: { en: 'positive', ko: '긍정' },
  neutral: { en: 'neutral', ko: '중립' },
  negative: { en: 'negative', ko: '부정' },
};

const list = (feelings: readonly Feeling[]): Text => ({
  en: feelings.map((feeling) => FEELING_WORDS[feeling].en).join(', '),
  ko: feelings.map((feeling) => FEELING_WORDS[feeling].ko).join(', '),
});

const joined = (...texts: readonly Text[]): Text => ({
  en: texts.map(({ en }) => en).join(' '),
  ko: texts.map(({ ko }) => ko).join(' '),
});

const percent = (share: number): string => `${Math.round(100 * share)} %`;

const MARK_TWO: Text = {
  en: 'Mark at least two feelings, each in two recalls or more.',
  ko: '적어도 두 가지 감정을, 각각 두 번 이상의 회상에서 표시하세요.',
};

const lackText = (lack: Lack): Text => {
  if (lack.why === 'no-labels')
    return joined(
      {
        en: 'Not usable: no feeling was marked within a recall.',
        ko: '쓸 수 없습니다. 회상하는 동안 표시된 감정이 없습니다.',
      },
      MARK_TWO,
    );
  if (lack.why === 'no-signal')
    return {
      en: 'Not usable: no signal was there and changing throughout the recalls. Look at the sensors, then calibrate again.',
      ko: '쓸 수 없습니다. 회상 내내 들어오며 변하는 신호가 없었습니다. 센서를 살펴보고 다시 보정하세요.',
    };
  const [often, once] = [list(lack.feelings), list(lack.once)];
  const heard: Text = {
    en:
      lack.feelings.length > 0
        ? `Only ${often.en} came in two recalls or more`
        : 'No feeling came in two recalls or more',
    ko:
      lack.feelings.length > 0
        ? `두 번 이상의 회상에서 나온 감정은 ${often.ko}뿐입니다`
        : '두 번 이상의 회상에서 나온 감정이 없습니다',
  };
  const rest: Text =
    lack.once.length > 0
      ? { en: ` (${once.en} in one alone).`, ko: ` (${once.ko}: 한 번뿐).` }
      : { en: '.', ko: '.' };
  return joined(
    {
      en: `Not usable: ${lowerFirst(heard.en)}${rest.en}`,
      ko: `쓸 수 없습니다. ${heard.ko}${rest.ko}`,
    },
    MARK_TWO,
  );
};

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** How many recalls there must be for p to be as small as `alpha`, feelings dealt evenly. */
export const recallsNeeded = (classes: number, alpha: number): number => {
  let n = LEAST_RECALLS;
  while (reachOfEven(n, classes).leastP > alpha + ROUNDING) n++;
  return n;
};

/** What was checked, and what p was asked for. */
export interface Judged {
  readonly check: Check;
  readonly classes: readonly Feeling[];
  readonly recalls: number;
  readonly reach: Reach;
  readonly alpha: number;
}

type Fault = 'recalls' | 'chance' | 'clock' | null;

const faultOf = ({ check, recalls, reach, alpha }: Judged): Fault => {
  if (recalls < LEAST_RECALLS || reach.leastP > alpha + ROUNDING) return 'recalls';
  const beats = check.shuffled !== null && check.shuffled.pValue <= alpha + ROUNDING;
  if (!beats || !(check.ci[0] > check.chance)) return 'chance';
  const isGivenAway =
    check.clock >= (1 + check.chance) / 2 || check.clock >= check.balancedAccuracy;
  return isGivenAway ? 'clock' : null;
};

const faultText = (fault: Exclude<Fault, null>, judged: Judged): Text => {
  const { check, classes, recalls, alpha } = judged;
  const [right, chance] = [percent(check.balancedAccuracy), percent(check.chance)];
  if (fault === 'recalls') {
    const more = Math.max(1, recallsNeeded(classes.length, alpha) - recalls);
    return {
      en: `Not usable: ${recalls} recalls are too few to tell feeling from chance. Add ${more} more, with the feelings mixed.`,
      ko: `쓸 수 없습니다. 회상 ${recalls}번으로는 감정과 우연을 가릴 수 없습니다. 감정을 섞어 ${more}번 더 회상하세요.`,
    };
  }
  if (fault === 'clock')
    return {
      en: `Not usable: the order of the feelings gives them away (the clock alone tells ${percent(check.clock)}, the signals ${right}). Calibrate again with the feelings in mixed order.`,
      ko: `쓸 수 없습니다. 감정의 순서만으로도 구별됩니다(시계만으로 ${percent(check.clock)}, 신호로 ${right}). 감정의 순서를 섞어 다시 보정하세요.`,
    };
  return {
    en: `Not usable: the signals do not tell the feelings apart (${right} right in recalls left out, chance ${chance}). More recalls of stronger memories may help, sitting still with good contact.`,
    ko: `쓸 수 없습니다. 신호가 감정을 구별하지 못합니다(빼 둔 회상에서 ${right} 맞음, 우연 ${chance}). 센서를 잘 붙이고 움직이지 않은 채, 더 강한 기억을 더 많이 회상하면 도움이 될 수 있습니다.`,
  };
};

/** The feelings that were said, but not often enough to be learnt. */
const leftText = (classes: readonly Feeling[], said: readonly Feeling[]): Text[] => {
  const left = FEELINGS.filter((feeling) => said.includes(feeling) && !classes.includes(feeling));
  if (left.length === 0) return [];
  const { en, ko } = list(left);
  return [
    {
      en: `It does not know ${en}: that came in one recall alone.`,
      ko: `${ko}은(는) 한 번의 회상에서만 나와 배우지 못했습니다.`,
    },
  ];
};

/** Nothing could be learnt. */
export const lackVerdict = (lack: Lack, recalls: number): Verdict => ({
  usable: false,
  text: lackText(lack),
  balancedAccuracy: null,
  ci: null,
  chance: 0.5,
  pValue: null,
  recalls,
});

/**
 * What came of a check. Usable only where whole recalls left out are told better than chance: p <= alpha and
 * the interval above chance. Shuffling takes recalls for exchangeable; where the feelings came in such an
 * order that the clock alone tells them, slow signals are not (Harris 2020), and nobody can say whether it was feeling.
 * @param said every feeling that was said at all
 */
export const verdictOf = (judged: Judged, said: readonly Feeling[]): Verdict => {
  const { check, classes, recalls } = judged;
  const fault = faultOf(judged);
  const { en, ko } = list(classes);
  const right = percent(check.balancedAccuracy);
  const usable: Text = {
    en: `Usable: ${en} are told apart, ${right} right in recalls left out (95 %: ${percent(check.ci[0])} to ${percent(check.ci[1])}; chance ${percent(check.chance)}).`,
    ko: `쓸 수 있습니다. ${ko}을(를) 구별합니다. 빼 둔 회상에서 ${right} 맞음(95 %: ${percent(check.ci[0])}~${percent(check.ci[1])}, 우연 ${percent(check.chance)}).`,
  };
  return {
    usable: fault === null,
    text: joined(fault ? faultText(fault, judged) : usable, ...leftText(classes, said)),
    balancedAccuracy: check.balancedAccuracy,
    ci: [...check.ci],
    chance: check.chance,
    pValue: check.shuffled?.pValue ?? null,
    recalls,
  };
};
