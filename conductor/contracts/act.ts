import type { CueMidi, CueOsc, CueShutter } from './cue.ts';

/** Something that leaves the house once. Each carries the cue that caused it and when that was due. */
export interface Act {
  readonly atMs: number;
  /** The number of the cue, or the name of the standing state. */
  readonly cause: string;
  /** True while rehearsing: it is told, and does not leave the house. */
  readonly suppressed?: true;
  readonly act:
    | ({ readonly kind: 'osc' } & CueOsc)
    | ({ readonly kind: 'midi' } & CueMidi)
    | ({ readonly kind: 'shutter' } & CueShutter);
}
