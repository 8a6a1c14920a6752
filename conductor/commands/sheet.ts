import { join } from 'node:path';
import sharp from 'sharp';
import type { MovementFrame } from '#contracts/movement';
import type { Show } from '#contracts/show';
import type { StageState } from '#contracts/stage';
import { parseSource } from '../../sensors/registry.ts';
import { launchBrowser } from '../browser.ts';
import { mayWrite, writePicture } from '../pictures-out/write.ts';
import { figureOf } from '../sheet/figure.ts';
import { type SheetMoment, sheetPng } from '../sheet/layout.ts';
import { brokenRules, type PictureLight, pictureLight } from '../sheet/light.ts';
import { checkProfile, engineOf, numberIn, wrong } from '../sheet/options.ts';
import { openSheetPainter, type SheetPainter } from '../sheet/painter.ts';
import { momentsOf, stepsTo } from '../sheet/plan.ts';
import { openSheetRun, type SheetRun } from '../sheet/run.ts';
import { type Span, spanOfCue, spanOfShow } from '../sheet/span.ts';
import { type Drawing, openSheetPage, type SheetPage } from '../sheet/stage-page.ts';
import { loadShow } from '../show/load.ts';
import { stageShow } from '../show/stage-show.ts';

export interface SheetOptions {
  readonly out: string;
  readonly moments: string;
  readonly width: string;
  readonly veil: string;
  readonly profile: string;
  readonly dancer?: true;
  readonly source?: readonly string[];
  readonly seconds?: string;
  readonly from?: string;
  readonly cue?: string;
  readonly engine?: string;
}

const MOST_MOMENTS = 60;
/** Pictures handed to the browser at once. */
const BATCH = 30;

const spanOf = (show: Show, o: SheetOptions): Span => {
  const seconds = o.seconds === undefined ? null : numberIn('--seconds', o.seconds, 1, 7200);
  if (o.from !== undefined) {
    const fromS = numberIn('--from', o.from, 0, 7200);
    const { untilS, goS } = spanOfShow(show, null);
    return { fromS, untilS: fromS + (seconds ?? Math.max(1, untilS - fromS)), goS };
  }
  if (o.cue === undefined) return spanOfShow(show, seconds);
  const span = spanOfCue(show, o.cue, seconds);
  if (span) return span;
  const known = show.cues.map((c) => c.number).join(', ');
  throw wrong('--cue', o.cue, `The show has: ${known}.`);
};

const clockText = (s: number): string =>
  `${Math.floor(s / 60)}:${String(Math.floor(s % 60)).padStart(2, '0')}`;

interface Seen {
  readonly state: StageState;
  readonly body: MovementFrame | null;
  readonly atS: number;
  readonly url: string;
  readonly light: PictureLight;
}

/** Runs the show and hands its pictures to the browser; yields the moments as they come. */
async function* seenMoments(
  run: SheetRun,
  page: SheetPage,
  painter: SheetPainter,
  moments: readonly number[],
  fromS: number,
): AsyncGenerator<Seen> {
  let batch: Drawing[] = [];
  let body: MovementFrame | null = null;
  // Who moved before the first picture is not in it.
  run.to(fromS);
  for (const step of stepsTo(moments, fromS)) {
    const { state, frames } = run.to(step.atS);
    body = frames.findLast((f) => f.points.length > 0) ?? body;
    const painted = await painter.at(state, frames, step.fine);
    batch.push({ state, frames, dtMs: step.dtS * 1000, fine: step.fine, painted });
    if (batch.length < BATCH && !step.kept) continue;
    await page.draw(batch);
    batch = [];
    if (!step.kept) continue;
    const { url, rgba } = await page.grab();
    yield { state, body, atS: step.atS, url, light: pictureLight(rgba) };
  }
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`.padStart(7);

const tell = (seen: Seen, broken: readonly string[]): void => {
  const { light } = seen;
  const head = `${clockText(seen.atS)}  cue ${seen.state.cue ?? '-'}`.padEnd(16);
  const facts = `mean ${percent(light.mean)}  above 70 %: ${percent(light.above)}  below 10 %: ${percent(light.below)}  figure to ground ${light.figureToGround.toFixed(1)}`;
  process.stdout.write(`${head}${facts}\n`);
  for (const rule of broken) process.stdout.write(`  ! ${rule}\n`);
};

const captioned = (show: Show, seen: Seen, dancer: boolean): SheetMoment => {
  const cue = show.cues.find((c) => c.number === seen.state.cue);
  return {
    url: seen.url,
    head: `${cue?.number ?? '-'}   ${clockText(seen.atS)}`,
    title: cue?.title ?? { en: '', ko: '' },
    figure: dancer ? figureOf(seen.body) : null,
  };
};

/** Plays a show offline in a real browser and writes a contact sheet of its moments. */
export const sheet = async (folder: string, o: SheetOptions, root: string): Promise<number> => {
  const count = Math.round(numberIn('--moments', o.moments, 1, MOST_MOMENTS));
  const width = Math.round(numberIn('--width', o.width, 64, 1920));
  const veil = numberIn('--veil', o.veil, 0, 0.5);
  checkProfile(o.profile);
  await mayWrite(o.out);
  const loaded = await loadShow(folder);
  const { show } = loaded;
  const engine = engineOf(o.engine);
  const span = spanOf(show, o);
  const height = Math.round((width * 9) / 16);
  const sources = (o.source ?? ['synthetic']).map(parseSource);
  const run = await openSheetRun({
    show,
    goS: span.goS,
    cue: o.cue,
    open: (contextFor) => Promise.all(sources.map((s) => s.open(contextFor(s.kind)))),
  });
  const painter = await openSheetPainter({
    show: loaded,
    engine,
    root,
    told: (reason) => process.stderr.write(`sheet: the engine does not paint. ${reason}\n`),
  });
  const browser = await launchBrowser();
  try {
    const page = await openSheetPage(browser, {
      assetsDir: join(root, 'dist', 'pages'),
      show: stageShow(show, 1),
      profile: o.profile,
      width,
      height,
    });
    const found: SheetMoment[] = [];
    const moments = momentsOf(count, span.fromS, span.untilS);
    for await (const seen of seenMoments(run, page, painter, moments, span.fromS)) {
      found.push(captioned(show, seen, o.dancer === true));
      tell(seen, brokenRules(seen.light, { black: seen.state.intendedBlack }));
      process.stderr.write(`sheet: ${found.length} of ${count}\n`);
    }
    const veiled = veil > 0 ? `, ${(veil * 100).toFixed(0)} % stray light` : '';
    const png = await sheetPng(browser, {
      title: `${show.title.en} · ${show.title.ko}    ${o.profile}${veiled}`,
      moments: found,
      width,
      height,
      columns: Math.min(count, count > 12 ? 5 : count > 6 ? 4 : 3),
      veil,
    });
    const paintedBy = painter.paintedBy();
    await writePicture(sharp(png), o.out, {
      made: paintedBy === null ? 'stage' : 'stageWithEngine',
      title: show.title,
      engine: paintedBy,
      seed: show.seed,
    });
    process.stdout.write(`${o.out}\n`);
    return 0;
  } finally {
    await browser.close();
    await painter.close();
    run.close();
  }
};
