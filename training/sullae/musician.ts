import { type Random, random } from '../../sensors/random.ts';

/** A note as the stream `note` carries it; velocity 0 lets it go. */
export interface Note {
  readonly atS: number;
  readonly number: number;
  readonly velocity: number;
}

/** Wood as a drum pad names it; the five notes the phrases keep to. */
const WOOD = 76;
const SCALE = [43, 45, 48, 50, 52, 55, 57, 60] as const;

/** Notes that are to sound, handed out as they become due. */
export const musician = (seed: number) => {
  const rng: Random = random(seed, 'musician');
  let waiting: Note[] = [];
  let nextS = 0;
  const play = (atS: number, number: number, velocity: number, seconds: number): void => {
    waiting.push({ atS, number, velocity }, { atS: atS + seconds, number, velocity: 0 });
    waiting.sort((a, b) => a.atS - b.atS);
  };
  return {
    strike: (atS: number): void => play(atS, WOOD, rng.range(0.7, 0.9), 0.12),
    answer: (atS: number): void => play(atS + 0.1, 43, rng.range(0.25, 0.4), 0.9),
    /** Two to five notes, then a rest longer than they were. */
    phrases(nowS: number): void {
      if (nowS < nextS) return;
      const count = 2 + Math.floor(rng.next() * 4);
      let at = nowS + 0.1;
      let step = Math.floor(rng.next() * SCALE.length);
      for (let i = 0; i < count; i++) {
        play(at, SCALE[step] ?? 48, rng.range(0.2, 0.6), rng.range(0.4, 1.2));
        step = Math.min(SCALE.length - 1, Math.max(0, step + Math.floor(rng.range(-2, 3))));
        at += rng.range(0.35, 1.1);
      }
      nextS = at + rng.range(2.5, 7);
    },
    due(nowS: number): Note[] {
      const due = waiting.filter((n) => n.atS <= nowS);
      waiting = waiting.filter((n) => n.atS > nowS);
      return due;
    },
  };
};
