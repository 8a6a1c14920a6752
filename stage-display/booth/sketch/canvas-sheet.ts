import type { StrokePoint } from '#contracts/visit';
import { BONE, type LightSheet } from './light-sheet.ts';
import { type Inked, inked } from './ribbon.ts';

const ink = (share: number): string => `rgba(${BONE.join()},${share})`;

/** Where there is no WebGL: the same lines with a plain pen. */
export const canvasSheet = (): LightSheet | null => {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) return null;
  let [width, height, ratio] = [1, 1, 1];

  const path = (line: readonly Inked[], grow: number): void => {
    const [first] = line;
    if (first && line.length === 1) {
      context.beginPath();
      context.arc(first.x, first.y, first.half * grow, 0, 2 * Math.PI);
      context.fill();
    }
    for (let i = 1; i < line.length; i++) {
      const [a, b] = [line[i - 1], line[i]];
      if (!a || !b) continue;
      context.lineWidth = (a.half + b.half) * grow;
      context.beginPath();
      context.moveTo(a.x, a.y);
      context.lineTo(b.x, b.y);
      context.stroke();
    }
  };
  return {
    canvas,
    by: 'canvas',
    resize(w, h, r) {
      [width, height, ratio] = [w, h, r];
      canvas.width = Math.max(1, Math.round(w * r));
      canvas.height = Math.max(1, Math.round(h * r));
    },
    draw(lines: readonly (readonly StrokePoint[])[]) {
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      context.lineCap = 'round';
      for (const [grow, share] of [
        [3.4, 0.045],
        [1.15, 0.92],
      ] as const) {
        context.strokeStyle = ink(share);
        context.fillStyle = ink(share);
        for (const line of lines) path(inked(line, width, height), grow);
      }
    },
    close: () => canvas.remove(),
  };
};
