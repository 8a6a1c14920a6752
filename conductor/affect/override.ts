import { type AffectState, affectState } from '#contracts/affect';
import type { Id, Text } from '#contracts/ids';
import type { Intent } from '#contracts/intent';
import { AT_REST, type Feeling, type Prior } from './prior.ts';

export type AffectIntent = Extract<Intent, { do: 'affect' }>;

/** Why a hand took nothing. */
export const noSuchBody = (body: Id, bodies: readonly Id[]): Text => ({
  en: `Nothing was taken into the hand: the show has no body "${body}". It has ${bodies.join(', ')}.`,
  ko: `손으로 잡은 것이 없습니다. 이 쇼에는 "${body}"(이)라는 몸이 없습니다. ${bodies.join(', ')}이(가) 있습니다.`,
});

interface Values extends Feeling {
  readonly confidence: number;
}

/** Somebody has taken what is felt into their hands, or is handing it back. */
export interface Override {
  readonly mode: AffectIntent['mode'];
  /**
   * What was shown when it began, and what it is led to; back at the decoders, and along the trajectory, nothing is
   * led to that stands still.
   */
  readonly from: AffectState;
  readonly to: Values | null;
  readonly sinceMs: number;
  readonly seconds: number;
  /** When the decoders have it again; null: when somebody says so. */
  readonly backMs: number | null;
}

const mix = (from: number, to: number, share: number): number => from + (to - from) * share;

/** Slow at both ends (smoothstep). */
const eased = (share: number): number => share * share * (3 - 2 * share);

const shareAt = ({ sinceMs, seconds }: Override, nowMs: number): number =>
  seconds <= 0 ? 1 : eased(Math.min(1, Math.max(0, (nowMs - sinceMs) / (seconds * 1000))));

/** What was asked for begins: `shown` is what the stage shows at that moment. What is held with values holds those. Pure. */
export const overrideBy = (intent: AffectIntent, shown: AffectState, nowMs: number): Override => {
  const { mode, seconds } = intent;
  const { positive = shown.positive, negative = shown.negative, arousal = shown.arousal } = intent;
  const to =
    mode === 'live' || mode === 'trajectory'
      ? null
      : { positive, negative, arousal, confidence: mode === 'hold' ? shown.confidence : 1 };
  const backMs = mode === 'live' || intent.backS === undefined ? null : nowMs + intent.backS * 1000;
  return { mode, from: shown, to, sinceMs: nowMs, seconds, backMs };
};

const between = (
  from: AffectState,
  to: Values,
  share: number,
  rest: Pick<AffectState, 'source' | 'atMs'>,
): AffectState =>
  affectState({
    positive: mix(from.positive, to.positive, share),
    negative: mix(from.negative, to.negative, share),
    arousal: mix(from.arousal, to.arousal, share),
    confidence: mix(from.confidence, to.confidence, share),
    ...rest,
  });

/** What the makers intend at a time; where they say nothing, feeling rests. */
const along = (intended: Prior | null): Values => ({
  ...(intended ?? AT_REST).mean,
  confidence: intended ? 1 : 0,
});

/**
 * What is shown while somebody holds it: `decoded` is what the decoders say meanwhile, `intended` what the makers
 * intend. When the time of an override is over it is handed back by the way it came, in as many seconds. Pure.
 * @returns the feeling, and the override that still stands, or null
 */
export const overridden = (
  override: Override,
  decoded: AffectState,
  nowMs: number,
  intended: Prior | null = null,
): { readonly affect: AffectState; readonly override: Override | null } => {
  const { backMs, from, mode } = override;
  const to = mode === 'trajectory' ? along(intended) : override.to;
  if (backMs !== null && nowMs >= backMs && to) {
    const standing = { ...override, backMs: null };
    const shown = overridden(standing, decoded, backMs, intended).affect;
    return overridden(
      { ...standing, mode: 'live', from: shown, to: null, sinceMs: backMs },
      decoded,
      nowMs,
    );
  }
  const share = shareAt(override, nowMs);
  if (to === null)
    return share >= 1
      ? { affect: decoded, override: null }
      : {
          affect: between(from, decoded, share, { source: from.source, atMs: from.atMs }),
          override,
        };
  const rest =
    mode === 'manual' || (mode === 'trajectory' && intended)
      ? ({ source: 'manual', atMs: override.sinceMs } as const)
      : ({ source: 'held', atMs: from.atMs } as const);
  return { affect: between(from, to, share, rest), override };
};
