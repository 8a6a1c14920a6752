import type { CueMidi, CueOsc, CueShutter } from './cue.ts';

/** Something that leaves the house once. Each carries the cue that caused it and when that was due. */
export interface Act {
  readonly atMs: number;
  /** The number of the cue, the name of the standing state, or `panic`. */
  readonly cause: string;
  /** True while rehearsing: it is told, and does not leave the house. */
  readonly suppressed?: true;
  /** True of what PANIC and fire say: no limit holds it back, and what fire says leaves a rehearsal too. */
  readonly urgent?: true;
  readonly act:
    | ({ readonly kind: 'osc' } & CueOsc)
    | ({ readonly kind: 'midi' } & CueMidi)
    | ({ readonly kind: 'shutter' } & CueShutter);
}
