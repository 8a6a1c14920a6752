import { STREAM_KIND_INFO } from '#contracts/sensor';
import type { ReadFrames } from '../frames.ts';
import type { Meaning, OscSender, SenderAddress } from '../route.ts';
import { first, G, lookUp, RADIANS } from './common.ts';

/** A Muse samples its electrodes at 256 Hz, its movement at 52 Hz and its pulse at 64 Hz. */
const EEG_HZ = 256;
const MOTION_HZ = 52;
const PPG_HZ = 64;

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

/** Hundredths of a percent. */
const battery: ReadFrames = (args) => {
  const frames = first(1, 1e-4)(args);
  if (typeof frames === 'string') return frames;
  return { data: frames.data.map((v) => Math.max(0, Math.min(1, v))), channels: 1 };
};

const eegChannels = STREAM_KIND_INFO.eeg.channels;

/**
 * Mind Monitor's OSC addresses behind the prefix (mind-monitor.com, OSC specification): microvolts, g,
 * degrees a second. Its band powers (`elements/alpha_absolute` ...) are left out: they are drawn here
 * from the raw EEG.
 */
const ADDRESSES: Readonly<Record<string, SenderAddress>> = {
  eeg: { stream: 'eeg', kind: 'eeg', channels: eegChannels, rateHz: EEG_HZ, read: first(4) },
  acc: { stream: 'acc', kind: 'acc', rateHz: MOTION_HZ, read: first(3, G) },
  gyro: { stream: 'gyro', kind: 'gyro', rateHz: MOTION_HZ, read: first(3, RADIANS) },
  ppg: { stream: 'ppg', kind: 'ppg', rateHz: PPG_HZ, read: ppg },
  batt: { stream: 'battery', kind: 'battery', read: battery },
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

const meaningOf = (parts: readonly string[]): Meaning => {
  const inElements = parts.at(-2) === 'elements';
  const own = inElements ? -2 : -1;
  const prefix = parts.slice(0, own).join('-');
  return lookUp(ADDRESSES, parts.slice(own).join('/'), 'Mind Monitor', prefix || 'muse');
};

export const mindMonitor: OscSender = {
  name: 'Mind Monitor',
  help: '/<any prefix>/{eeg acc gyro ppg batt elements/horseshoe elements/touching_forehead ...}',
  meaningOf,
};
