/**
 * The local scene in place of what cannot be shown. The gate keeps the last fit picture for a moment; after
 * that Tide comes, and what failed is tried again, each time later.
 */
export interface StandIn {
  /** Seconds that the local scene still stands in; 0: the show's own layers are drawn. */
  readonly leftS: number;
  /** How long it will stand in next time. */
  readonly nextS: number;
  /** Seconds since it last stood in. */
  readonly wellS: number;
}

export const NOBODY_STANDS_IN: StandIn = { leftS: 0, nextS: 4, wellS: 0 };

/** A failure shorter than this is bridged by the last picture alone. */
export const PATIENCE_S = 0.2;
const LONGEST_S = 60;
const FORGIVEN_S = 30;

/** Goes on by `dt` seconds; `unfitS`: for how long no picture was fit to be shown. */
export const stepStandIn = (before: StandIn, unfitS: number, dt: number): StandIn => {
  if (before.leftS > 0) return { ...before, leftS: Math.max(0, before.leftS - dt), wellS: 0 };
  if (unfitS > PATIENCE_S)
    return { leftS: before.nextS, nextS: Math.min(LONGEST_S, before.nextS * 2), wellS: 0 };
  const wellS = before.wellS + dt;
  return wellS > FORGIVEN_S ? { ...NOBODY_STANDS_IN, wellS } : { ...before, wellS };
};
