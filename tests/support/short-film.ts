import type { Browser } from 'playwright-core';
import type { KeepsakeFrame, KeepsakeSettings } from '#contracts/keepsake';
import type { Course, Remembrance } from '#contracts/remembrance';
import type { Show } from '#contracts/show';
import type { FilmJson } from '../../conductor/memory/film/film-json.ts';
import type { FilmJob, SoundWish } from '../../conductor/memory/film/job.ts';
import type { FilmPage } from '../../conductor/memory/film/page.ts';
import { filmPlan } from '../../conductor/memory/film/plan.ts';
import { renderFilm, type StretchStore } from '../../conductor/memory/film/render.ts';
import { NO_WORK } from '../../conductor/memory/film/work.ts';
import type { FilmFile } from '../../conductor/memory/parts.ts';
import { stageShow } from '../../conductor/show/stage-show.ts';
import { BUILT } from './pages.ts';

export interface ShortFilm {
  readonly browser: Browser;
  readonly memory: Remembrance;
  readonly show: Show;
  readonly seconds: number;
  readonly fps: number;
  readonly lines: number;
  readonly course?: Course;
  readonly engine?: string | null;
  readonly before?: FilmJson | null;
  readonly sound?: SoundWish;
  readonly store?: StretchStore;
  readonly scale?: number;
  readonly share?: number;
  readonly seed?: number;
  readonly signal?: AbortSignal;
  readonly watch?: (index: number, page: FilmPage) => Promise<void>;
}

/** Benches and tests run in the project's folder. */
export const ROOT = process.cwd();

/** A film made in this process, in a browser that is open: the road of a keepsake without its process. */
export const shortFilm = (o: ShortFilm): Promise<FilmFile> => {
  const { course: own, ...given } = o.memory;
  const course = o.course ?? own;
  const job: FilmJob = {
    given: { ...given, seed: o.seed ?? given.seed },
    course,
    recallS: course.positive.length / 10,
    show: o.show,
    wish: { seconds: o.seconds, aspect: '16:9', lines: o.lines, label: 'file' },
    fps: o.fps,
    scale: o.scale ?? 1,
    share: o.share ?? 1,
    engineLines: 256,
    engine: o.engine ?? null,
    bitrate: 1_000_000,
    before: o.before ?? null,
    sound: o.sound ?? { kind: 'none' },
    workDir: null,
    root: ROOT,
    pagesDir: BUILT,
  };
  return renderFilm(job, {
    browser: o.browser,
    store: o.store ?? NO_WORK,
    coming: () => ({ course, isOver: true }),
    more: () => Promise.resolve(),
    progress: () => {},
    ...(o.watch && { watch: o.watch }),
    signal: o.signal ?? new AbortController().signal,
  });
};

/** A settled picture of a film of this show with nobody in it, to be changed and drawn by hand. */
export const oneFrame = (show: Show, course: Course): KeepsakeFrame => {
  const plan = filmPlan({ show, seed: 1, seconds: 30, fps: 24, recallS: 60, before: null });
  let frame = plan.next(course);
  while (frame && frame.atS < 8) frame = plan.next(course);
  if (!frame) throw new Error('A film without pictures.');
  return {
    index: 0,
    state: frame.state,
    frames: [],
    dtMs: 1000 / 24,
    painted: null,
    blend: 0,
    isDrawn: false,
    over: 0,
    titles: { begin: 0, end: 0 },
  };
};

export const settingsOf = (show: Show, width: number, height: number): KeepsakeSettings => {
  const plan = filmPlan({ show, seed: 1, seconds: 30, fps: 24, recallS: 60, before: null });
  return {
    width,
    height,
    fps: 24,
    seed: 1,
    scale: 1,
    share: 1,
    show: stageShow(plan.show, 1),
    drawing: [],
    bitrate: 1_000_000,
    before: null,
    titles: { begin: [], end: [] },
  };
};

const NX = 64;
const NY = 36;

/** A picture's mean coded colour in the cells of the gate's metric (docs/adr/0009), RGBA in. */
export const cellsOf = (rgba: Uint8Array, width: number, height: number): Float64Array => {
  const sums = new Float64Array(NX * NY * 3);
  const counts = new Float64Array(NX * NY);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const cell = Math.floor((y * NY) / height) * NX + Math.floor((x * NX) / width);
      counts[cell] = (counts[cell] ?? 0) + 1;
      for (let c = 0; c < 3; c++) {
        const at = cell * 3 + c;
        sums[at] = (sums[at] ?? 0) + (rgba[(y * width + x) * 4 + c] ?? 0) / 255;
      }
    }
  return sums.map((v, i) => v / Math.max(1, counts[Math.floor(i / 3)] ?? 1));
};

/** How far two pictures are apart, as the promise of continuity measures it. */
export const farApart = (a: Float64Array, b: Float64Array): number =>
  Math.sqrt(a.reduce((sum, v, i) => sum + (v - (b[i] ?? 0)) ** 2, 0) / a.length);
