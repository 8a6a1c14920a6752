import type {
  QualityFlag,
  SampleBlock,
  StreamInfo,
  StreamKind,
  StreamKindInfo,
  StreamQuality,
} from '#contracts/sensor';
import { rateMeter } from './features/dsp/rate-meter.ts';
import { easing, unit } from './features/dsp/running.ts';

/** Watches one stream for what can go wrong with it. */
export interface QualityWatch {
  /** Hears a block when it arrives (show time). */
  push(block: SampleBlock, arrivedMs: number): void;
  /** What is known now; times must not step back. */
  assess(nowMs: number): StreamQuality;
}

/** No frame for this long, or for two and a half periods of a slow stream: the sensor is stale. */
const STALE_MS = 1500;
/** An interval comes once a heartbeat; a watch sends its rate each second, not always on time. */
const KIND_STALE_MS: Partial<Record<StreamKind, number>> = { ibi: 2000, hr: 2000 };
/** Contact is said when it changes: silence there is no fault. */
const SPEAKS_SELDOM: ReadonlySet<StreamKind> = new Set(['contact', 'custom']);
/** Stamps further apart than the frames between them explain, by this much, are a gap. */
const GAP_MS = 250;
/** Stamps and arrivals that drift apart by this much at once: the sender's clock jumped. */
const JUMP_MS = 1000;
/** A flag for an event stays up this long, so that nobody misses it. */
const KEEP_MS = 5000;
/** Shares of bad samples are eased over this, seconds. */
const SHARE_S = 1.5;
/** Share of samples out of range, or that are no numbers, at which a stream counts as railed. */
const RAILED = 0.1;
/** A stream whose value has not changed for this long is flat, seconds; slow quantities get longer. */
const FLAT_S = 1.5;
const KIND_FLAT_S: Partial<Record<StreamKind, number>> = { eda: 20, temp: 600, resp: 5, gyro: 10 };
/** Kinds where standing still is no fault. */
const MAY_REST: ReadonlySet<StreamKind> = new Set(['hr', 'ibi', 'contact', 'custom', 'pose']);
/** Kinds that touch skin: off it, the mean value says so. */
const OFF_SKIN: Partial<Record<StreamKind, (mean: number) => boolean>> = {
  eda: (microsiemens) => microsiemens < 0.05,
  temp: (celsius) => celsius < 20,
  contact: (on) => on < 0.5,
};
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
 * stamps against sample count and arrival; flat, railed and contact by the values of every channel.
 */
export const qualityWatch = (stream: StreamInfo, kindInfo: StreamKindInfo): QualityWatch => {
  const { kind, rateHz } = stream;
  const values = valueWatch(stream, kindInfo);
  const times = timeWatch(rateHz);
  const rate = rateMeter();
  const staleMs = Math.max(KIND_STALE_MS[kind] ?? STALE_MS, rateHz > 0 ? 2500 / rateHz : 0);

  const findings = (nowMs: number, arrivedMs: number): QualityFlag[] => {
    const flags: QualityFlag[] = [];
    if (nowMs - times.gapMs < KEEP_MS) flags.push('gap');
    if (values.flat) flags.push('flat');
    if (values.railed) flags.push('railed');
    if (!SPEAKS_SELDOM.has(kind) && nowMs - arrivedMs >= staleMs) flags.push('stale');
    if (nowMs - times.jumpMs < KEEP_MS) flags.push('clock-jump');
    if (values.offSkin) flags.push('no-contact');
    return flags;
  };
  return {
    push(block, arrivedMs) {
      const frames = Math.floor(block.data.length / block.channels);
      if (frames === 0) return;
      rate.push(frames, arrivedMs);
      times.push(block.atMs, arrivedMs, frames);
      values.push(block, frames);
    },
    assess(nowMs) {
      const { atMs, arrivedMs } = times;
      if (atMs === null) return { score: 0, flags: [], rateHz: 0, atMs };
      const flags = findings(nowMs, arrivedMs);
      const kept = flags.reduce((score, flag) => score * (1 - PENALTY[flag]), 1);
      return { score: unit(kept * (1 - values.badShare)), flags, rateHz: rate.at(nowMs), atMs };
    },
  };
};

/** Finds gaps and clock jumps from stamps, arrivals and the number of frames. */
const timeWatch = (rateHz: number) => {
  let atMs: number | null = null;
  let arrivedMs = 0;
  let gapMs = Number.NEGATIVE_INFINITY;
  let jumpMs = Number.NEGATIVE_INFINITY;
  return {
    push(stampMs: number, nowMs: number, frames: number): void {
      if (atMs !== null) {
        const stepMs = stampMs - atMs;
        const heldMs = nowMs - arrivedMs;
        const spanMs = rateHz > 0 ? (frames * 1000) / rateHz : 0;
        const jumped = stepMs < -1 || Math.abs(stepMs - heldMs) > JUMP_MS + spanMs;
        if (jumped) jumpMs = nowMs;
        else if (rateHz > 0 && stepMs - spanMs > GAP_MS + 1000 / rateHz) gapMs = nowMs;
      }
      atMs = stampMs;
      arrivedMs = nowMs;
    },
    get atMs() {
      return atMs;
    },
    get arrivedMs() {
      return arrivedMs;
    },
    get gapMs() {
      return gapMs;
    },
    get jumpMs() {
      return jumpMs;
    },
  };
};

/** Finds flat channels, values out of range or no numbers, and lost contact. */
const valueWatch = (stream: StreamInfo, kindInfo: StreamKindInfo) => {
  const { kind, rateHz } = stream;
  const [low, high] = kindInfo.range;
  const n = stream.channels.length;
  const last = new Float32Array(n).fill(Number.NaN);
  const still = new Uint32Array(n);
  const offSkin = OFF_SKIN[kind];
  const flatFrames = (KIND_FLAT_S[kind] ?? FLAT_S) * (rateHz > 0 ? rateHz : 20);
  let mean = Number.NaN;
  let badShare = 0;

  /** Counts values that no body gives and how long each channel has stood. */
  const scan = (data: Float32Array, channels: number, frames: number): number => {
    let bad = 0;
    for (let c = 0; c < Math.min(n, channels); c++) {
      let held = last[c] as number;
      let run = still[c] as number;
      for (let i = c; i < frames * channels; i += channels) {
        const x = data[i] as number;
        if (!(x >= low && x <= high)) bad++;
        run = x === held ? run + 1 : 0;
        held = x;
      }
      last[c] = held;
      still[c] = run;
    }
    return bad;
  };
  return {
    push(block: SampleBlock, frames: number): void {
      const bad = scan(block.data, block.channels, frames);
      const spanS = frames / (rateHz > 0 ? rateHz : 20);
      const share = bad / (frames * Math.min(n, block.channels));
      badShare += easing(spanS, SHARE_S) * (share - badShare);
      if (!offSkin) return;
      const x = block.data[(frames - 1) * block.channels] as number;
      if (!Number.isFinite(x)) return;
      const prompt = Number.isNaN(mean) || kind === 'contact';
      mean = prompt ? x : mean + easing(spanS, 0.5) * (x - mean);
    },
    /** Half of the channels or more stand still. */
    get flat() {
      if (MAY_REST.has(kind)) return false;
      let standing = 0;
      for (const run of still) if (run >= flatFrames) standing++;
      return 2 * standing >= n && standing > 0;
    },
    get railed() {
      return badShare > RAILED;
    },
    get offSkin() {
      return offSkin?.(mean) ?? false;
    },
    get badShare() {
      return unit(badShare);
    },
  };
};
