import sharp, { type Sharp } from 'sharp';
import type { Remembered } from '#contracts/picture';
import type { Cue } from '#contracts/show';
import { parseSource } from '../../sensors/registry.ts';
import { launchBrowser } from '../browser.ts';
import type { EngineRecord } from '../imagery/engine.ts';
import { mayWrite, writePicture } from '../pictures-out/write.ts';
import type { PictureLabel } from '../pictures-out/xmp.ts';
import { checkProfile, engineOf, numberIn, wrong } from '../sheet/options.ts';
import { openSheetRun, type SheetRun } from '../sheet/run.ts';
import { fadeSeconds } from '../show/cues.ts';
import { type LoadedShow, loadShow } from '../show/load.ts';
import { cueOf, feelingOf, memoryOf } from '../still/ask.ts';
import { engineStill } from '../still/engine-still.ts';
import { stageStill } from '../still/stage-still.ts';

export interface StillOptions {
  readonly out: string;
  readonly memory?: string;
  readonly memoryFile?: string;
  readonly lines: string;
  readonly seed?: string;
  readonly feeling?: string;
  readonly at?: string;
  readonly cue?: string;
  readonly engine?: string;
  readonly source?: readonly string[];
  readonly stage?: true;
  readonly width: string;
  readonly profile: string;
}

/** The world gets so long to settle. */
const SETTLE_S = 8;
const MOST_S = 3600;

/** On stage the cue must have faded in; the engine paints it from its beginning. */
const usualS = (cue: Cue, { stage }: StillOptions): number =>
  cue.preWaitS + (stage ? fadeSeconds(cue) : 0) + SETTLE_S;

/** A line on the error stream every so many seconds of show time. */
const progress = (untilS: number): ((atS: number) => void) => {
  let nextS = 2;
  return (atS) => {
    if (atS < nextS) return;
    nextS = atS + 2;
    process.stderr.write(`still: ${atS.toFixed(0)} of ${untilS.toFixed(0)} s\n`);
  };
};

const seeded = (loaded: LoadedShow, seed: string | undefined): LoadedShow => {
  if (seed === undefined) return loaded;
  const n = Math.round(numberIn('--seed', seed, 0, 2 ** 31 - 1));
  return { ...loaded, show: { ...loaded.show, seed: n } };
};

const needed = (engine: EngineRecord | null): EngineRecord => {
  if (engine) return engine;
  throw wrong('--engine', 'none', 'Somebody must paint; with --stage nobody need.');
};

interface Asked {
  readonly show: LoadedShow;
  readonly engine: EngineRecord | null;
  readonly root: string;
  readonly run: SheetRun;
  readonly memory: Remembered | null;
  readonly lines: number;
  readonly atS: number;
  readonly isMoved: boolean;
  readonly told: (atS: number) => void;
}

interface Made {
  readonly image: Sharp;
  readonly made: PictureLabel['made'];
  readonly engine: string | null;
}

const ofEngine = async (asked: Asked): Promise<Made> => {
  const engine = needed(asked.engine);
  const { rgb, width, height } = await engineStill({ ...asked, engine });
  const image = sharp(rgb, { raw: { width, height, channels: 3 } });
  return { image, made: 'engine', engine: engine.info.id };
};

const ofStage = async (asked: Asked, width: number, profile: string): Promise<Made> => {
  const browser = await launchBrowser();
  try {
    const height = Math.round((width * 9) / 16);
    const warned = (reason: string): void =>
      void process.stderr.write(`still: the engine does not paint. ${reason}\n`);
    const size = { width, height, profile };
    const { png, engine } = await stageStill({ ...asked, ...size, browser, warned });
    const made = engine === null ? 'stage' : 'stageWithEngine';
    return { image: sharp(png), made, engine };
  } finally {
    await browser.close();
  }
};

/** Renders one picture to a file: of the engine alone, or of the stage. */
export const still = async (folder: string, o: StillOptions, root: string): Promise<number> => {
  await mayWrite(o.out);
  const feeling = feelingOf(o.feeling);
  const memory = await memoryOf(o);
  const lines = Math.round(numberIn('--lines', o.lines, 1, 4096));
  const width = Math.round(numberIn('--width', o.width, 64, 3840));
  checkProfile(o.profile);
  const engine = engineOf(o.engine);
  if (!o.stage) needed(engine);
  const show = seeded(await loadShow(folder), o.seed);
  const cue = cueOf(show.show, o.cue);
  const atS = o.at === undefined ? usualS(cue, o) : numberIn('--at', o.at, 0, MOST_S);
  const sources = (o.source ?? []).map(parseSource);
  const run = await openSheetRun({
    show: show.show,
    goS: [],
    cue: cue.number,
    intents: feeling ? [feeling] : [],
    open: (contextFor) => Promise.all(sources.map((s) => s.open(contextFor(s.kind)))),
  });
  try {
    const isMoved = sources.length > 0;
    const asked: Asked = {
      show,
      engine,
      root,
      run,
      memory,
      lines,
      atS,
      isMoved,
      told: progress(atS),
    };
    const { image, ...made } = o.stage
      ? await ofStage(asked, width, o.profile)
      : await ofEngine(asked);
    await writePicture(image, o.out, { ...made, title: show.show.title, seed: show.show.seed });
    process.stdout.write(`${o.out}\n`);
    return 0;
  } finally {
    run.close();
  }
};
