import { body } from '../../sensors/adapters/synthetic/body.ts';
import { streamsOf } from '../../sensors/adapters/synthetic/streams.ts';
import { extractorFor, movementTracker } from '../../sensors/features/index.ts';
import { synchrony } from '../../sensors/synchrony/index.ts';
import { breathing, dancing } from '../sensors/synchrony/pairs.ts';
import { couple, FOUND, isFound, KINDS, type Kind, play } from '../sensors/synchrony/play.ts';
import { type Bench, type Measured, quantile } from '../support/bench.ts';

const FRAMES = 9000;
const WARM_UP = 600;

/** Milliseconds from a pose block to its movement and all its features, frame by frame. */
const poseFrames = (): Measured => {
  const stream = streamsOf(body(7), 7, 130).find((s) => s.info.kind === 'pose');
  const extractor = extractorFor('pose', 'cam', 'dancer', 0);
  const tracker = movementTracker();
  const due = stream?.due((FRAMES + WARM_UP) / 30);
  const took: number[] = [];
  let said = 0;
  for (let i = 0; i < FRAMES + WARM_UP; i++) {
    const block = {
      sourceId: 'cam',
      bodyId: 'dancer',
      stream: 'pose',
      kind: 'pose' as const,
      channels: 51,
      rateHz: 0,
      atMs: 1000 + (1000 * i) / 30,
      data: (due?.data ?? new Float32Array()).slice(51 * i, 51 * (i + 1)),
      recorded: false,
    };
    const before = performance.now();
    tracker.push(block);
    said += extractor?.push(block).length ?? 0;
    if (i >= WARM_UP) took.push(performance.now() - before);
  }
  const median = quantile(took, 0.5);
  const load = `p99 of a synthetic dance of 17 keypoints at 30 a second, one body: movement frame and every pose feature (${(said / (FRAMES + WARM_UP)).toFixed(1)} values a frame); p50 ${median.toFixed(3)} ms`;
  return { value: quantile(took, 0.99), n: FRAMES, load };
};

const PAIRS = 100;
const rule = `found: value >= ${FOUND.value} and confidence >= ${FOUND.confidence}`;

type Told = ReturnType<typeof couple>;

/** Share of pairs that are found at the end, and share of all moments at which one is. */
const found = (kind: Kind, pairs: readonly Told[]) => {
  let [ends, moments, all] = [0, 0, 0];
  for (const told of pairs) {
    const values = play(told, kind.seconds).filter((v) => v.name === kind.name);
    const end = values.at(-1);
    if (end && isFound(end)) ends++;
    moments += values.filter(isFound).length;
    all += values.length;
  }
  return { ends: ends / pairs.length, moments: moments / Math.max(1, all), all };
};

const seeds = Array.from({ length: PAIRS }, (_, i) => 1000 + i);

/** Pairs in which the second follows the first, late and with some of its own; the least found kind counts. */
const detects = (): Measured => {
  const ends = KINDS.map(
    (kind) =>
      found(
        kind,
        seeds.map((seed) => couple(kind, seed, true)),
      ).ends,
  );
  const each = KINDS.map(({ name, lateS, own, seconds }, i) => {
    return `${name} ${ends[i]} after ${seconds} s, up to ${lateS} s late and ${own} its own`;
  });
  const load = `${PAIRS} pairs a kind: ${each.join('; ')}; ${rule} at the end`;
  return { value: Math.min(...ends), n: PAIRS * KINDS.length, load };
};

/** Two who live each their own life at the same pace: what chance makes most alike. */
const samePace = (kind: Kind, seed: number) => {
  const make =
    kind.name === 'syncMovement'
      ? (i: number) => dancing(2 * seed + i, 0.5 + 0.008 * (seed % 100))
      : (i: number) => breathing(2 * seed + i, 10 + 0.1 * (seed % 100));
  return couple(kind, seed, false).map((told, i) => ({ ...told, course: make(i) }));
};

/** Independent pairs, and independent pairs of one tempo or one rate: share of moments; the worst counts. */
const falseAlarms = (): Measured => {
  const apart = KINDS.map((kind) => ({
    name: `${kind.name}`,
    ...found(
      kind,
      seeds.map((seed) => couple(kind, seed, false)),
    ),
  }));
  const paced = KINDS.filter((kind) => kind.name !== 'syncHeart').map((kind) => ({
    name: `${kind.name} at one pace`,
    ...found(
      kind,
      seeds.map((seed) => samePace(kind, seed)),
    ),
  }));
  const all = [...apart, ...paced];
  const each = all.map((a) => `${a.name} ${a.moments.toFixed(4)} (${a.ends} at the end)`);
  const load = `share of moments over ${PAIRS} independent pairs each: ${each.join(', ')}; ${rule}`;
  return {
    value: Math.max(...all.map((a) => a.moments)),
    n: all.reduce((sum, a) => sum + a.all, 0),
    load,
  };
};

const BODIES = 6;

/** Processor milliseconds of comparing every pair of six bodies once. */
const comparing = (): Measured => {
  const names = Array.from({ length: BODIES }, (_, i) => `b${i}`);
  const pairs = names.flatMap((a, i) => names.slice(i + 1).map((b): [string, string] => [a, b]));
  const all = synchrony(pairs);
  const courses = names.map((_, i) => KINDS.map((kind) => kind.make(i)));
  let [used, turns] = [0, 0];
  for (let ms = 0; ms < 120_000; ms += 40) {
    const atMs = 1_700_000_000_000 + ms;
    const values = names.flatMap((bodyId, i) =>
      KINDS.filter((kind) => kind.of !== 'ibi' || ms % 800 === 0).map((kind, k) => ({
        bodyId,
        sourceId: 's',
        name: kind.of,
        value: courses[i]?.[k]?.(ms / 1000) ?? 0,
        confidence: 0.9,
        atMs,
        recorded: false,
      })),
    );
    all.hear(values);
    const before = process.cpuUsage();
    const told = all.tick(atMs);
    const { user, system } = process.cpuUsage(before);
    if (told.length === 0) continue;
    used += (user + system) / 1000;
    turns++;
  }
  const load = `${pairs.length} pairs of ${BODIES} bodies, movement every 250 ms, breath and heart every 500; processor time of a turn, mean`;
  return { value: used / turns, n: turns, load };
};

export const benches: Bench[] = [
  {
    name: 'body-pose-features-ms',
    unit: 'ms',
    op: '<=',
    goal: 2,
    run: async () => poseFrames(),
  },
  {
    name: 'body-synchrony-detects',
    unit: 'share',
    op: '>=',
    goal: 0.9,
    run: async () => detects(),
  },
  {
    name: 'body-synchrony-false-alarms',
    unit: 'share',
    op: '<=',
    goal: 0.05,
    run: async () => falseAlarms(),
  },
  {
    name: 'body-synchrony-compare-ms',
    unit: 'ms',
    op: '<=',
    goal: 4,
    run: async () => comparing(),
  },
];
