/** Everything that can take light away, each 0..1; they multiply, in light, after the tone map. */
export interface Overlays {
  readonly master: number;
  /** From the conductor: 1 is black. */
  readonly blackout: number;
  readonly panic: number;
  /** From this display's own keys: 1 is black. */
  readonly localBlackout: number;
  readonly localPanic: number;
  /** Darkness after the conductor was lost, where the show asks for it: 1 is black. */
  readonly lost: number;
  /** How far the picture has come up since it first appeared. */
  readonly risen: number;
}

const unit = (v: number): number => (v > 0 ? Math.min(1, v) : 0);

/** The light that is left, 0..1. Anything that is not a number counts as no light taken, but for a master of none. */
export const levelOf = (o: Overlays): number =>
  unit(o.master) *
  (1 - unit(o.blackout)) *
  (1 - unit(o.panic)) *
  (1 - unit(o.localBlackout)) *
  (1 - unit(o.localPanic)) *
  (1 - unit(o.lost)) *
  unit(o.risen);
