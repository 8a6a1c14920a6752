import { STREAM_KIND_INFO, type StreamInfo } from '#contracts/sensor';

const stream = (kind: 'acc' | 'gyro' | 'orientation' | 'touch', rateHz: number): StreamInfo => ({
  name: kind,
  kind,
  channels: [...STREAM_KIND_INFO[kind].channels],
  rateHz,
});

/** What a phone has shown that it can measure. */
export interface Seen {
  readonly motion: boolean;
  readonly gyro: boolean;
  readonly orientation: boolean;
  /** Of motion events; 0 while it is not known. */
  readonly rateHz: number;
}

/** The streams of a phone: those that came at least once, and touch. */
export const phoneStreams = ({ motion, gyro, orientation, rateHz }: Seen): StreamInfo[] => [
  ...(motion ? [stream('acc', rateHz)] : []),
  ...(motion && gyro ? [stream('gyro', rateHz)] : []),
  // Orientation events keep no rate of their own: browsers leave out those that change nothing.
  ...(orientation ? [stream('orientation', 0)] : []),
  stream('touch', 0),
];
