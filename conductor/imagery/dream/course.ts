import type { PaintRequest } from '../engine.ts';
import { pressed } from './bend.ts';
import type { PaintOf, Ways } from './given.ts';
import { type Mood, nextMood } from './mood.ts';
import { MORPH_S, type Morph, openMorph } from './morph.ts';
import { type Drawn, drawn } from './sketch.ts';
import { worldOf } from './words.ts';
import { reader } from './world.ts';

/** What one film carries from picture to picture. */
interface Carried {
  memory: PaintRequest['memory'];
  seed: number;
  readonly morph: Morph;
  mood: Mood;
  readonly ways: Ways;
  sketch: Drawn | null;
  sketched: number;
}

/** The course of a film: from requests to what is painted of. */
export interface Course {
  /** @param dtS seconds since the request before, sane */
  step(request: PaintRequest, dtS: number): Omit<PaintOf, 'phase' | 'shares' | 'litShares'>;
}

export const sane = (v: number, rest: number): number => (Number.isFinite(v) ? v : rest);

const shown = (request: PaintRequest) => worldOf(request.memory.parts, request.seed);

const begun = (request: PaintRequest, stood: number): Carried => ({
  memory: request.memory,
  seed: request.seed,
  morph: openMorph(shown(request), request.seed, stood),
  mood: nextMood(null, request, 0),
  ways: {
    drift: (request.seed % 997) * 0.37,
    way: 0,
    air: 0,
    weather: (request.seed % 89) + 3,
    aside: 0,
    held: request.seed % 6,
  },
  sketch: drawn(request.memory.sketch),
  sketched: 1,
});

const move = ({ ways, morph, mood }: Carried, dtS: number): void => {
  const read = reader(morph.now);
  // Pace is felt by its ratio: a calm moment and a wild one lie a factor of twelve apart.
  const pace = 0.24 * Math.exp(2.5 * mood.arousal + 1.2 * mood.pace);
  ways.drift += dtS * 0.018 * pace;
  ways.way += dtS * (0.004 + 0.5 * read('travel')) * pace;
  ways.air += dtS * 0.01 * (0.4 + read('wind')) * pace;
  ways.weather += dtS * pace;
  ways.held += dtS * 0.22 * pace;
  ways.aside += dtS * 0.55 * read('travel') * (1 - 0.85 * read('road')) * pace;
};

export const openCourse = (): Course => {
  const press = pressed();
  let film: Carried | null = null;
  return {
    step(request, dtS) {
      if (!film || request.cut === true) film = begun(request, film ? film.morph.stood + 1 : 0);
      const now = film;
      if (now.memory !== request.memory || now.seed !== request.seed) {
        now.morph.aim(shown(request), request.seed);
        now.memory = request.memory;
        now.seed = request.seed;
        now.sketch = drawn(request.memory.sketch);
        now.sketched = 0;
      }
      now.morph.step(dtS);
      now.mood = nextMood(now.mood, request, dtS);
      now.sketched = Math.min(1, now.sketched + dtS / MORPH_S);
      move(now, dtS);
      const { movement } = request;
      const touch = { x: sane(movement.x, 0.5), y: 1 - sane(movement.y, 0.5) };
      press.press({ ...touch, energy: Math.min(1, Math.max(0, sane(movement.energy, 0))) }, dtS);
      return {
        world: now.morph.now,
        stands: now.morph.stands,
        stood: now.morph.stood,
        seed: now.morph.seed,
        mood: now.mood,
        ways: now.ways,
        pressed: { depth: press.depth },
        sketch: now.sketch,
        sketched: now.sketched,
        touch,
      };
    },
  };
};
