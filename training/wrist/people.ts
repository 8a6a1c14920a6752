import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { SampleBlock } from '#contracts/sensor';
import { WINDOW_MS, type WristWindow, wristWindows } from '../../conductor/affect/wrist/windows.ts';
import { openE4 } from '../../sensors/adapters/replay/e4.ts';
import type { Tape } from '../../sensors/adapters/replay/tape.ts';

export const DATA_SET = 'stress-predict-e4';

/** Phase, start and end in Unix seconds, at minute resolution. */
export const Phases = z.record(z.string(), z.array(z.tuple([z.string(), z.number(), z.number()])));
export type Phase = z.infer<typeof Phases>[string][number];

export interface Person {
  readonly name: string;
  readonly phases: readonly Phase[];
  /** Every window of the recording, 5 s apart. */
  readonly windows: readonly WristWindow[];
}

/** When a recording began, Unix seconds to the step of its windows: tells it from others, whatever it is called. */
export const recordedFromS = ({ windows }: Person): number =>
  (windows[0]?.atMs ?? Number.NaN) / 1000;

/** What was being done in one window. */
export interface Label {
  readonly task: string;
  /** 1 stress, 0 rest. */
  readonly stress: 0 | 1;
  /** Seconds from the start of the person's first phase. */
  readonly sinceS: number;
  /** Rest before any task. */
  readonly first: boolean;
}

/** High arousal by assumption; the other phases are rest. */
const STRESS: ReadonlySet<string> = new Set(['Stroop', 'Interview', 'Hypervent']);
/** Phases are known to the minute: so much is left out at either edge. */
const TRIM_S = 60;

/** The phase a whole window lies in, with the trim; null where none. */
export const labelOf = (phases: readonly Phase[], atMs: number): Label | null => {
  const toS = atMs / 1000;
  const fromS = toS - WINDOW_MS / 1000;
  const phase = phases.find(([, from, to]) => fromS >= from + TRIM_S && toS <= to - TRIM_S);
  if (!phase) return null;
  const startS = Math.min(...phases.map(([, from]) => from));
  const firstTaskS = Math.min(
    ...phases.filter(([name]) => STRESS.has(name)).map(([, from]) => from),
  );
  const [task, from] = phase;
  const stress = STRESS.has(task) ? 1 : 0;
  return { task, stress, sinceS: toS - startS, first: stress === 0 && from < firstTaskS };
};

/** Plays a recording through the very windows the decoder cuts live. */
export const windowsOf = (tape: Tape): WristWindow[] => {
  const cutter = wristWindows();
  const out: WristWindow[] = [];
  const cursor = tape.cursor(tape.startMs);
  const outlet = {
    announce() {},
    emit: (block: SampleBlock) => void out.push(...cutter.hear(block)),
    refuse() {},
  };
  for (let t = tape.startMs; cursor.play(t, outlet); t += 1000);
  cursor.close();
  return out;
};

/** Every person of a folder of this layout: `raw/<name>/` of an Empatica E4 and the derived phases. */
export const readPeople = async (data: string, log: (text: string) => void): Promise<Person[]> => {
  const folder = join(data, DATA_SET);
  const phases = Phases.parse(
    JSON.parse(readFileSync(join(folder, 'phases_utc_derived.json'), 'utf8')),
  );
  const people: Person[] = [];
  const names = readdirSync(join(folder, 'raw')).sort();
  for (const name of Object.keys(phases))
    if (!names.includes(name)) log(`${name}: has phases and no recording, left out`);
  for (const name of names) {
    const own = phases[name];
    if (!own) {
      log(`${name}: has a recording and no phases, left out`);
      continue;
    }
    const session = join(folder, 'raw', name);
    const tape = await openE4(session, readdirSync(session), { id: name }, (where, what) =>
      log(`${name}: ${where} ${what}`),
    );
    people.push({ name, phases: own, windows: windowsOf(tape) });
  }
  return people;
};
