import type { PicturePair } from '../../net/index.ts';

/**
 * How a picture goes on by itself where no newer one follows it: see film-mix.frag.glsl. It begins where the picture
 * is, with the first frame, and is led back where pictures come again.
 */
export interface OwnWay {
  /** Seconds since it began. */
  readonly tauS: number;
  /** How much of it is seen, 0..1. */
  readonly share: number;
}

export const NO_WAY: OwnWay = { tauS: 0, share: 0 };
/** A film that keeps pace shows no picture for longer than this after its time: pictures are played 150 ms late. */
const FRESH_MS = 150;
const BACK_S = 0.7;

/** The next step of it, `dt` seconds on. At tau 0 nothing is moved: it may begin in full. */
export const stepOwnWay = (
  before: OwnWay,
  pair: Pick<PicturePair, 'from' | 'to' | 'ageMs'> | null,
  dt: number,
): OwnWay => {
  const tauS = before.tauS + dt;
  if (pair !== null && pair.from === pair.to && pair.ageMs > FRESH_MS)
    return { tauS, share: before.share === 0 ? 1 : Math.min(1, before.share + dt / BACK_S) };
  const share = Math.max(0, before.share - dt / BACK_S);
  return share === 0 ? NO_WAY : { tauS, share };
};
