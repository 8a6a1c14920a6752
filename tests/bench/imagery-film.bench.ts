import { drawShots } from '../browser/film.ts';
import { openStagePage } from '../browser/stage-page.ts';
import type { Bench } from '../support/bench.ts';
import { type WatchedFilm, watchedFilm, watchFilm } from '../support/film-watch.ts';
import { FILM, longFilm } from '../support/long-film.ts';

const SIZE = { width: 128, height: 72 } as const;
/** As the decision on continuity fixes it; the meter does not ask the gate. */
const FLOOR = 0.012;
const HZ = 15;
/** Pictures that are asked for in one message to the page. */
const AT_ONCE = 150;

interface Run {
  readonly film: WatchedFilm;
  readonly msEach: number;
}

const measure = async (): Promise<Run> => {
  const stage = await openStagePage();
  try {
    await stage.open('&plain=1');
    await stage.page.evaluate(([w, h]) => window.__stage?.resize(w, h), [
      SIZE.width,
      SIZE.height,
    ] as const);
    await watchFilm(stage.page, FLOOR, true);
    const shots = longFilm(HZ);
    const beganMs = performance.now();
    for (let from = 0; from < shots.length; from += AT_ONCE)
      await drawShots(stage, shots.slice(from, from + AT_ONCE), from / HZ);
    const msEach = (performance.now() - beganMs) / shots.length;
    return { film: await watchedFilm(stage.page), msEach };
  } finally {
    await stage.close();
  }
};

let film: Promise<Run> | undefined;

const words = ({ film: { worst, when }, msEach }: Run): string => {
  const named = when.map(({ what, atS }) => `${what} at ${atS.toFixed(1)} s`).join(', ');
  return `${FILM.seconds / 60} minutes at ${HZ} pictures a second in a browser, stepped (${msEach.toFixed(0)} ms each), ${SIZE.width} x ${SIZE.height} without dither; ${FILM.changes} changes of everything at once, ${FILM.failures} failures of the source, a body that moves a third of the time, ${FILM.reconnects} silences of the conductor; pixels through an independent meter in the page; furthest step ${worst.toFixed(2)} of what is allowed${named && `; ${named}`}`;
};

const bench = (
  name: string,
  unit: string,
  goal: number,
  of: (film: WatchedFilm) => number,
): Bench => ({
  name,
  unit,
  op: '<=',
  goal,
  long: true,
  run: async () => {
    film ??= measure();
    const run = await film;
    return { value: of(run.film), n: run.film.pictures, load: words(run) };
  },
});

export const benches: Bench[] = [
  bench('imagery-film-jumps', 'pictures', 0, (r) => r.jumps),
  bench('imagery-film-black', 'pictures', 0, (r) => r.blacks),
  bench('imagery-film-still', 'times', 0, (r) => r.stills),
  bench('imagery-film-changes-a-second', 'opposing changes', 6, (r) =>
    Math.max(r.changes, r.redChanges),
  ),
];
