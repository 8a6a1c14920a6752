import type { AffectState } from './affect.ts';
import type { Look, Palette } from './look.ts';

/** One entry of the show's `scenes` with its share of the picture. */
export interface StageLayer {
  /** Name of the entry in the show. */
  readonly entry: string;
  /** Share of the picture, 0..1; the shares of all layers add up to 1. */
  readonly weight: number;
  readonly look: Look;
}

/** Everything the stage shows at one moment, but for movement, which takes the fast road. */
export interface StageState {
  readonly seq: number;
  readonly atMs: number;
  /** The running cue's number, the one that stands by, and the scene entry asked for last. */
  readonly cue: string | null;
  readonly standby: string | null;
  readonly scene: string | null;
  readonly layers: readonly StageLayer[];
  /** The same as the cues alone have them, with nothing felt in them: for who may not see bodies. It goes over no wire. */
  readonly still?: readonly StageLayer[];
  readonly palette: Palette;
  /** Grand master 0..1 with fades and the level cap applied. */
  readonly master: number;
  /** The grand master alone, 0..1: what a fader shows. */
  readonly grandMaster: number;
  /** Overlays, 0 none .. 1 black. */
  readonly blackout: number;
  readonly panic: number;
  readonly frozen: boolean;
  /** True while a cue, blackout, panic or a master at 0 asks for black. */
  readonly intendedBlack: boolean;
  /** True for the one state in which a cue asks for a cut. */
  readonly cut: boolean;
  readonly affect: AffectState;
  /** Heartbeats since the start, with fraction: its fractional part is the phase. Modulo 4096. */
  readonly beats: number;
  /** How full the lungs are, 0..1; 0.5 where nobody breathes. */
  readonly breath: number;
}
