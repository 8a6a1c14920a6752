import type { PaintRequest } from '../engine.ts';
import { openCourse } from './course.ts';
import { type Desk, POINTS } from './desk.ts';
import { newFrame } from './frame.ts';
import { newLayout, stand } from './layout.ts';
import { paint } from './paint.ts';
import { shareOf } from './share.ts';
import { ALONE } from './team.ts';

/** Two places in which, together, there is a little of everything. */
const PLACES = [
  'sunflowers by a house, an old tree, a dog, rain on the frozen river, snow, lamps, stars, campfire',
  'a night bus, city lights, a corridor with candles and a table, curtain, fog over the mountains',
];
const PICTURES = 4;
const LINES = Math.sqrt(POINTS) * 2;

const asked = (text: string, seed: number, i: number): PaintRequest => ({
  lines: LINES,
  seed,
  memory: {
    parts: [{ text, weight: 1 }],
    sketch:
      i > 2
        ? [
            [
              [0.2, 0.3],
              [0.7, 0.8],
            ],
          ]
        : [],
  },
  atMs: 0,
  dtS: 0.033,
  look: {
    light: 0.45,
    horizon: 0.55,
    warmth: 0.45,
    weight: 0.35,
    pace: 0.35,
    density: 0.45,
    contrast: 0.45,
    focus: 0.65,
  },
  affect: { positive: 0.35, negative: 0.25, arousal: 0.35, confidence: 0.2 + 0.25 * i },
  movement: { x: 0.45, y: 0.55, energy: 0.5, surprise: 0.5 },
  breath: 0.45,
});

/** Paints what nobody sees, so that the first picture somebody sees is as quick as the others. */
export const warmUp = async (desk: Desk): Promise<void> => {
  const frame = newFrame(LINES);
  for (const [seed, text] of PLACES.entries()) {
    const course = openCourse();
    const layout = newLayout();
    for (let i = 0; i < PICTURES; i += 1) {
      const { of } = course.step(asked(text, seed, i), 0.033);
      stand(layout, of);
      await paint(frame, layout, desk, { ...of, ...shareOf(i, LINES) }, ALONE);
    }
  }
};
