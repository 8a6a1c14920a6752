import { binaryF1 } from '../../conductor/affect/learning/metrics.ts';
import type { Look } from './play.ts';

type Side = 'raw' | 'shown';

/** Mean F1 of the two signs of valence against what listeners said, over all moments at which something was heard. */
export const signF1 = (looks: readonly Look[], side: Side): number => {
  const heard = looks.filter((look) => look.heard);
  const of = (sign: number): number =>
    binaryF1(
      heard.map((look) => (Math.sign(look[side]) === sign ? 1 : 0)),
      heard.map((look) => (look.positive > 0 === sign > 0 ? 1 : 0)),
    );
  return (of(1) + of(-1)) / 2;
};

/** When the sign of valence changed from one side to the other. */
export const flips = (looks: readonly Look[], side: Side): number[] => {
  let was = 0;
  const at: number[] = [];
  for (const look of looks) {
    const sign = Math.sign(look[side]);
    if (sign !== 0 && was !== 0 && sign !== was) at.push(look.atMs);
    if (sign !== 0) was = sign;
  }
  return at;
};

/** The most flips in any minute. */
export const worstMinute = (times: readonly number[]): number =>
  Math.max(0, ...times.map((at) => times.filter((t) => t >= at && t < at + 60_000).length));

/** A change counts where what is argued for has stayed on its new side for this long. */
const LASTS_MS = 3_000;

/**
 * Seconds from each lasting change of what the decoders argue for until it is shown; infinite where they argued for
 * the other side again before it was.
 */
export const delays = (looks: readonly Look[]): number[] => {
  const found: number[] = [];
  let was = 0;
  looks.forEach((look, i) => {
    const side = Math.sign(look.raw);
    if (side === 0 || side === was) return;
    const after = looks.slice(i).filter((l) => l.atMs < look.atMs + LASTS_MS);
    if (!after.every((l) => Math.sign(l.raw) === side && Math.abs(l.raw) > 0.05)) return;
    was = side;
    const shown = looks
      .slice(i)
      .find((l) => Math.sign(l.shown) === side || Math.sign(l.raw) === -side);
    if (!shown) return;
    const isShown = Math.sign(shown.shown) === side;
    found.push(isShown ? (shown.atMs - look.atMs) / 1000 : Number.POSITIVE_INFINITY);
  });
  return found;
};
