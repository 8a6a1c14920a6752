import type { OscSender, SenderAddress } from '../route.ts';
import { axes, each, G, lookUp, RADIANS } from './common.ts';

/** Rates of the firmware, Hz (EmotiBit_Docs, Learn_more_about_emotibit.md). */
const MOTION_HZ = 25;
const EDA_HZ = 15;
const TEMP_HZ = 7.5;

const ppg = (stream: string): SenderAddress => ({
  stream,
  kind: 'ppg',
  rateHz: MOTION_HZ,
  read: each(),
});
const temp = (stream: string): SenderAddress => ({
  stream,
  kind: 'temp',
  rateHz: TEMP_HZ,
  read: each(),
});
const other = (stream: string): SenderAddress => ({ stream, kind: 'custom', read: each() });

/**
 * Addresses behind `/EmotiBit/<number>/` as the EmotiBit Oscilloscope sends them (EmotiBit_Docs,
 * Working_with_emotibit_data.md and oscOutputSettings.xml): several samples a message, one channel each.
 * Acceleration in g, turning in degrees a second, EDA in microsiemens, intervals in milliseconds.
 */
const ADDRESSES: Readonly<Record<string, SenderAddress>> = {
  'PPG:GRN': ppg('ppg-green'),
  'PPG:IR': ppg('ppg-infrared'),
  'PPG:RED': ppg('ppg-red'),
  EDA: { stream: 'eda', kind: 'eda', rateHz: EDA_HZ, read: each() },
  TEMP: temp('temp'),
  T1: temp('temp-1'),
  THERM: temp('thermopile'),
  HR: { stream: 'hr', kind: 'hr', read: each() },
  BI: { stream: 'ibi', kind: 'ibi', read: each(0.001) },
  IBI: { stream: 'ibi', kind: 'ibi', read: each(0.001) },
  'B%': { stream: 'battery', kind: 'battery', read: each(0.01) },
  BATTERY: { stream: 'battery', kind: 'battery', read: each(0.01) },
  'SCR:AMP': other('scr-amplitude'),
  'SCR:RISE': other('scr-rise'),
  'SCR:FREQ': other('scr-frequency'),
  ...axes(['ACC:X', 'ACC:Y', 'ACC:Z'], { stream: 'acc', kind: 'acc', rateHz: MOTION_HZ }, G),
  ...axes(
    ['GYRO:X', 'GYRO:Y', 'GYRO:Z'],
    { stream: 'gyro', kind: 'gyro', rateHz: MOTION_HZ },
    RADIANS,
  ),
};

export const emotibit: OscSender = {
  name: 'EmotiBit',
  help: '/EmotiBit/<number>/{PPG:GRN PPG:IR PPG:RED EDA TEMP ACC:X GYRO:X HR BI ...}',
  meaningOf: ([root, device = '', tag = '', ...more]) =>
    root === 'EmotiBit' && more.length === 0
      ? lookUp(ADDRESSES, tag, 'EmotiBit', `emotibit-${device}`)
      : null,
};
