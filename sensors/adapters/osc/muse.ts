import { STREAM_KIND_INFO, type StreamKind } from '#contracts/sensor';
import { numbersOf, type ReadFrames } from './frames.ts';

interface MuseAddress {
  readonly stream: string;
  readonly kind: StreamKind;
  readonly channels?: readonly string[];
  readonly read: ReadFrames;
}

/** Standard gravity, m/s^2 (ISO 80000-3): Mind Monitor sends g. */
const G = 9.80665;
/** Mind Monitor sends degrees a second. */
const RADIANS = Math.PI / 180;

/** One frame of the first `count` arguments, scaled. What follows (AUX, often NaN) is left out. */
const first =
  (count: number, scale = 1): ReadFrames =>
  (args) => {
    if (args.length < count) return `has ${args.length} arguments, not ${count}`;
    const data = numbersOf(args.slice(0, count));
    return typeof data === 'string' ? data : { data: data.map((v) => v * scale), channels: count };
  };

/** Ambient, infrared, red: the pulse is read from infrared; a lone value counts as it. */
const ppg: ReadFrames = (args) => first(1)(args.length > 1 ? args.slice(1) : args);

/** 1 good, 2 middling, 4 bad. */
const horseshoe: ReadFrames = (args) => {
  const frames = first(4)(args);
  if (typeof frames === 'string') return frames;
  return { data: frames.data.map((v) => (v <= 1 ? 1 : v <= 2 ? 0.5 : 0)), channels: 4 };
};

const touching: ReadFrames = (args) => {
  const frames = first(1)(args.map((a) => (typeof a === 'boolean' ? Number(a) : a)));
  if (typeof frames === 'string') return frames;
  return { data: frames.data.map((v) => (v > 0 ? 1 : 0)), channels: 1 };
};

const eegChannels = STREAM_KIND_INFO.eeg.channels;

/**
 * Mind Monitor's OSC addresses behind the prefix (mind-monitor.com, OSC specification). Its band powers
 * (`elements/alpha_absolute` ...) are left out: they are drawn here from the raw EEG.
 */
export const museReaders: Readonly<Record<string, MuseAddress>> = {
  eeg: { stream: 'eeg', kind: 'eeg', channels: eegChannels, read: first(4) },
  acc: { stream: 'acc', kind: 'acc', read: first(3, G) },
  gyro: { stream: 'gyro', kind: 'gyro', read: first(3, RADIANS) },
  ppg: { stream: 'ppg', kind: 'ppg', read: ppg },
  'elements/horseshoe': {
    stream: 'horseshoe',
    kind: 'contact',
    channels: eegChannels,
    read: horseshoe,
  },
  'elements/touching_forehead': { stream: 'forehead', kind: 'contact', read: touching },
  'elements/blink': { stream: 'blink', kind: 'custom', read: first(1) },
  'elements/jaw_clench': { stream: 'jaw-clench', kind: 'custom', read: first(1) },
};
