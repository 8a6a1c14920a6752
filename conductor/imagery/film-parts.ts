import type { MovementFrame } from '#contracts/movement';
import type { ImageryStatus, PictureFrame, Remembered, Sketch } from '#contracts/picture';
import type { StageState } from '#contracts/stage';
import type { Lamp } from '#contracts/status';
import type { StartThread } from '../kernel/thread.ts';
import type { ShowsPictures } from './composer.ts';
import type { ProviderWish } from './engine.ts';
import type { Given, Remembers } from './memory.ts';
import type { PictureWish } from './plan.ts';
import type { FromEvolver, FromStudio, ToEvolver, ToStudio } from './studio-protocol.ts';

export interface FilmParts {
  readonly nowMs: () => number;
  readonly startStudio: StartThread<ToStudio, FromStudio>;
  readonly startEvolver: StartThread<ToEvolver, FromEvolver>;
  /** Null: the first engine there is. */
  readonly engine: string | null;
  readonly modelsDir: string;
  /** What its network runs on; absent: the engine's own choice. */
  readonly provider?: ProviderWish;
  /** One picture, largest first, to the displays. */
  publish(frames: readonly PictureFrame[]): void;
  wish(nowMs: number): PictureWish;
  lamp(lamp: Lamp | null): void;
  /** What the cues give it; where absent, the running cue alone says it. */
  given?(): Given | undefined;
  readonly shows?: ShowsPictures;
}

/** The film that the conductor paints: asks the engine at its beat, keeps the last picture alive where it fails. */
export interface Film {
  /** The show, at the beginning and whenever its file changed. */
  follow(show: Remembers): void;
  /** Every state of the stage; the film has no other beat. */
  stage(state: StageState): void;
  moved(frame: MovementFrame): void;
  /** Somebody remembers something. Its words go to the engine and nowhere else. */
  remember(memory: Remembered): void;
  /** The drawing that displays may see now; empty: none. The same array while it is the same. */
  drawing(): Sketch;
  status(): ImageryStatus;
  close(): Promise<void>;
}
