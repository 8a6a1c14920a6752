import type { StreamInfo } from '#contracts/sensor';
import { STREAM_KIND_INFO } from '#contracts/sensor';
import { ACC_HZ, ECG_HZ } from './polar.ts';

const stream = (
  kind: 'hr' | 'ibi' | 'contact' | 'battery' | 'ecg' | 'acc',
  rateHz: number,
): StreamInfo => ({ name: kind, kind, channels: [...STREAM_KIND_INFO[kind].channels], rateHz });

/** What a strap has shown that it gives, beside the heart rate. */
export interface Gives {
  readonly contact: boolean;
  readonly battery: boolean;
  readonly ecg: boolean;
  readonly acc: boolean;
}

export const NOTHING_YET: Gives = { contact: false, battery: false, ecg: false, acc: false };

export const strapStreams = (gives: Gives): StreamInfo[] => [
  stream('hr', 0),
  stream('ibi', 0),
  ...(gives.contact ? [stream('contact', 0)] : []),
  ...(gives.battery ? [stream('battery', 0)] : []),
  ...(gives.ecg ? [stream('ecg', ECG_HZ)] : []),
  ...(gives.acc ? [stream('acc', ACC_HZ)] : []),
];

/**
 * Times of the beats that ended the intervals of one notification, the last of them now: each lies its
 * successor's length before it.
 */
export const beatTimes = (rrS: readonly number[], nowMs: number): number[] => {
  const times: number[] = [];
  let atMs = nowMs;
  for (const rr of [...rrS].reverse()) {
    times.unshift(atMs);
    atMs -= rr * 1000;
  }
  return times;
};
