import { join } from 'node:path';
import type { MovementFrame } from '#contracts/movement';
import type { PictureFrame, Remembered } from '#contracts/picture';
import type { StageState } from '#contracts/stage';
import { compose, wanted } from '../imagery/composer.ts';
import type { Engine, EngineRecord, PaintRequest } from '../imagery/engine.ts';
import { type PictureFile, toFiles } from '../imagery/file.ts';
import { type Lead, leadAt, leadOf } from '../imagery/lead.ts';
import { atCue, beginRemembering, type Remembering, type Remembers } from '../imagery/memory.ts';
import { onePicture } from '../imagery/one-picture.ts';
import { openScreen, type Screen } from '../imagery/safety/screen.ts';
import { sentence } from '../kernel/errors.ts';

/** The film of a sheet: the engine in this process, asked what the conductor would ask it. */
export interface SheetPainter {
  /** A new picture for this moment; null: none is due or none is wanted. `fine`: as often as live. */
  at(
    state: StageState,
    frames: readonly MovementFrame[],
    fine: boolean,
  ): Promise<PictureFrame | null>;
  /** The engine whose pictures were handed out; null: none was. */
  paintedBy(): string | null;
  close(): Promise<void>;
}

export interface SheetPainterOptions {
  readonly show: Remembers;
  /** Null: nobody paints. */
  readonly engine: EngineRecord | null;
  readonly root: string;
  /** Told where the engine does not come up, and once where it fails at a picture; the sheet goes on without. */
  readonly told: (reason: string) => void;
  /** Remembered throughout, in place of the show's memories. */
  readonly memory?: Remembered | null;
  /** Lines of its pictures; 256 where absent. */
  readonly lines?: number;
}

const LINES = 256;
/** On the way to a moment a picture now and then is enough for the world to move on. */
const COARSE_MS = 500;
const FINE_MS = 66;

interface Opened {
  readonly engine: Engine;
  readonly screen: Screen;
}

const opened = async (options: SheetPainterOptions): Promise<Opened | null> => {
  if (!options.engine) return null;
  const modelsDir = join(options.root, 'conductor/imagery/models');
  let engine: Engine | null = null;
  try {
    // A graphics card paints other numbers: the same sheet comes out on every machine.
    engine = options.engine.open({ modelsDir, provider: 'cpu' });
    await engine.prepare();
    return { engine, screen: await openScreen(engine.info, modelsDir) };
  } catch (error) {
    await engine?.dispose().catch(() => {});
    options.told(sentence(error));
    return null;
  }
};

/** Opens it; an engine that cannot leaves the sheet to what the stage shows by itself. */
export const openSheetPainter = async (options: SheetPainterOptions): Promise<SheetPainter> => {
  const { show } = options;
  let open: Opened | null = null;
  let isOpen = false;
  let remembering: Remembering | null = null;
  let lead: Lead | null = null;
  let beforeMs: number | null = null;
  let seq = 0;
  let owesCut = false;
  let painter: string | null = null;
  let hasFailed = false;

  const remembered = (cue: string | null): Remembering => {
    remembering = remembering ? atCue(remembering, show, cue) : beginRemembering(show, cue);
    return remembering;
  };

  /** The picture as a file; null where the engine gave none: the one before stays. */
  const written = async (engine: Engine, request: PaintRequest): Promise<PictureFile | null> => {
    try {
      const [file] = await toFiles(await onePicture(engine, request), []);
      return file ?? null;
    } catch (error) {
      if (!hasFailed) options.told(sentence(error));
      hasFailed = true;
      return null;
    }
  };

  return {
    async at(stage, frames, fine) {
      const newest = frames.findLast(({ bodyId }) => bodyId === show.show.bodies[0]);
      if (newest) lead = leadOf(newest);
      const memory = options.memory ?? remembered(stage.cue).memory;
      owesCut ||= stage.cut;
      const isDue = beforeMs === null || stage.atMs - beforeMs >= (fine ? FINE_MS : COARSE_MS) - 1;
      if (!isDue || wanted(show.show, stage) !== 'now') return null;
      if (!isOpen) open = await opened(options);
      isOpen = true;
      if (!open) return null;
      const { engine, screen } = open;
      const movement = leadAt(lead, stage.atMs);
      const cut = owesCut;
      owesCut = false;
      const request = compose({
        show: show.show,
        stage,
        memory,
        movement,
        lines: options.lines ?? LINES,
        beforeMs,
        cut,
      });
      beforeMs = stage.atMs;
      const file = await written(engine, request);
      if (!file || !(await screen.isFit(file))) {
        owesCut ||= cut;
        return null;
      }
      const { seed } = show.show;
      const { id } = engine.info;
      painter = id;
      return {
        ...file,
        seq: seq++,
        atMs: stage.atMs,
        seed,
        rung: 'engine',
        engine: id,
        cut,
      };
    },
    paintedBy: () => painter,
    async close() {
      await open?.engine.dispose();
      await open?.screen.close();
      open = null;
    },
  };
};
