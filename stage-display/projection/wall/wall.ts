import type { Texture } from 'three';
import type { WallSheet } from '#contracts/wall';
import { type WallAtlas, wallAtlas } from './atlas.ts';
import { type Hanging, hung, stepHanging } from './hanging.ts';

/** The kept memories as scenes see them. */
export interface WallView {
  readonly hanging: readonly Hanging[];
  readonly lines: Texture;
  readonly pictures: Texture;
}

export interface StageWall extends WallView {
  /** What hangs now, told at a show time. */
  set(sheets: readonly WallSheet[], showMs: number): void;
  step(dt: number): void;
  dispose(): void;
}

/** The wall of a display. Nothing of it is kept: what is no longer told of goes, and its atlas is drawn over. */
export const stageWall = (): StageWall => {
  let hanging: readonly Hanging[] = [];
  let showMs = 0;
  // Most shows have no wall.
  let made: WallAtlas | null = null;
  const atlas = (): WallAtlas => {
    made ??= wallAtlas();
    return made;
  };
  return {
    get hanging() {
      return hanging;
    },
    get lines() {
      return atlas().lines;
    },
    get pictures() {
      return atlas().pictures;
    },
    set(sheets, atMs) {
      showMs = atMs;
      hanging = hung(hanging, sheets, showMs);
      if (sheets.length > 0 || made) atlas().take(hanging.map(({ sheet }) => sheet));
    },
    step(dt) {
      showMs += dt * 1000;
      if (hanging.length > 0) hanging = stepHanging(hanging, dt, showMs);
    },
    dispose: () => made?.dispose(),
  };
};
