import { readdirSync, readFileSync } from 'node:fs';
import type { FeatureName, FeatureValue } from '#contracts/feature';
import type { SampleBlock } from '#contracts/sensor';
import { manualClock } from '../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { midiAdapter } from '../../sensors/adapters/midi/index.ts';
import type { MidiMessage } from '../../sensors/adapters/midi/ports.ts';
import { readMidi } from '../../sensors/adapters/replay/midi-notes.ts';
import { extractorFor } from '../../sensors/features/index.ts';
import { sensorHub } from '../../sensors/hub.ts';
import { type Bench, type Measured, quantile } from '../support/bench.ts';
import { dataFolder, hasData } from '../support/data.ts';

interface Phrase {
  readonly valence: number;
  readonly arousal: number;
  readonly values: readonly FeatureValue[];
}

/** The rows of VGMIDI's labels whose file is there. */
const phrases = (): Phrase[] => {
  const there = new Set(readdirSync(dataFolder('vgmidi', 'phrases')));
  const [head = '', ...rows] = readFileSync(dataFolder('vgmidi', 'labels.csv'), 'utf8')
    .trim()
    .split(/\r?\n/);
  const column = (name: string): number => head.split(',').indexOf(name) - head.split(',').length;
  const [midi, valence, arousal] = [column('midi'), column('valence'), column('arousal')];
  return rows.flatMap((row) => {
    const cells = row.split(',');
    const file = cells.at(midi) ?? '';
    if (!there.has(file.replace('phrases/', ''))) return [];
    const values = featuresOf(dataFolder('vgmidi', file));
    return [{ valence: Number(cells.at(valence)), arousal: Number(cells.at(arousal)), values }];
  });
};

/** A phrase as it would come live, note by note. */
const featuresOf = (path: string): FeatureValue[] => {
  const extractor = extractorFor('note', 'vgmidi', 'musician', 0);
  return readMidi(readFileSync(path), path).flatMap(({ atMs, number, velocity, channel }) => {
    const block: SampleBlock = {
      sourceId: 'vgmidi',
      bodyId: 'musician',
      stream: 'note',
      kind: 'note',
      channels: 3,
      rateHz: 0,
      atMs,
      data: Float32Array.of(number, velocity, channel),
      recorded: true,
    };
    return extractor?.push(block) ?? [];
  });
};

let read: readonly Phrase[] | undefined;
const all = (): readonly Phrase[] => {
  read ??= phrases();
  return read;
};

/** Mean of a feature over the phrase, each value weighted by its confidence; null where it never came. */
const meanOf = ({ values }: Phrase, name: FeatureName): number | null => {
  let [sum, weight] = [0, 0];
  for (const v of values) {
    if (v.name !== name) continue;
    sum += v.confidence * v.value;
    weight += v.confidence;
  }
  return weight > 0 ? sum / weight : null;
};

const MISSING: Measured = {
  value: null,
  n: 0,
  load: '',
  reason: 'the VGMIDI phrases are not there',
};

const share = (): Measured => {
  if (!hasData('vgmidi', 'phrases')) return MISSING;
  const told = (p: Phrase, name: FeatureName) => meanOf(p, name) !== null;
  const good = all().filter((p) => told(p, 'noteDensity') && told(p, 'mode'));
  const sure = all().flatMap((p) => p.values.filter((v) => v.name === 'mode').slice(-1));
  const ends = [0.1, 0.5, 0.9].map((q) =>
    quantile(
      sure.map((v) => v.confidence),
      q,
    ).toFixed(2),
  );
  const load = `${all().length} phrases played note by note; confidence of mode at their ends, deciles 1, 5, 9: ${ends.join(' ')}`;
  return { value: good.length / all().length, n: all().length, load };
};

/** Area under the ROC curve: the chance that a phrase labelled high stands above one labelled low. */
const auc = (name: FeatureName, label: 'valence' | 'arousal'): Measured => {
  if (!hasData('vgmidi', 'phrases')) return MISSING;
  const scored = all().map((p) => ({ high: p[label] > 0, score: meanOf(p, name) ?? 0 }));
  const high = scored.filter((s) => s.high);
  const low = scored.filter((s) => !s.high);
  let won = 0;
  for (const h of high)
    for (const l of low) won += h.score > l.score ? 1 : h.score === l.score ? 0.5 : 0;
  const load = `${name} alone, mean over the phrase by confidence, no training; ${high.length} phrases of high and ${low.length} of low ${label}`;
  return { value: won / (high.length * low.length), n: scored.length, load };
};

/** Wall time from a message of the driver to the feature in the hub's listeners. */
const noteToFeature = async (): Promise<Measured> => {
  let hear: ((message: MidiMessage) => void) | undefined;
  const ports = {
    inputs: () => ['Keys'],
    open: (_: string, fn: (message: MidiMessage) => void) => {
      hear = fn;
      return () => {};
    },
  };
  const clock = manualClock();
  const timing = scheduler(clock, (error) => {
    throw error;
  });
  const log = { info() {}, warn() {}, seldom() {} };
  const hub = sensorHub({ timing, osc: { on: () => () => {} }, log });
  const stop = await midiAdapter(async () => ports).open(
    { body: 'musician' },
    hub.contextFor('midi'),
  );
  let told = 0;
  hub.onFeatures((values) => {
    if (values.some((v) => v.name === 'noteDensity')) told = performance.now();
  });
  const times: number[] = [];
  for (let i = 0; i < 4000; i++) {
    const from = performance.now();
    told = Number.NaN;
    const number = 48 + ((i * 7) % 36);
    hear?.({ type: 'on', channel: 0, number, value: 40 + (i % 80) });
    if (i >= 400) times.push(told - from);
    clock.advance(60);
    hear?.({ type: 'off', channel: 0, number, value: 0 });
    clock.advance(20);
  }
  stop();
  hub.close();
  const load = `12 notes a second through adapter, hub and extractor; p50 ${quantile(times, 0.5).toFixed(3)}, p99 ${quantile(times, 0.99).toFixed(3)} ms; value is p95`;
  return { value: quantile(times, 0.95), n: times.length, load };
};

export const benches: Bench[] = [
  {
    name: 'body-vgmidi-features-share',
    unit: 'share',
    op: '>=',
    goal: 0.95,
    run: async () => share(),
  },
  {
    name: 'body-vgmidi-arousal-auc',
    unit: 'auc',
    op: '>=',
    goal: 0.6,
    run: async () => auc('noteDensity', 'arousal'),
  },
  {
    name: 'body-vgmidi-valence-auc',
    unit: 'auc',
    op: '>=',
    goal: 0.55,
    run: async () => auc('mode', 'valence'),
  },
  {
    name: 'body-midi-note-to-feature-ms',
    unit: 'ms',
    op: '<=',
    goal: 2,
    run: noteToFeature,
  },
];
