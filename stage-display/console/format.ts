import type { FeatureName } from '#contracts/feature';
import type { Lang } from '../shared-ui/language.ts';

/** A number with fixed decimals and a true minus sign; an en dash where there is none. */
export const number = (value: number, decimals: number): string => {
  if (!Number.isFinite(value)) return '–';
  const text = value.toFixed(decimals);
  // -0.00 is a zero that only looks like news.
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−');
};

/** A share 0..1 as a whole number of per cent, without the sign: `62`. */
export const percent = (share: number): string => number(share * 100, 0);

/** A value in [-1, 1] with its sign always written. */
export const signed = (value: number, decimals = 2): string => {
  const text = number(value, decimals);
  return Number.isFinite(value) && Number(value.toFixed(decimals)) > 0 ? `+${text}` : text;
};

const UNITS: Readonly<Record<Lang, { s: string; min: string; h: string }>> = {
  en: { s: ' s', min: ' min', h: ' h' },
  ko: { s: '초', min: '분', h: '시간' },
};

/** How old something is, as people say it: `0.4 s`, `12 s`, `3 min`, `2 h`. */
export const age = (ms: number, lang: Lang): string => {
  const s = Math.max(0, ms) / 1000;
  const unit = UNITS[lang];
  if (s < 9.95) return `${s.toFixed(1)}${unit.s}`;
  if (s < 120) return `${Math.floor(s)}${unit.s}`;
  if (s < 7_200) return `${Math.floor(s / 60)}${unit.min}`;
  return `${Math.floor(s / 3_600)}${unit.h}`;
};

/** Time left, counting down: `0:07`, `2:30`, `1:02:05`. Rounded up, so that 0:00 means now. */
export const countdown = (ms: number): string => {
  const s = Math.max(0, Math.ceil(ms / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  const h = Math.floor(s / 3_600);
  const min = Math.floor(s / 60) % 60;
  return h > 0 ? `${h}:${two(min)}:${two(s % 60)}` : `${min}:${two(s % 60)}`;
};

/** Seconds as a show file has them: `4`, `0.5`. */
export const seconds = (s: number): string => String(Math.round(s * 10) / 10);

/** Time of day of a show time, in the browser's zone: `21:04:09`. */
export const timeOfDay = (atMs: number): string => {
  const d = new Date(atMs);
  return [d.getHours(), d.getMinutes(), d.getSeconds()]
    .map((n) => String(n).padStart(2, '0'))
    .join(':');
};

const UNIT_SIGNS: Readonly<Record<string, string>> = {
  microsiemens: 'µS',
  microvolt: 'µV',
  'm/s^2': 'm/s²',
  'deg C': '°C',
  'log10 uV^2': 'log µV²',
  log10: 'log',
  '0 off .. 1 on': '',
  stage: '',
};

/** A contract's unit as it is printed beside a number. */
export const unitSign = (unit: string): string => UNIT_SIGNS[unit] ?? unit;

const DECIMALS: Partial<Record<FeatureName, number>> = {
  ibi: 3,
  heartRate: 0,
  rmssd: 0,
  scrRate: 1,
  breathRate: 1,
  motionCentroid: 1,
  skinTemp: 1,
};

/** Decimals with which a feature is read: no more than its method can know. */
export const featureDecimals = (name: FeatureName): number => DECIMALS[name] ?? 2;

/** Decimals that tell the ends of an axis of this span apart. */
export const axisDecimals = (span: number): number =>
  span >= 20 ? 0 : span >= 2 ? 1 : span >= 0.2 ? 2 : 3;

/** Large counts with a thin gap between thousands: `12 480`. */
export const count = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, '\u2009');
