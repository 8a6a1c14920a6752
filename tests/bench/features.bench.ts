import { type SampleBlock, STREAM_KIND_INFO, type StreamKind } from '#contracts/sensor';
import { type Extractor, extractorFor } from '../../sensors/features/index.ts';
import { qualityWatch } from '../../sensors/quality/index.ts';
import { blocksOf, e4File, e4People, e4Rest, hasE4 } from '../sensors/features/recordings.ts';
import { type Bench, type Measured, quantile } from '../support/bench.ts';

/**
 * The device averages its heart rate over about a minute and we over 45 s: its value of a second is
 * compared with ours of so many seconds before. The same for everybody.
 */
const LAG_S = 6;
const NEAR_BPM = 5;
const GOOD = 0.5;

interface Person {
  readonly id: string;
  seconds: number;
  good: number;
  near: number;
  rest: number;
  restGood: number;
}

/** Plays one person's blood volume pulse as it would come live and counts seconds. */
const measurePerson = (id: string): Person => {
  const bvp = e4File(id, 'BVP');
  const device = e4File(id, 'HR');
  const resting = e4Rest(id);
  const extractor = extractorFor('ppg', 'e4', id, bvp.rateHz);
  const found: Person = { id, seconds: 0, good: 0, near: 0, rest: 0, restGood: 0 };
  const count = (atS: number, bpm: number, confidence: number): void => {
    const theirs = device.values[Math.round(atS + LAG_S - device.startS)];
    if (theirs === undefined) return;
    const good = confidence >= GOOD;
    found.seconds++;
    if (good) found.good++;
    if (good && Math.abs(bpm - theirs) <= NEAR_BPM) found.near++;
    if (!resting(atS)) return;
    found.rest++;
    if (good) found.restGood++;
  };
  const blocks = blocksOf('ppg', bvp.values, bvp.rateHz, {
    frames: 16,
    startMs: 1000 * bvp.startS,
  });
  for (const block of blocks) {
    for (const f of extractor?.push(block) ?? []) {
      if (f.name === 'heartRate') count(f.atMs / 1000, f.value, f.confidence);
    }
  }
  return found;
};

let measured: Person[] | undefined;
const people = (): Person[] => {
  measured ??= e4People().map(measurePerson);
  return measured;
};

const share = (part: (p: Person) => number, whole: (p: Person) => number): Measured => {
  if (!hasE4) return { value: null, n: 0, load: '', reason: 'the E4 recordings are not there' };
  const all = people();
  const total = (of: (p: Person) => number) => all.reduce((sum, p) => sum + of(p), 0);
  const each = all.filter((p) => whole(p) > 0).map((p) => part(p) / whole(p));
  const spread = [0, 0.25, 0.5, 0.75, 1].map((p) => quantile(each, p).toFixed(2)).join(' ');
  const load = `${all.length} people, ${total((p) => p.seconds)} s, lag ${LAG_S} s; per person least, quartiles, most: ${spread}`;
  return { value: total(part) / total(whole), n: total(whole), load };
};

const CHANNELS = 64;
const RATE_HZ = 1000;
const BLOCK_FRAMES = 20;
const PLAY_S = 10;

/** Streams that make 64 channels together. */
const LOADS: Readonly<Record<string, readonly { kind: StreamKind; channels: number }[]>> = {
  '64 ecg of 1': Array.from({ length: CHANNELS }, () => ({ kind: 'ecg' as const, channels: 1 })),
  '64 ppg of 1': Array.from({ length: CHANNELS }, () => ({ kind: 'ppg' as const, channels: 1 })),
  '1 eeg of 64': [{ kind: 'eeg', channels: CHANNELS }],
  '16 eeg of 4': Array.from({ length: 16 }, () => ({ kind: 'eeg' as const, channels: 4 })),
};

interface Desk {
  readonly extractor: Extractor | null;
  readonly watch: ReturnType<typeof qualityWatch>;
  readonly blocks: SampleBlock[];
}

const desk = (kind: StreamKind, channels: number, index: number): Desk => {
  const names = Array.from({ length: channels }, (_, c) => `ch${c}`);
  const values = new Float32Array(PLAY_S * RATE_HZ * channels);
  for (let i = 0; i < values.length; i++) {
    const t = Math.floor(i / channels) / RATE_HZ + index;
    const beat = Math.exp(-(((t * 1.2) % 1) ** 2) * 400);
    values[i] = beat + 0.2 * Math.sin(62.8 * t) + 0.05 * Math.sin(i * 12.9898);
  }
  const info = { name: `s${index}`, kind, channels: names, rateHz: RATE_HZ };
  return {
    extractor: extractorFor(kind, 'bench', 'dancer', RATE_HZ, names),
    watch: qualityWatch(info, STREAM_KIND_INFO[kind]),
    blocks: [...blocksOf(kind, values, RATE_HZ, { channels, frames: BLOCK_FRAMES })],
  };
};

/** Processor share of playing one load, and how many frames came through. */
const play = (desks: readonly Desk[]): { share: number; frames: number } => {
  let frames = 0;
  const before = process.cpuUsage();
  for (let b = 0; b < (PLAY_S * RATE_HZ) / BLOCK_FRAMES; b++) {
    for (const { extractor, watch, blocks } of desks) {
      const block = blocks[b];
      if (!block) continue;
      watch.push(block, block.atMs);
      extractor?.push(block);
      frames += block.data.length;
    }
    if (b % 10 === 0) for (const { watch, blocks } of desks) watch.assess(blocks[b]?.atMs ?? 0);
  }
  const used = process.cpuUsage(before);
  return { share: (used.user + used.system) / (1e6 * PLAY_S), frames };
};

const coreShare = (): Measured => {
  let worst = { name: '', share: 0 };
  for (const [name, load] of Object.entries(LOADS)) {
    const found = play(load.map(({ kind, channels }, i) => desk(kind, channels, i)));
    const lost = CHANNELS * RATE_HZ * PLAY_S - found.frames;
    if (lost !== 0) return { value: null, n: 0, load: name, reason: `${lost} samples were lost` };
    if (found.share > worst.share) worst = { name, share: found.share };
  }
  const load = `worst of ${Object.keys(LOADS).join(', ')}: ${worst.name}; quality and extractors, blocks of 20 ms, none lost`;
  return { value: worst.share, n: CHANNELS * RATE_HZ * PLAY_S, load };
};

export const benches: Bench[] = [
  {
    name: 'road-empatica-hr-within-5bpm',
    unit: 'share',
    op: '>=',
    goal: 0.85,
    run: async () =>
      share(
        (p) => p.near,
        (p) => p.good,
      ),
  },
  {
    name: 'road-empatica-rest-good',
    unit: 'share',
    op: '>=',
    goal: 0.6,
    run: async () =>
      share(
        (p) => p.restGood,
        (p) => p.rest,
      ),
  },
  {
    name: 'road-64x1000-core-share',
    unit: 'share',
    op: '<=',
    goal: 0.25,
    run: async () => coreShare(),
  },
];
