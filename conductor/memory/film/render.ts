import type { Browser } from 'playwright-core';
import { YeounError } from '#contracts/errors';
import type { EncodedTrack, FrameFacts, KeepsakeFrame } from '#contracts/keepsake';
import { stageLabelOf } from '#contracts/picture-label';
import type { Course } from '#contracts/remembrance';
import { stageShow } from '../../show/stage-show.ts';
import type { FilmFile } from '../parts.ts';
import { answeringSound } from './answer.ts';
import { courseS } from './curve.ts';
import type { FilmJson } from './film-json.ts';
import type { FilmJob, Stretch } from './job.ts';
import { filmTags, labelled } from './label.ts';
import { muxed } from './mux.ts';
import { type FilmPage, openFilmPage } from './page.ts';
import { type FilmPainter, openFilmPainter } from './painter.ts';
import { type FilmEnd, type FilmFrame, type FilmPlan, filmPlan } from './plan.ts';
import { filmSize } from './size.ts';
import { soundOf } from './sound.ts';
import { titlesOf } from './title-lines.ts';
import { tellFilm } from './told.ts';
import { cancelled } from './trouble.ts';

/** The recall as it comes. */
export interface Coming {
  readonly course: Course;
  /** True: no more will come. */
  readonly isOver: boolean;
}

/** Finished stretches of a film. */
export interface StretchStore {
  /** The n-th, where it was finished before. */
  get(n: number): Promise<Stretch | null>;
  put(n: number, stretch: Stretch): Promise<void>;
}

export interface RenderParts {
  readonly browser: Browser;
  readonly store: StretchStore;
  coming(): Coming;
  /** Resolves when more of the recall is there. */
  more(): Promise<void>;
  progress(share: number): void;
  readonly signal: AbortSignal;
  /** Tests and benches: told after every picture. */
  watch?(index: number, page: FilmPage): Promise<void>;
}

/** A finished stretch is so long: what a crash costs. */
const STRETCH_S = 5;
/** Pictures handed to the page at once, while the next ones are painted. */
const BATCH = 12;
/** A part that goes on stands so long on the last picture of the one before, unseen, so that what lingers is there. */
const STAND_S = 8;
const STILL_WIDTH = 320;

type Carried = Readonly<Record<string, readonly number[]>>;

interface Drawn {
  readonly stretches: readonly Stretch[];
  readonly last: FilmFrame;
  readonly carried: Carried;
  readonly still: Uint8Array;
  /** The last picture, a JPEG in base64. */
  readonly picture: string;
}

const frameOf = (
  frame: FilmFrame,
  fps: number,
  painted: KeepsakeFrame['painted'],
  blend: number,
): KeepsakeFrame => ({
  index: frame.index,
  state: frame.state,
  frames: frame.frames,
  dtMs: 1000 / fps,
  painted,
  blend,
  isDrawn: frame.isDrawn,
  over: frame.over,
  titles: frame.titles,
});

/** The next pictures, decided and painted; fewer where the recall has not come further. */
async function* batches(
  plan: FilmPlan,
  parts: RenderParts,
): AsyncGenerator<readonly FilmFrame[], void> {
  let isEnded = false;
  let given: FilmFrame[] = [];
  let index = 0;
  for (;;) {
    const { course, isOver } = parts.coming();
    if (isOver && !isEnded) {
      isEnded = true;
      plan.ended(courseS(course));
    }
    const ready = isOver ? plan.frames : plan.readyWith(courseS(course));
    if (index >= plan.frames) break;
    if (index >= ready) {
      if (given.length > 0) {
        yield given;
        given = [];
      } else await parts.more();
      continue;
    }
    const frame = plan.next(course);
    if (!frame) break;
    index++;
    given.push(frame);
    if (given.length === BATCH) {
      yield given;
      given = [];
    }
  }
  if (given.length > 0) yield given;
}

const stopped = (signal: AbortSignal): void => {
  if (signal.aborted) throw signal.reason instanceof YeounError ? signal.reason : cancelled();
};

/** Puts a page that has drawn nothing yet where an earlier part ended. */
const goOn = async (page: FilmPage, first: KeepsakeFrame, carried: Carried): Promise<void> => {
  const n = Math.round((STAND_S * 1000) / first.dtMs);
  const standing = { ...first, titles: { begin: 0, end: 0 }, frames: [], painted: null, over: 0 };
  for (let i = 0; i < n; i += BATCH) {
    const some = Array.from({ length: Math.min(BATCH, n - i) }, () => standing);
    await page.draw(some, { encodes: false, hashEvery: 0 });
  }
  await page.carry(carried);
};

const drawAll = async (
  job: FilmJob,
  plan: FilmPlan,
  page: FilmPage,
  painter: FilmPainter,
  parts: RenderParts,
): Promise<Drawn> => {
  const { fps } = job;
  const stretch = STRETCH_S * fps;
  const stretches: Stretch[] = [];
  let facts: FrameFacts[] = [];
  let last: FilmFrame | null = null;
  let isFirst = true;
  let still: Uint8Array = new Uint8Array();
  let drawing: Promise<void> = Promise.resolve();
  let found: Stretch | null = null;

  /** What lies ready is drawn again, for what comes after it stands on it, but not encoded again. */
  const draw = async (frames: readonly KeepsakeFrame[]): Promise<void> => {
    for (const frame of frames) {
      const n = stretches.length;
      if (facts.length === 0) found = await parts.store.get(n);
      facts.push(...(await page.draw([frame], { encodes: !found, hashEvery: fps })));
      await parts.watch?.(frame.index, page);
      if (frame.index === Math.floor(plan.frames / 2)) still = await page.still(STILL_WIDTH);
      if (facts.length < stretch) continue;
      await close();
    }
  };
  const close = async (): Promise<void> => {
    const n = stretches.length;
    const done: Stretch = { track: found?.track ?? (await page.take()), facts };
    if (!found) await parts.store.put(n, done);
    stretches.push(done);
    facts = [];
    found = null;
  };

  for await (const decided of batches(plan, parts)) {
    stopped(parts.signal);
    const sent: KeepsakeFrame[] = [];
    for (const frame of decided) {
      const { painted, blend } = await painter.at(frame);
      sent.push(frameOf(frame, fps, painted, blend));
      last = frame;
    }
    await drawing;
    stopped(parts.signal);
    const [first] = sent;
    if (isFirst && first && job.before) await goOn(page, first, job.before.end.carried);
    isFirst = false;
    drawing = draw(sent).then(() => parts.progress((last?.index ?? 0) / plan.frames));
    // What fails is met at the next turn, not by the process.
    drawing.catch(() => {});
  }
  await drawing;
  stopped(parts.signal);
  if (facts.length > 0) await close();
  if (!last) throw new Error('A film without pictures.');
  return { stretches, last, carried: await page.carried(), still, picture: await page.last() };
};

/** Where an earlier part ended, as the plan takes it. */
const endOf = ({ end }: FilmJson): FilmEnd => ({
  layers: end.layers,
  breath: end.breath,
  beats: end.beats,
});

const seedOf = (job: FilmJob): number => job.before?.seed ?? job.given.seed;

/** Makes a film in a browser that is open. Rejects with what the page, the engine or the store say, or `film/cancelled`. */
export const renderFilm = async (job: FilmJob, parts: RenderParts): Promise<FilmFile> => {
  const { fps, wish, given, root } = job;
  const size = filmSize(wish.aspect, wish.lines);
  const seed = seedOf(job);
  const plan = filmPlan({
    show: job.show,
    seed,
    seconds: wish.seconds,
    fps,
    recallS: job.recallS,
    before: job.before ? endOf(job.before) : null,
  });
  const staged = stageShow(plan.show, 1);
  const { label: _, ...bare } = staged;
  const label = stageLabelOf(plan.show.label) ?? stageLabelOf(true);
  const painter = await openFilmPainter({
    plan,
    memory: given.memory,
    engine: job.engine,
    root,
    fps,
    lines: job.engineLines,
  });
  try {
    const page = await openFilmPage(parts.browser, job.pagesDir, {
      ...size,
      fps,
      seed,
      scale: job.scale,
      share: job.share,
      show: wish.label === 'picture' && label ? { ...bare, label } : bare,
      drawing: given.memory.sketch,
      bitrate: job.bitrate,
      before: job.before?.end.picture ?? null,
      titles: titlesOf(given, wish.label),
    });
    const { stretches, last, carried, still, picture } = await drawAll(
      job,
      plan,
      page,
      painter,
      parts,
    );
    stopped(parts.signal);
    const facts = stretches.flatMap((s) => s.facts);
    const answer = () => answeringSound(job, plan.span, parts.coming().course, seed);
    const seconds = facts.length / fps;
    const heard = job.sound.kind === 'answer' ? await answer() : job.sound;
    const sound: EncodedTrack | null = await soundOf(page, heard, seconds);
    stopped(parts.signal);
    const about = { title: given.title, engine: painter.paintedBy(), seed };
    const pictures = stretches.map((s) => s.track);
    const file = labelled(await muxed(pictures, sound, size, filmTags(about)), about);
    const told = tellFilm({
      course: parts.coming().course,
      span: plan.span,
      fps,
      facts,
      show: plan.show.id,
      scene: plan.show.scenes.film?.scene ?? '',
      seed,
      part: (job.before?.part ?? 0) + 1,
      engine: about.engine,
      ...size,
      codec: page.codec,
      sound: heard.kind === 'none' ? 'silence' : heard.name,
      bytes: file.bytes.length,
      end: last.state,
      carried,
      picture,
    });
    parts.progress(1);
    return {
      ...file,
      ...size,
      seconds,
      json: `${JSON.stringify(told, null, 1)}\n`,
      ...(still.length > 0 && { still }),
    };
  } finally {
    await painter.close();
  }
};
