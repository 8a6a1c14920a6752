import { filmed } from '../browser/film.ts';
import { openStagePage } from '../browser/stage-page.ts';
import type { Bench } from '../support/bench.ts';
import { type FilmReport, filmMeter } from '../support/film-meter.ts';
import { FILM, longFilm } from '../support/long-film.ts';

const SIZE = { width: 128, height: 72 } as const;
/** As the decision on continuity fixes it; the meter does not ask the gate. */
const FLOOR = 0.012;
const HZ = 20;
/** Pictures that are drawn before their pixels are fetched. */
const AT_ONCE = 100;

const measure = async (): Promise<FilmReport> => {
  const stage = await openStagePage();
  const meter = filmMeter({ ...SIZE, channels: 4, floor: FLOOR });
  try {
    await stage.open('&plain=1');
    await stage.page.evaluate(([w, h]) => window.__stage?.resize(w, h), [
      SIZE.width,
      SIZE.height,
    ] as const);
    const shots = longFilm(HZ);
    for (let from = 0; from < shots.length; from += AT_ONCE) {
      const seen = await filmed(stage, shots.slice(from, from + AT_ONCE));
      seen.forEach(({ pixels }, i) => {
        meter.see(pixels, (from + i) / HZ);
      });
    }
    return meter.report;
  } finally {
    await stage.close();
  }
};

let film: Promise<FilmReport> | undefined;

const bench = (
  name: string,
  unit: string,
  goal: number,
  of: (report: FilmReport) => number,
): Bench => ({
  name,
  unit,
  op: '<=',
  goal,
  long: true,
  run: async () => {
    film ??= measure();
    const report = await film;
    return {
      value: of(report),
      n: report.pictures,
      load: `${FILM.seconds / 60} minutes at ${HZ} pictures a second in a browser, stepped, ${SIZE.width} x ${SIZE.height} without dither; ${FILM.changes} changes of everything at once, ${FILM.failures} failures of the source, ${FILM.reconnects} silences of the conductor; pixels through an independent meter; furthest step ${report.worst.toFixed(2)} of what is allowed`,
    };
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
