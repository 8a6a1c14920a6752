import { STREAM_KIND_INFO, type StreamInfo, type StreamKind } from '#contracts/sensor';
import { random } from '../../random.ts';
import type { Body } from './body.ts';
import { eeg } from './eeg.ts';
import { ecg, ppg } from './heart-signals.ts';
import { acc, onChest, onWrist, pose } from './movement-signals.ts';
import type { Signal } from './signal.ts';
import { eda, resp } from './skin-and-breath.ts';

export interface SyntheticStream {
  readonly info: StreamInfo;
  /** The frames that have become due by `tS` seconds since the start, or null. */
  due(tS: number): { data: Float32Array; lastS: number; stepS: number } | null;
}

/** Every stream of the dancer, each with noise of its own. */
export const streamsOf = (body: Body, seed: number, ecgHz: number): SyntheticStream[] => {
  const own = (name: string) => random(seed, name);
  return [
    stream('ecg', 'ecg', ecgHz, ecg(body, ecgHz, own('ecg'))),
    stream('ppg', 'ppg', 64, ppg(body, 64, own('ppg'))),
    stream('eda', 'eda', 4, eda(body, 4, own('eda'))),
    stream('resp', 'resp', 25, resp(body, 25, own('resp'))),
    stream('eeg', 'eeg', 256, eeg(body, 256, own('eeg'))),
    stream('acc-wrist', 'acc', 50, acc(body, 50, onWrist, own('wrist'))),
    stream('acc-chest', 'acc', 50, acc(body, 50, onChest, own('chest'))),
    stream('pose', 'pose', 30, pose(body, 30)),
  ];
};

const stream = (name: string, kind: StreamKind, hz: number, signal: Signal): SyntheticStream => {
  const { channels, irregular } = STREAM_KIND_INFO[kind];
  let sent = 0;
  return {
    info: { name, kind, channels: [...channels], rateHz: irregular ? 0 : hz },
    due(tS) {
      // A billionth of a frame forgives the rounding of milliseconds.
      const until = Math.floor(tS * hz + 1e-6) + 1;
      if (until <= sent) return null;
      const data = new Float32Array((until - sent) * channels.length);
      for (let at = 0; sent < until; sent++, at += channels.length) data.set(signal(sent), at);
      return { data, lastS: (sent - 1) / hz, stepS: 1 / hz };
    },
  };
};
