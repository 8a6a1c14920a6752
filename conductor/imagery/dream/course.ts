import type { PaintRequest } from '../engine.ts';
import { pressed } from './bend.ts';
import type { PaintOf, Ways } from './given.ts';
import type { Stands } from './layout.ts';
import { type Mood, nextMood } from './mood.ts';
import { type Morph, openMorph } from './morph.ts';
import { openPage, type Page } from './page.ts';
import { type Part, worldOf } from './words.ts';
import { reader } from './world.ts';

/** What one film carries from picture to picture. */
interface Carried {
  /** Known again as the same, and not held on to: a memory that is let go leaves no word here. */
  memory: WeakRef<PaintRequest['memory']>;
  seed: number;
  readonly morph: Morph;
  readonly page: Page;
  mood: Mood;
  readonly ways: Ways;
}

/** What is painted of, and what is to stand next; null: nothing else. */
export interface Step {
  readonly of: Omit<PaintOf, 'phase' | 'shares' | 'litShares'>;
  readonly coming: Stands | null;
}

/** The course of a film: from requests to what is painted of. */
export interface Course {
  /** @param dtS seconds since the request before, sane */
  step(request: PaintRequest, dtS: number): Step;
}

export const sane = (v: number, rest: number): number => (Number.isFinite(v) ? v : rest);

/** As much as a part of a memory may weigh. */
const HEAVIEST = 4;

const weighed = ({ text, weight }: Part): Part => ({
  text,
  weight: Number.isNaN(weight) ? 1 : Math.min(HEAVIEST, Math.max(0, weight)),
});

const shown = ({ memory }: PaintRequest, seed: number) => worldOf(memory.parts.map(weighed), seed);

const begun = (request: PaintRequest, seed: number, stood: number): Carried => ({
  memory: new WeakRef(request.memory),
  seed,
  morph: openMorph(shown(request, seed), seed, stood),
  page: openPage(request.memory.sketch),
  mood: nextMood(null, request, 0),
  ways: {
    drift: (seed % 997) * 0.37,
    way: 0,
    air: 0,
    weather: (seed % 89) + 3,
    aside: 0,
    held: seed % 6,
  },
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

/** What is remembered, or its chance, has changed: everything is on its way there from now on. */
const aim = (now: Carried, request: PaintRequest, seed: number): void => {
  now.morph.aim(shown(request, seed), seed);
  if (now.memory.deref() !== request.memory) now.page.aim(request.memory.sketch);
  now.memory = new WeakRef(request.memory);
  now.seed = seed;
};

export const openCourse = (): Course => {
  const press = pressed();
  let film: Carried | null = null;
  return {
    step(request, dtS) {
      const seed = sane(request.seed, 0);
      if (!film || request.cut === true)
        film = begun(request, seed, film ? film.morph.stood + 1 : 0);
      const now = film;
      if (now.memory.deref() !== request.memory || now.seed !== seed) aim(now, request, seed);
      now.morph.step(dtS);
      now.page.step(dtS);
      now.mood = nextMood(now.mood, request, dtS);
      move(now, dtS);
      const { movement } = request;
      const touch = { x: sane(movement.x, 0.5), y: 1 - sane(movement.y, 0.5) };
      press.press({ ...touch, energy: Math.min(1, Math.max(0, sane(movement.energy, 0))) }, dtS);
      const { morph, mood, ways } = now;
      return {
        of: {
          world: morph.now,
          stands: morph.stands,
          stood: morph.stood,
          seed: morph.seed,
          mood,
          ways,
          pressed: { depth: press.depth },
          sketches: now.page.now,
          touch,
        },
        coming: morph.coming,
      };
    },
  };
};
