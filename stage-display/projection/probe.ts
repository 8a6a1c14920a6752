import type { MovementFrame } from '#contracts/movement';
import type { OutputPatch } from '#contracts/output';
import type { Sketch } from '#contracts/picture';
import type { StageState } from '#contracts/stage';
import type { WallSheet } from '#contracts/wall';
import type { StageShow } from '#contracts/wire';
import type { PicturePair } from '../net/index.ts';
import type { Verdict } from './gate/keeper.ts';
import type { KeyAct } from './keys.ts';

export interface FedPicture {
  readonly width: number;
  readonly height: number;
  readonly rgb: ArrayLike<number>;
}

/** What tests see of a stage page opened with `?probe=1`. */
export interface StageProbe {
  /** RGBA of the picture last drawn, rows from the bottom; a part of it where given. */
  readPixels(x?: number, y?: number, width?: number, height?: number): Uint8Array;
  readonly size: { readonly width: number; readonly height: number };
  /** Share of lines and columns that scenes are drawn with. */
  readonly scale: number;
  /** Pictures drawn since the page opened. */
  readonly frames: number;
  /** What the gate did with the picture drawn last; null: it was not seen. */
  readonly passed: Verdict | null;
  /** Movement frames that have been handed to a picture. */
  readonly movements: number;
  /** Renderer as the browser names it. */
  readonly renderer: string;
  readonly isLost: boolean;
  /** With `&manual=1`: draws the next picture, `dtMs` after the last. */
  step(dtMs: number): void;
  /** With `&manual=1`: the state of the next pictures; null: the conductor is silent. */
  setState(state: StageState | null): void;
  /** With `&manual=1`: the show whose entries the states name. */
  setShow(show: StageShow): void;
  /** How the picture leaves for the projectors, as if the conductor had said it. */
  map(output: OutputPatch | null): void;
  /** With `&manual=1`: the painted film of the next pictures; null: none is heard. */
  setFilm(pair: PicturePair | null): void;
  /** The end of the sound's road, before the loudspeaker; null while nothing was to be played. */
  readonly sound: { readonly context: AudioContext; readonly node: AudioNode } | null;
  /** With `&manual=1`: the drawing of what is remembered in the next pictures; empty: none. */
  setDrawing(lines: Sketch): void;
  /** With `&manual=1`: the kept memories that hang, told at this show time. */
  setWall(sheets: readonly WallSheet[], showMs: number): void;
  /** True: nobody looks at the next pictures; they pass as quickly as they can. */
  hurry(on: boolean): void;
  /**
   * A finished picture of a foreign source in place of the scenes: RGB in linear light, rows from the bottom,
   * any number whatever. Null: the scenes again.
   */
  feed(picture: FedPicture | null): void;
  /** Movement as if it had come over the wire. */
  press(frame: MovementFrame): void;
  key(act: KeyAct): void;
  /** Another size of the picture, in pixels. */
  resize(width: number, height: number): void;
  loseContext(): void;
  restoreContext(): void;
}

declare global {
  interface Window {
    __stage?: StageProbe;
  }
}
