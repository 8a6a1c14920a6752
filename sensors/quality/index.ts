import type { Text } from '#contracts/ids';
import type {
  QualityFlag,
  SampleBlock,
  StreamInfo,
  StreamKind,
  StreamKindInfo,
  StreamQuality,
} from '#contracts/sensor';
import { rateMeter } from '../features/dsp/rate-meter.ts';
import { unit } from '../features/dsp/running.ts';
import { findersFor } from './finders.ts';
import type { Finding } from './finding.ts';
import { flatChannels, outOfRange } from './texts.ts';
import { timeWatch } from './times.ts';
import { valueWatch } from './values.ts';

export type { Finding } from './finding.ts';
export * from './unit-guess.ts';

/** Watches one stream for what can go wrong with it. */
export interface QualityWatch {
  /** Hears a block when it arrives (show time). */
  push(block: SampleBlock, arrivedMs: number): void;
  /** What is known now; times must not step back. */
  assess(nowMs: number): StreamQuality;
  /** What `assess` found last, with what is seen, what to do and, where a factor mends it, that factor. */
  findings(): readonly Finding[];
  /** The texts of the findings that have one. */
  remarks(): readonly Text[];
}

/** No frame for this long, or for two and a half periods of a slow stream: the sensor is stale. */
const STALE_MS = 1500;
/** An interval comes once a heartbeat; a watch sends its rate each second, not always on time. */
const KIND_STALE_MS: Partial<Record<StreamKind, number>> = { ibi: 2000, hr: 2000 };
/** Said when it changes or when somebody plays: silence there is no fault. */
export const SPEAKS_SELDOM: ReadonlySet<StreamKind> = new Set<StreamKind>([
  ...(['contact', 'custom', 'touch', 'note', 'battery'] as const),
]);
/** A flag for an event stays up this long, so that nobody misses it. */
const KEEP_MS = 5000;
/** What each finding takes from the score. */
const PENALTY: Readonly<Record<QualityFlag, number>> = {
  gap: 0.3,
  flat: 0.9,
  railed: 0.7,
  stale: 1,
  'clock-jump': 0.3,
  'no-contact': 0.8,
  noisy: 0.5,
  'wrong-unit': 0.6,
  swapped: 0.4,
};

/**
 * Quality of one stream. `kindInfo` gives the plausible range. A gap and a clock jump are told by
 * stamps against sample count and arrival; flat, railed and contact by the values of every channel;
 * wrong units, exchanged channels, open electrodes and noise by the finders of the kind.
 */
export const qualityWatch = (stream: StreamInfo, kindInfo: StreamKindInfo): QualityWatch => {
  const { kind, rateHz, name } = stream;
  const values = valueWatch(stream, kindInfo);
  const times = timeWatch(rateHz);
  const rate = rateMeter();
  const finders = findersFor(stream);
  const staleMs = Math.max(KIND_STALE_MS[kind] ?? STALE_MS, rateHz > 0 ? 2500 / rateHz : 0);
  let findings: readonly Finding[] = [];

  /** A value that no body gives is one that fits another unit, where such a unit was found. */
  const ofValues = (otherUnit: boolean): Finding[] => {
    const found: Finding[] = [];
    const { flat } = values;
    const share = flat.length / stream.channels.length;
    if (flat.length > 0)
      found.push({
        flag: 'flat',
        share: 2 * share >= 1 ? 1 : share,
        // An axis that stands for a moment is rest, an electrode that does is dead.
        ...(kind === 'eeg' && share < 1 && { text: flatChannels(name, flat) }),
      });
    if (values.railed && !otherUnit)
      found.push({
        flag: 'railed',
        share: 1,
        text: outOfRange(name, kindInfo.unit, values.worst),
      });
    if (values.offSkin && !otherUnit) found.push({ flag: 'no-contact', share: 1 });
    return found;
  };
  const look = (nowMs: number): readonly Finding[] => {
    const odd = finders.flatMap((f) => f.found());
    const otherUnit = odd.some((f) => f.flag === 'wrong-unit');
    // In another unit the limits of the contact watch mean nothing.
    const kept = odd.filter((f) => !otherUnit || f.flag === 'wrong-unit' || kind !== 'eeg');
    const events: Finding[] = [];
    if (nowMs - times.gapMs < KEEP_MS) events.push({ flag: 'gap', share: 1 });
    if (!SPEAKS_SELDOM.has(kind) && nowMs - times.arrivedMs >= staleMs)
      events.push({ flag: 'stale', share: 1 });
    if (nowMs - times.jumpMs < KEEP_MS) events.push({ flag: 'clock-jump', share: 1 });
    return [...events, ...ofValues(otherUnit), ...kept];
  };
  return {
    push(block, arrivedMs) {
      const frames = Math.floor(block.data.length / block.channels);
      if (frames === 0) return;
      rate.push(frames, arrivedMs);
      times.push(block.atMs, arrivedMs, frames);
      values.push(block, frames);
      for (const finder of finders) finder.push(block, frames);
    },
    assess(nowMs) {
      const { atMs } = times;
      if (atMs === null) return { score: 0, flags: [], rateHz: 0, atMs };
      findings = look(nowMs);
      const otherUnit = findings.some((f) => f.flag === 'wrong-unit');
      const kept = findings.reduce((score, f) => score * (1 - f.share * PENALTY[f.flag]), 1);
      const sound = otherUnit ? 1 : 1 - values.badShare;
      const flags = [...new Set(findings.map((f) => f.flag))];
      return { score: unit(kept * sound), flags, rateHz: rate.at(nowMs), atMs };
    },
    findings: () => findings,
    remarks: () => findings.flatMap((f) => (f.text ? [f.text] : [])),
  };
};
