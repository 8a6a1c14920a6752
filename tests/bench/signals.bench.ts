import { type SampleBlock, STREAM_KIND_INFO, type StreamKind } from '#contracts/sensor';
import { manualClock } from '../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { osc as OSC } from '../../sensors/adapters/osc/index.ts';
import { extractorFor } from '../../sensors/features/index.ts';
import { sensorHub } from '../../sensors/hub.ts';
import { qualityWatch } from '../../sensors/quality/index.ts';
import { biosppy, blocksOf, hasBiosppy } from '../sensors/features/recordings.ts';
import { type Judged, judge, MUSE, MUSE_HZ, museRecordings } from '../sensors/quality/rig.ts';
import { BAD_INPUTS } from '../support/bad-inputs.ts';
import type { Bench, Measured } from '../support/bench.ts';
import { inlet } from '../support/capture.ts';
import { hasData } from '../support/data.ts';
import { panTompkins } from '../support/pan-tompkins.ts';
import { eegFaults, withFault } from '../support/signal-faults.ts';

const absent = (what: string): Measured => ({
  value: null,
  n: 0,
  load: '',
  reason: `the ${what} recordings are not there`,
});

const ECG_HZ = 1000;
const TOLERANCE_S = 0.05;
/** The first beats teach the extractor; they are left out on both sides. */
const LEARN_S = 2;

/** Times of the beats that our extractor tells of, seconds. */
const ourBeats = (ecg: Float64Array): number[] => {
  const extractor = extractorFor('ecg', 'bench', 'dancer', ECG_HZ);
  const beats: number[] = [];
  for (const block of blocksOf('ecg', ecg, ECG_HZ))
    for (const f of extractor?.push(block) ?? []) if (f.name === 'ibi') beats.push(f.atMs / 1000);
  return beats;
};

const rPeaks = (): Measured => {
  if (!hasBiosppy) return absent('BioSPPy');
  const once = biosppy('ecg');
  const endS = once.length / ECG_HZ - 0.5;
  const inside = (t: number) => t > LEARN_S && t < endS;
  const ours = ourBeats(once).filter(inside);
  const theirs = panTompkins(once, ECG_HZ).filter(inside);
  const near = (t: number, all: readonly number[]) =>
    all.some((u) => Math.abs(u - t) <= TOLERANCE_S);
  const hits = ours.filter((t) => near(t, theirs)).length;
  const found = theirs.filter((t) => near(t, ours)).length;
  const [precision, recall] = [hits / ours.length, found / theirs.length];
  return {
    value: (2 * precision * recall) / (precision + recall),
    n: theirs.length,
    load: `BioSPPy ecg.txt, 15 s at 1 kHz, against Pan-Tompkins offline, within 50 ms, after ${LEARN_S} s; ours ${ours.length}, theirs ${theirs.length}`,
  };
};

/** BITalino's EEG: 10 bit over 3.3 V at a gain of 41782, in microvolts a count. */
const EEG_UV = (3.3 / 41_782 / 1024) * 1e6;
const alphaOf = (name: string): number => {
  const values = biosppy(name).map((x) => x * EEG_UV);
  const extractor = extractorFor('eeg', 'bench', 'dancer', 125, ['O']);
  let [sum, weight] = [0, 0];
  for (const block of blocksOf('eeg', values, 125))
    for (const f of extractor?.push(block) ?? []) {
      if (f.name !== 'eegAlpha') continue;
      sum += f.confidence * 10 ** f.value;
      weight += f.confidence;
    }
  return sum / weight;
};
const alpha = (): Measured => {
  if (!hasBiosppy) return absent('BioSPPy');
  const [closed, open] = [alphaOf('eeg_ec'), alphaOf('eeg_eo')];
  const load = `BioSPPy eeg_ec.txt and eeg_eo.txt whole, eegAlpha in uV^2 by confidence: ${closed.toFixed(2)} over ${open.toFixed(2)}`;
  return { value: closed / open, n: 2, load };
};

const falseAlarms = (): Measured => {
  if (!hasData(MUSE)) return absent('Muse');
  const all = museRecordings();
  let alarms = 0;
  let seconds = 0;
  for (const { values } of all) {
    const judged = judge('eeg', values, MUSE_HZ);
    alarms += judged.filter((j) => j.flags.includes('no-contact')).length;
    seconds += values.length / 4 / MUSE_HZ;
  }
  const load = `${all.length} recordings, ${seconds.toFixed(0)} s, judged ten times a second`;
  return { value: alarms, n: all.length, load };
};

const FAULT_AT_S = 15;
const contactLoss = (): Measured => {
  if (!hasData(MUSE)) return absent('Muse');
  let worst = { s: 0, what: '' };
  let n = 0;
  const kinds = Object.keys(eegFaults(MUSE_HZ));
  for (const { name, values } of museRecordings()) {
    const cut = values.subarray(0, 4 * MUSE_HZ * (FAULT_AT_S + 4));
    if (cut.length < 4 * MUSE_HZ * (FAULT_AT_S + 4)) continue;
    // An electrode that hums from the start is off in truth; what is lost there cannot be told.
    const sound = [0, 1, 2, 3].filter((c) => !loudFrom(judge('eeg', cut, MUSE_HZ), c));
    for (const kind of kinds)
      for (const hit of [...sound.map((c) => [c]), sound]) {
        const fault = () => eegFaults(MUSE_HZ)[kind] ?? ((x: number) => x);
        const broken = withFault(cut, 4, hit, FAULT_AT_S * MUSE_HZ, fault);
        const found = judge('eeg', broken, MUSE_HZ).find((j) => j.flags.includes('no-contact'));
        const s = found && found.atS >= FAULT_AT_S ? found.atS - FAULT_AT_S : 99;
        if (s > worst.s) worst = { s, what: `${kind} on ${hit} of ${name}` };
        n++;
      }
  }
  const load = `${kinds.length} kinds on each sound electrode and on all, at ${FAULT_AT_S} s of the Muse recordings; worst: ${worst.what}`;
  return { value: worst.s, n, load };
};
const NAMES = STREAM_KIND_INFO.eeg.channels;
const loudFrom = (judged: readonly Judged[], c: number): boolean =>
  judged.some((j) => j.remarks.some((r) => r.includes(NAMES[c] ?? '')));

const badInputs = async (): Promise<Measured> => {
  const missed: string[] = [];
  for (const { name, found } of BAD_INPUTS) if (!(await found())) missed.push(name);
  return {
    value: (BAD_INPUTS.length - missed.length) / BAD_INPUTS.length,
    n: BAD_INPUTS.length,
    load: `found and named in both languages by the hub: ${BAD_INPUTS.map((b) => b.name).join(', ')}${missed.length > 0 ? `; missed: ${missed.join(', ')}` : ''}`,
  };
};

/** What each kind of stream sends by OSC: address, rate of messages, one frame. */
const OSC_FEEDS: readonly (readonly [string, number, (t: number) => number[]])[] = [
  ['/sensor/a/acc', 50, (t) => [3 * Math.sin(9 * t), 9.8, Math.cos(7 * t)]],
  ['/sensor/a/hr', 1, () => [72]],
  ['/sensor/a/ibi', 1.2, () => [0.83]],
  ['/sensor/a/eda', 4, (t) => [4 + Math.sin(t)]],
  ['/sensor/a/ecg', 130, (t) => [Math.exp(-((((t * 1.2) % 1) - 0.5) ** 2) * 2000)]],
  ['/sensor/a/ppg', 64, (t) => [100 * Math.sin(7.5 * t)]],
  [
    '/sensor/a/pose',
    30,
    (t) => Array.from({ length: 51 }, (_, i) => (i % 3 === 2 ? 1 : 0.5 + 0.1 * Math.sin(t + i))),
  ],
  ['/muse/eeg', 256, (t) => [0, 1, 2, 3].map((c) => 800 + 20 * Math.sin(63 * t + c))],
  ['/EmotiBit/0/EDA', 15, (t) => [4 + Math.sin(t)]],
  ['/EmotiBit/0/PPG:GRN', 25, (t) => [100 * Math.sin(7.5 * t)]],
  ['/ZIGSIM/p/accel', 60, (t) => [Math.sin(9 * t), 0, 0]],
  ['/gyrosc/rrate', 50, (t) => [Math.sin(9 * t), 0, 1]],
  ['/accxyz', 50, (t) => [Math.sin(9 * t), 0, 1]],
  ['/phyphox/lin', 50, (t) => [9 * Math.sin(9 * t), 0, 1]],
];

const firstFeature = (): Measured => {
  let worst = { s: 0, what: '' };
  for (const [address, hz, frame] of OSC_FEEDS) {
    const s = firstOf(address, hz, frame);
    if (s > worst.s) worst = { s, what: address };
  }
  const load = `${OSC_FEEDS.length} OSC addresses through the whole hub, from the first message to the first feature; worst: ${worst.what}`;
  return { value: worst.s, n: OSC_FEEDS.length, load };
};
const silent = { info: () => {}, warn: () => {}, seldom: () => {} };
const firstOf = (address: string, hz: number, frame: (t: number) => number[]): number => {
  const clock = manualClock();
  const osc = inlet();
  const hub = sensorHub({ timing: scheduler(clock, () => {}), osc, log: silent });
  void OSC.open({ body: 'dancer' }, hub.contextFor('osc'));
  let found = 0;
  hub.onFeatures(() => {
    found ||= clock.nowMs();
  });
  const beganMs = clock.nowMs();
  while (!found && clock.nowMs() - beganMs < 20_000) {
    osc.say(address, ...frame((clock.nowMs() - beganMs) / 1000));
    clock.advance(1000 / hz);
  }
  return found ? (found - beganMs) / 1000 : 99;
};

/** Share of a core for the quality watches of what six dancers wear. */
const qualityShare = (): Measured => {
  const kinds: readonly (readonly [StreamKind, number])[] = [
    ['eeg', 256],
    ['ecg', 130],
    ['acc', 50],
    ['gyro', 50],
    ['ppg', 64],
    ['eda', 4],
  ];
  const seconds = 20;
  const feeds = Array.from({ length: 6 }, () => kinds)
    .flat()
    .map(([kind, hz]) => {
      const channels = [...STREAM_KIND_INFO[kind].channels];
      const values = new Float64Array(hz * seconds * channels.length).map(
        (_, i) => 10 * Math.sin(i / 9) + 0.1 * Math.sin(i * 12.9),
      );
      const blocks: SampleBlock[] = [...blocksOf(kind, values, hz, { channels: channels.length })];
      return {
        blocks,
        watch: qualityWatch({ name: kind, kind, channels, rateHz: hz }, STREAM_KIND_INFO[kind]),
      };
    });
  const before = process.cpuUsage();
  for (const { blocks, watch } of feeds)
    for (const [i, block] of blocks.entries()) {
      watch.push(block, block.atMs);
      if (i % 4 === 0) watch.assess(block.atMs);
    }
  const used = process.cpuUsage(before);
  const load = '6 dancers x 6 streams, blocks of 50 ms, judged five times a second';
  return { value: (used.user + used.system) / (1e6 * seconds), n: feeds.length, load };
};

const bench = (
  name: string,
  unit: string,
  op: Bench['op'],
  goal: number,
  run: () => Measured | Promise<Measured>,
): Bench => ({ name, unit, op, goal, run: async () => run() });

export const benches: Bench[] = [
  bench('body-biosppy-ecg-r-peaks-f1', 'F1', '>=', 0.98, rPeaks),
  bench('body-biosppy-alpha-closed-over-open', 'ratio', '>=', 1.5, alpha),
  bench('body-muse-false-contact-alarms', 'alarms', '<=', 0, falseAlarms),
  bench('body-contact-loss-found-s', 's', '<=', 2, contactLoss),
  bench('body-bad-input-named-share', 'share', '>=', 1, badInputs),
  bench('body-osc-first-feature-s', 's', '<=', 3, firstFeature),
  bench('body-quality-6x6-core-share', 'share', '<=', 0.1, qualityShare),
];
