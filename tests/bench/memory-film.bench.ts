import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { COURSE_HZ, type Course, Remembrance } from '#contracts/remembrance';
import type { Show } from '#contracts/show';
import { launchBrowser } from '../../conductor/browser.ts';
import { FilmJson } from '../../conductor/memory/film/film-json.ts';
import { openFilms } from '../../conductor/memory/film/films.ts';
import { loadShow } from '../../conductor/show/load.ts';
import { clickAgainstFlash } from '../support/av-sync.ts';
import { type Bench, type Measured, quantile } from '../support/bench.ts';
import { cellsOf, farApart, ROOT, type ShortFilm, shortFilm } from '../support/short-film.ts';
import { pause } from '../support/stats.ts';

const memoryOf = (name: string): Remembrance =>
  Remembrance.parse(
    JSON.parse(readFileSync(join(ROOT, 'tests/fixtures/memories', name, 'memory.json'), 'utf8')),
  );
const showOf = async (): Promise<Show> => (await loadShow(join(ROOT, 'shows/golden-hour'))).show;

/** What else the machine did: a film is made with what others leave. */
const machine = (): string =>
  `${cpus().length} cores, load ${loadavg()[0]?.toFixed(1) ?? '?'}, software rendering`;

const inBrowser = async <T>(work: (o: Pick<ShortFilm, 'browser' | 'show'>) => Promise<T>) => {
  const show = await showOf();
  const browser = await launchBrowser();
  try {
    return await work({ browser, show });
  } finally {
    await browser.close();
  }
};

const WISH = { seconds: 60, aspect: '16:9', lines: 720, label: 'file' } as const;

/** Times films are measured with; in benches the machine's own clock. */
const since = (atMs: number): number => (performance.now() - atMs) / 1000;

const filmsHere = async (state: string | null) => {
  const show = await showOf();
  return openFilms({
    show: () => show,
    folder: () => join(ROOT, 'shows/golden-hour'),
    root: ROOT,
    stateDir: state,
  });
};

/** From the end of a recall that happens in its own time to the film of it. */
const preview = async (): Promise<Measured> => {
  const films = await filmsHere(null);
  const { course, ...given } = memoryOf('garden');
  try {
    const run = films.preview(given, WISH, () => {});
    const first = (seconds: number): Course =>
      JSON.parse(JSON.stringify(course), (_, v) =>
        Array.isArray(v) ? v.slice(0, seconds * COURSE_HZ) : v,
      );
    const beganMs = performance.now();
    const seconds = course.positive.length / COURSE_HZ;
    for (let s = 1; s <= seconds; s++) {
      await pause(Math.max(0, beganMs + s * 1000 - performance.now()));
      run.grow(first(s));
    }
    const endedMs = performance.now();
    run.finish(course);
    const film = await run.done;
    const load = `${seconds} s of recall in real time, ${film.seconds.toFixed(0)} s at ${film.width} x ${film.height}, ${machine()}`;
    return { value: since(endedMs), n: 1, load };
  } finally {
    await films.close();
  }
};

const keepsake = async (): Promise<Measured> => {
  const state = mkdtempSync(join(tmpdir(), 'yeoun-keepsake-'));
  const films = await filmsHere(state);
  try {
    const beganMs = performance.now();
    const film = await films.keepsake('bench', memoryOf('garden'), WISH, () => {}).done;
    const load = `${film.seconds} s at ${film.width} x ${film.height}, 24 a second, ${(film.bytes.length / 1e6).toFixed(1)} MB, ${machine()}`;
    return { value: since(beganMs) / film.seconds, n: 1, load };
  } finally {
    await films.close();
    rmSync(state, { recursive: true, force: true });
  }
};

const FLASHES = [24, 31, 40];

const avSync = (): Promise<Measured> =>
  inBrowser(async ({ browser, show }) => {
    const { course } = memoryOf('garden');
    const off: number[] = [];
    for (const at of FLASHES)
      off.push(Math.abs((await clickAgainstFlash(browser, show, course, at)).ms));
    const load = `a click and a flash read back from the file, each ${off.map((v) => v.toFixed(1)).join(', ')} ms`;
    return { value: Math.max(...off), n: off.length, load };
  });

const SMALL = { seconds: 30, fps: 6, lines: 180, share: 0.6, engine: 'dream' } as const;

const same = (): Promise<Measured> =>
  inBrowser(async (o) => {
    const memory = memoryOf('bus');
    const hashes = async () => {
      const { json } = await shortFilm({ ...o, ...SMALL, seconds: 12, memory });
      return FilmJson.parse(JSON.parse(json)).hashes;
    };
    const [a, b] = [await hashes(), await hashes()];
    const unlike = a.filter(([, hash], i) => hash !== b[i]?.[1]).length;
    const load = `two films of ${SMALL.lines} lines, engine and stage; one picture a second compared`;
    return { value: unlike, n: a.length, load };
  });

/** Below this a step is none, whatever came before it (docs/adr/0009). */
const FLOOR = 0.012;

/** Three parts in a row: the step at each seam as a share of what the promise of continuity allows there. */
const seam = (): Promise<Measured> =>
  inBrowser(async (o) => {
    let before: FilmJson | null = null;
    let last: Float64Array | null = null;
    const shares: number[] = [];
    const raw: string[] = [];
    for (const name of ['garden', 'bus', 'garden']) {
      const steps: number[] = [];
      let first: Float64Array | null = null;
      const watch: ShortFilm['watch'] = async (_, page) => {
        const cells = cellsOf(await page.pixels(), 320, 180);
        if (first && last) steps.push(farApart(last, cells));
        else if (last && before) raw.push(farApart(last, cells).toFixed(4));
        if (!first && last && before) shares.push(farApart(last, cells));
        first ??= cells;
        last = cells;
      };
      const film = await shortFilm({
        ...o,
        ...SMALL,
        seconds: 12,
        memory: memoryOf(name),
        before,
        watch,
      });
      before = FilmJson.parse(JSON.parse(film.json));
      raw.push(`median inside ${quantile(steps, 0.5).toFixed(4)}`);
      const allowed = Math.max(3 * quantile(steps, 0.5), FLOOR);
      if (shares.length > 0) shares.push((shares.pop() ?? 0) / allowed);
    }
    const load = `three parts in a row, ${SMALL.fps} pictures a second: ${raw.join(', ')}`;
    return { value: Math.max(...shares), n: shares.length, load };
  });

/** Slow feelings of very different courses: each kind of turn that a recall makes. */
const TURNS: readonly ((s: number) => readonly [number, number, number])[] = [
  (s) => [0.5 + 0.42 * Math.sin(s / 13), 0.3, 0.5 + 0.42 * Math.sin(s / 10 + 2)],
  (s) => [s / 90, 1 - s / 90, 0.5 + 0.4 * Math.cos(s / 12)],
  (s) => [0.9 - s / 110, 0.2 + s / 150, s < 45 ? 0.1 + s / 56 : 1.7 - s / 56],
];

const courseOf = (turn: (typeof TURNS)[number]): Course => {
  const { breath, beats } = memoryOf('garden').course;
  const n = 90 * COURSE_HZ;
  const steps = Array.from({ length: n }, (_, i) => turn(i / COURSE_HZ));
  const list = (of: number) => steps.map((v) => Math.min(1, Math.max(0, v[of] ?? 0)));
  const flat = (v: number) => Array.from({ length: n }, () => v);
  const [positive, negative, arousal] = [list(0), list(1), list(2)];
  return {
    positive,
    negative,
    arousal,
    confidence: flat(0.75),
    decoded: { positive, negative, arousal },
    reported: { pleasant: flat(0), painful: flat(0) },
    // Whoever feels breathes.
    breath: breath.slice(0, n),
    beats: beats.slice(0, n),
    moved: { x: flat(0.5), y: flat(0.5), energy: flat(0) },
  };
};

interface Followed {
  readonly palette: number[];
  readonly pace: number[];
  readonly contrast: number[];
}

/** r of each film between what drove it and what its finished pictures show, once for the three benches. */
let followed: Promise<Followed> | null = null;
const measureFollowed = (): Promise<Followed> =>
  inBrowser(async (o) => {
    const out: Followed = { palette: [], pace: [], contrast: [] };
    for (const [i, turn] of TURNS.entries()) {
      const memory = memoryOf(i % 2 === 0 ? 'garden' : 'bus');
      const film = await shortFilm({ ...o, ...SMALL, seconds: 60, memory, course: courseOf(turn) });
      const { measured } = FilmJson.parse(JSON.parse(film.json));
      out.palette.push(measured.followsPalette.r ?? 0);
      out.pace.push(measured.followsPace.r ?? 0);
      out.contrast.push(measured.followsContrast.r ?? 0);
    }
    return out;
  });

const follows = (of: keyof Followed) => async (): Promise<Measured> => {
  followed ??= measureFollowed();
  const rs = (await followed)[of];
  const load = `${rs.length} films of 60 s at ${SMALL.lines} lines, the least of ${rs.map((r) => r.toFixed(2)).join(', ')}`;
  return { value: Math.min(...rs), n: rs.length, load };
};

const r = (of: keyof Followed): Bench => ({
  name: `memory-film-follows-${of}`,
  unit: 'r',
  op: '>=',
  goal: 0.7,
  long: true,
  run: follows(of),
});

export const benches: readonly Bench[] = [
  { name: 'memory-av-sync', unit: 'ms', op: '<=', goal: 20, run: avSync },
  { name: 'memory-film-same', unit: 'unlike', op: '<=', goal: 0, long: true, run: same },
  { name: 'memory-film-seam', unit: 'of allowed', op: '<=', goal: 1, long: true, run: seam },
  { name: 'memory-preview', unit: 's', op: '<=', goal: 20, long: true, run: preview },
  { name: 'memory-keepsake', unit: 'x', op: '<=', goal: 6, long: true, run: keepsake },
  r('palette'),
  r('pace'),
  r('contrast'),
];
