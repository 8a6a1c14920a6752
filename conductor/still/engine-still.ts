import { join } from 'node:path';
import { YeounError } from '#contracts/errors';
import type { Remembered } from '#contracts/picture';
import { compose } from '../imagery/composer.ts';
import type { Engine, EngineRecord, Painted } from '../imagery/engine.ts';
import { toFiles } from '../imagery/file.ts';
import { type Lead, leadAt, leadOf } from '../imagery/lead.ts';
import { beginRemembering, type Remembers } from '../imagery/memory.ts';
import { noPicture, onePicture } from '../imagery/one-picture.ts';
import { openScreen, type Screen } from '../imagery/safety/screen.ts';
import type { SheetRun } from '../sheet/run.ts';

export interface EngineStill {
  readonly show: Remembers;
  readonly engine: EngineRecord;
  readonly root: string;
  readonly run: SheetRun;
  /** Null: what the show remembers at the cue. */
  readonly memory: Remembered | null;
  readonly lines: number;
  /** The moment, seconds after the cue was called. */
  readonly atS: number;
  /** Told on the way, in seconds of show time. */
  readonly told: (atS: number) => void;
}

/** On the way the world moves on in steps no longer than an engine takes for one; the last second is painted in full. */
const COARSE_S = 0.25;
const FINE_S = 0.1;
const FINE_FOR_S = 1;

/** The moments at which the engine is asked, the last of them `atS`. */
export const momentsTo = (atS: number): number[] => {
  const out: number[] = [];
  for (let s = 0; s < atS - 1e-6; s += s < atS - FINE_FOR_S ? COARSE_S : FINE_S) out.push(s);
  return [...out, atS];
};

const paintAll = async (still: EngineStill, engine: Engine, screen: Screen): Promise<Painted> => {
  const { show, run, atS, lines } = still;
  const small = Math.min(lines, engine.info.lines[0] ?? lines);
  let lead: Lead | null = null;
  let beforeMs: number | null = null;
  let last: Painted | null = null;
  for (const s of momentsTo(atS)) {
    const { state, frames } = run.to(s);
    const newest = frames.findLast(({ bodyId }) => bodyId === show.show.bodies[0]);
    if (newest) lead = leadOf(newest);
    const memory = still.memory ?? beginRemembering(show, state.cue).memory;
    const request = compose({
      show: show.show,
      stage: state,
      memory,
      movement: leadAt(lead, state.atMs),
      lines: s < atS - FINE_FOR_S ? small : lines,
      beforeMs,
    });
    beforeMs = state.atMs;
    last = await onePicture(engine, request);
    still.told(s);
  }
  if (!last) throw noPicture(engine, 'no moment');
  const [file] = await toFiles({ ...last, relief: null }, []);
  if (!file || !(await screen.isFit(file)))
    throw new YeounError(
      'still/unfit',
      engine.info.id,
      'The safety gate held the picture back.',
      'Ask for another moment, another seed or another memory.',
    );
  return last;
};

/** One picture of the engine alone. Throws `still/lines`, `still/no-picture`, `still/unfit`, and what the engine says of its weights. */
export const engineStill = async (still: EngineStill): Promise<Painted> => {
  const { lines: native } = still.engine.info;
  if (!native.includes(still.lines))
    throw new YeounError(
      'config/value',
      '--lines',
      `"${still.lines}" does not fit.`,
      `${still.engine.info.id} paints ${native.join(', ')} lines.`,
    );
  const modelsDir = join(still.root, 'conductor/imagery/models');
  // A graphics card paints other numbers: the same still comes out on every machine.
  const engine = still.engine.open({ modelsDir, provider: 'cpu' });
  try {
    await engine.prepare();
    const screen = await openScreen(engine.info, modelsDir);
    try {
      return await paintAll(still, engine, screen);
    } finally {
      await screen.close();
    }
  } finally {
    await engine.dispose();
  }
};
