import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { FeatureValue } from '#contracts/feature';
import { DECODERS } from '../../conductor/affect/decoders.ts';
import { affectReader } from '../../conductor/affect/reader.ts';
import { dataFolder } from '../support/data.ts';

/** Where data made by others lies: `YEOUN_DATA`, or ../shared/data beside the project. */
const DATA = dataFolder();
const FOLDER = join(DATA, 'stress-predict-e4');
const TRIM_S = 60;
const WINDOW_S = 30;
const STRESS = new Set(['Stroop', 'Interview', 'Hypervent']);

const Phases = z.record(z.string(), z.array(z.tuple([z.string(), z.number(), z.number()])));

/** Empatica: first row the start (Unix seconds), second the rate, then a value a row. */
const readE4 = (
  person: string,
  name: string,
): { startS: number; rateHz: number; values: number[] } => {
  const plain = join(FOLDER, 'raw', person, `${name}.csv`);
  const bytes = existsSync(plain) ? readFileSync(plain) : gunzipSync(readFileSync(`${plain}.gz`));
  const text = bytes.toString();
  const [startS = 0, rateHz = 1, ...values] = text
    .trim()
    .split('\n')
    .map((row) => Number.parseFloat(row));
  return { startS, rateHz, values };
};

/** The device's own heart rate and the skin conductance averaged over a second, each second. */
const featuresOf = (person: string): Map<number, FeatureValue[]> => {
  const seconds = new Map<number, FeatureValue[]>();
  for (const [file, name] of [
    ['HR', 'heartRate'],
    ['EDA', 'edaTonic'],
  ] as const) {
    const { startS, rateHz, values } = readE4(person, file);
    for (let i = 0; i + rateHz <= values.length; i += rateHz) {
      const second = Math.floor(startS + i / rateHz) + 1;
      const value = values.slice(i, i + rateHz).reduce((a, b) => a + b, 0) / rateHz;
      const at = { bodyId: 'person', sourceId: 'e4', atMs: second * 1000, recorded: true };
      const all = seconds.get(second) ?? [];
      all.push({ ...at, name, value, confidence: 0.8 });
      seconds.set(second, all);
    }
  }
  return seconds;
};

export interface Window {
  readonly person: string;
  readonly stress: boolean;
  readonly arousal: number;
}

const windowsOf = (person: string, phases: z.infer<typeof Phases>[string]): Window[] => {
  const reader = affectReader({ bodyId: 'person', records: DECODERS, decayS: 12 });
  const shown = new Map<number, number>();
  for (const [second, values] of [...featuresOf(person)].sort(([a], [b]) => a - b)) {
    reader.hear(values, second * 1000);
    shown.set(second, reader.at(second * 1000).arousal);
  }
  const windows: Window[] = [];
  for (const [phase, from, to] of phases)
    for (let s = from + TRIM_S; s + WINDOW_S <= to - TRIM_S; s += WINDOW_S) {
      const values = Array.from({ length: WINDOW_S }, (_, i) => shown.get(s + i)).filter(
        (v) => v !== undefined,
      );
      if (values.length < WINDOW_S / 2) continue;
      const arousal = values.reduce((a, b) => a + b, 0) / values.length;
      windows.push({ person, stress: STRESS.has(phase), arousal });
    }
  return windows;
};

/** Shown arousal in windows of 30 s of stress and rest; null where the data is absent. */
export const stressWindows = (): Window[] | null => {
  if (!existsSync(FOLDER)) return null;
  const phases = Phases.parse(
    JSON.parse(readFileSync(join(FOLDER, 'phases_utc_derived.json'), 'utf8')),
  );
  return readdirSync(join(FOLDER, 'raw'))
    .sort()
    .flatMap((person) => windowsOf(person, phases[person] ?? []));
};

/** Chance that a stress window shows more arousal than a rest window (Mann-Whitney U / n1 n2). */
export const auc = (windows: readonly Window[]): number => {
  const stress = windows.filter((w) => w.stress).map((w) => w.arousal);
  const rest = windows.filter((w) => !w.stress).map((w) => w.arousal);
  let wins = 0;
  for (const a of stress) for (const b of rest) wins += a > b ? 1 : a === b ? 0.5 : 0;
  return wins / (stress.length * rest.length);
};
