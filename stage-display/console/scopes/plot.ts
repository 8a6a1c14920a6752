import type { Container } from 'pixi.js';

/** Where a plot lies on the canvas, in CSS pixels, and what of it may be seen. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly clip: readonly [top: number, bottom: number];
}

/** A picture of one thing on the shared canvas. */
export interface Plot {
  /** Draws what is known at show time `showMs`; null: it is out of sight. */
  draw(box: Box | null, showMs: number): void;
  destroy(): void;
}

export type MakePlot = (parent: Container) => Plot;

/** Half the thickness of a trace in CSS pixels. */
export const HALF_LINE = 0.8;

/** True where nothing of the box can be seen. */
export const unseen = (box: Box): boolean =>
  box.width < 2 || box.y > box.clip[1] || box.y + box.height < box.clip[0];
