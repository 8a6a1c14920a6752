import type { SampleBlock, StreamInfo, StreamKind, StreamKindInfo } from '#contracts/sensor';
import { easing, unit } from '../features/dsp/running.ts';

/** Shares of bad samples are eased over this, seconds. */
const SHARE_S = 1.5;
/** Share of samples out of range, or that are no numbers, at which a stream counts as railed. */
const RAILED = 0.1;
/** Share at which the worst value is forgotten. */
const FORGIVEN = 0.01;
/** A stream whose value has not changed for this long is flat, seconds; slow quantities get longer. */
const FLAT_S = 1.5;
const KIND_FLAT_S: Partial<Record<StreamKind, number>> = { eda: 20, temp: 600, resp: 5, gyro: 10 };
/** Kinds where standing still is no fault. */
const MAY_REST: ReadonlySet<StreamKind> = new Set<StreamKind>([
  ...(['hr', 'ibi', 'contact', 'custom', 'pose'] as const),
  ...(['orientation', 'touch', 'note', 'sound', 'speech', 'battery'] as const),
]);
/** Kinds whose channels are electrodes: each may die alone. */
const EACH_ALONE: ReadonlySet<StreamKind> = new Set<StreamKind>(['eeg']);
/** Kinds that touch skin: off it, the mean value says so. */
const OFF_SKIN: Partial<Record<StreamKind, (mean: number) => boolean>> = {
  eda: (microsiemens) => microsiemens < 0.05,
  temp: (celsius) => celsius < 20,
  contact: (on) => on < 0.5,
};

/** Finds flat channels, values out of range or no numbers, and lost contact. */
export const valueWatch = (stream: StreamInfo, kindInfo: StreamKindInfo) => {
  const { kind, rateHz } = stream;
  const [low, high] = kindInfo.range;
  const n = stream.channels.length;
  const last = new Float32Array(n).fill(Number.NaN);
  const still = new Uint32Array(n);
  const offSkin = OFF_SKIN[kind];
  const flatFrames = (KIND_FLAT_S[kind] ?? FLAT_S) * (rateHz > 0 ? rateHz : 20);
  let mean = Number.NaN;
  let badShare = 0;
  let worst = 0;

  /** Counts values that no body gives and how long each channel has stood. */
  const scan = (data: Float32Array, channels: number, frames: number): number => {
    let bad = 0;
    for (let c = 0; c < Math.min(n, channels); c++) {
      let held = last[c] as number;
      let run = still[c] as number;
      for (let i = c; i < frames * channels; i += channels) {
        const x = data[i] as number;
        if (!(x >= low && x <= high)) {
          bad++;
          if (Number.isFinite(x) && Math.abs(x) > Math.abs(worst)) worst = x;
        }
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
      if (badShare < FORGIVEN) worst = 0;
      if (!offSkin) return;
      const x = block.data[(frames - 1) * block.channels] as number;
      if (!Number.isFinite(x)) return;
      const prompt = Number.isNaN(mean) || kind === 'contact';
      mean = prompt ? x : mean + easing(spanS, 0.5) * (x - mean);
    },
    /** Channels that stand still: of electrodes each one counts, of others half must stand. */
    get flat(): readonly string[] {
      if (MAY_REST.has(kind)) return [];
      const standing = stream.channels.filter((_, c) => (still[c] as number) >= flatFrames);
      return EACH_ALONE.has(kind) || 2 * standing.length >= n ? standing : [];
    },
    get railed() {
      return badShare > RAILED;
    },
    /** The farthest value out of range. */
    get worst() {
      return String(Number(worst.toPrecision(3)));
    },
    get offSkin() {
      return offSkin?.(mean) ?? false;
    },
    get badShare() {
      return unit(badShare);
    },
  };
};
