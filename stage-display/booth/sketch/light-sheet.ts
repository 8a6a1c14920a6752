import type { StrokePoint } from '#contracts/visit';

/** A dark sheet that shows lines as light. */
export interface LightSheet {
  readonly canvas: HTMLCanvasElement;
  /** Which of the two draws it. */
  readonly by: 'pixi' | 'canvas';
  /** All lines, finished ones first; a line that is the same object as before is not made again. */
  draw(lines: readonly (readonly StrokePoint[])[]): void;
  /** In CSS pixels. */
  resize(width: number, height: number, ratio: number): void;
  close(): void;
}

/** Bone, as three shares. */
export const BONE = [241, 236, 226] as const;
/** How far light falls off beside the ink, in widths of it. */
export const SPREAD = 5;

/** How bright a line is at a distance from its middle, 0 .. 1 the edge of the spread: a core, and its glow. */
export const glowAt = (d: number): number => {
  const core = Math.max(0, 1 - Math.max(0, d * SPREAD - 0.55) / 0.45);
  const glow = 0.32 * Math.exp(-((d * 2.6) ** 2)) * Math.max(0, 1 - d);
  return Math.min(1, core * core * (3 - 2 * core) * 0.9 + glow);
};
