import type { PicturePair } from '../../net/index.ts';

type Numbered = Pick<PicturePair, 'from'>['from'];

/**
 * Whether the painted film cuts in this very picture: a cue's cut reaches the painted pictures later than
 * the states, and each of the two opens the gate once. Ask it in every picture that shows the film.
 */
export const filmCut = (): ((
  pair: { readonly from: Pick<Numbered, 'seq' | 'cut'> } | null,
) => boolean) => {
  let seen: number | null = null;
  return (pair) => {
    if (!pair || pair.from.seq === seen) return false;
    seen = pair.from.seq;
    return pair.from.cut;
  };
};
