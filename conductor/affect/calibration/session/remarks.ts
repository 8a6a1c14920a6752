import type { CalibrationStatus } from '#contracts/calibration';
import type { Text } from '#contracts/ids';
import type { QualityFlag, StreamKind } from '#contracts/sensor';
import type { SourceStatus } from '#contracts/status';
import { HEARD_MODALITIES, type HeardModality, type SignalWatch } from './signals.ts';

type Signal = CalibrationStatus['signals'][number];

const KINDS: Readonly<Partial<Record<StreamKind, HeardModality>>> = {
  eeg: 'brain',
  ecg: 'physiology',
  ppg: 'physiology',
  eda: 'physiology',
  resp: 'physiology',
  temp: 'physiology',
  hr: 'physiology',
  ibi: 'physiology',
  contact: 'physiology',
  acc: 'movement',
  gyro: 'movement',
  pose: 'movement',
};

/** What a flag of a stream asks the person to do. */
const FLAG_TEXTS: Readonly<Record<QualityFlag, Text>> = {
  'no-contact': {
    en: 'no contact with the skin: moisten it, move hair away, press it on',
    ko: '피부에 닿지 않습니다. 살짝 적시고 머리카락을 치운 뒤 다시 붙이세요',
  },
  noisy: {
    en: 'noisy: tighten the strap, keep cables still',
    ko: '잡음이 많습니다. 띠를 조이고 선이 움직이지 않게 하세요',
  },
  flat: { en: 'flat: is it switched on and worn?', ko: '변화가 없습니다. 켜져 있고 착용했나요' },
  railed: {
    en: 'out of range: loosen or move the sensor',
    ko: '범위를 벗어났습니다. 센서를 옮겨 보세요',
  },
  stale: { en: 'nothing comes', ko: '신호가 오지 않습니다' },
  gap: { en: 'gaps: bring it nearer to the receiver', ko: '끊깁니다. 수신기에 더 가까이 두세요' },
  'clock-jump': { en: 'its clock jumps', ko: '시계가 건너뜁니다' },
  'wrong-unit': { en: 'seems to come in another unit', ko: '단위가 다른 것 같습니다' },
  swapped: { en: 'channels seem exchanged', ko: '채널이 뒤바뀐 것 같습니다' },
};
/** The one that explains the others comes first. */
const FLAG_ORDER = Object.keys(FLAG_TEXTS) as QualityFlag[];

const SIMULATED: Text = {
  en: 'A simulated body: what is learned here says nothing of a person.',
  ko: '모의 신체입니다. 여기서 배운 것은 사람에 대해 아무것도 말해 주지 않습니다.',
};
const RECORDED: Text = {
  en: 'A recording, not the person who is here.',
  ko: '지금 여기 있는 사람이 아니라 녹화된 신호입니다.',
};
const NOTHING_YET: Text = {
  en: 'Nothing that can be believed comes of it.',
  ko: '믿을 수 있는 값이 나오지 않습니다.',
};
const OFTEN_AWAY: Text = {
  en: 'It is often away: hold still and look how the sensor sits.',
  ko: '자주 끊깁니다. 움직이지 말고 센서가 잘 붙어 있는지 보세요.',
};

/** A signal that is there less than this share of the time is remarked on. */
const GOOD = 0.8;
/** Seconds before anything is said of a signal: a sensor that has just begun is no news. */
const FIRST_LOOKS = 8;
/** Enough to begin with. */
export const READY = 0.5;

const isOf = (source: SourceStatus, modality: HeardModality): boolean =>
  source.streams.some(({ kind }) => KINDS[kind] === modality);

const about = (label: Text, what: Text): Text => ({
  en: `${label.en}: ${what.en}.`,
  ko: `${label.ko}: ${what.ko}.`,
});

const ofSource = (source: SourceStatus, modality: HeardModality): Text | null => {
  if (source.state === 'failed' || source.state === 'waiting')
    return source.reason
      ? about(source.label, source.reason)
      : about(source.label, FLAG_TEXTS.stale);
  if (source.state === 'stale') return about(source.label, FLAG_TEXTS.stale);
  const flags = source.streams
    .filter(({ kind }) => KINDS[kind] === modality)
    .flatMap(({ quality }) => quality.flags);
  const worst = FLAG_ORDER.find((flag) => flags.includes(flag));
  return worst ? about(source.label, FLAG_TEXTS[worst]) : null;
};

/** What is wrong with one signal and what to do; null where nothing is, or it is too early to say. */
const remarkOf = (
  modality: HeardModality,
  quality: number | null,
  sources: readonly SourceStatus[],
): Text | null => {
  if (quality === null) return null;
  if (quality < GOOD) {
    const found = sources.map((source) => ofSource(source, modality)).find((text) => text !== null);
    return found ?? (quality === 0 ? NOTHING_YET : OFTEN_AWAY);
  }
  if (sources.some(({ kind }) => kind === 'synthetic')) return SIMULATED;
  return sources.some(({ recorded }) => recorded) ? RECORDED : null;
};

/** The signals of a body as they are now, with what is wrong with them; those that nobody measures are left out. */
export const signalsOf = (
  bodyId: string,
  watch: SignalWatch,
  all: readonly SourceStatus[],
): readonly Signal[] => {
  const own = all.filter((source) => source.bodyId === bodyId && !source.muted);
  const found = HEARD_MODALITIES.map((modality): Signal | null => {
    const sources = own.filter((source) => isOf(source, modality));
    if (sources.length === 0 && !watch.isKnown(modality)) return null;
    const quality = watch.qualityOf(modality);
    const remark = remarkOf(modality, watch.looks() < FIRST_LOOKS ? null : quality, sources);
    return { modality, quality, ...(remark && { remark }) };
  });
  return found.filter((signal) => signal !== null);
};

export const isReady = (signals: readonly Signal[]): boolean =>
  signals.some(({ quality }) => quality >= READY);
