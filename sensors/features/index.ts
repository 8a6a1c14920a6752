import { STREAM_KIND_INFO, type StreamKind } from '#contracts/sensor';
import { ecgExtractor } from './ecg.ts';
import { edaExtractor } from './eda.ts';
import { eegExtractor } from './eeg.ts';
import type { Extractor } from './extractor.ts';
import { hrExtractor, ibiExtractor } from './heart-streams.ts';
import { ACC, GYRO } from './inertial.ts';
import { inertialExtractor } from './motion.ts';
import { noteExtractor } from './music/notes.ts';
import { soundExtractor } from './music/sound.ts';
import { poseExtractor } from './pose.ts';
import { ppgExtractor } from './ppg.ts';
import { respExtractor } from './resp.ts';
import { speechExtractor } from './speech.ts';
import { tempExtractor } from './temp.ts';

export type { Extractor } from './extractor.ts';
export { type MovementTracker, movementTracker } from './movement.ts';

type Make = (
  sourceId: string,
  bodyId: string,
  rateHz: number,
  channels: readonly string[],
) => Extractor;

/** Which extractor reads which kind of stream: to add one, add its file and a line here. */
export const EXTRACTORS: Readonly<Partial<Record<StreamKind, Make>>> = {
  ecg: ecgExtractor,
  ppg: ppgExtractor,
  eda: edaExtractor,
  resp: respExtractor,
  eeg: eegExtractor,
  acc: (source, body, rateHz) => inertialExtractor(source, body, rateHz, ACC),
  gyro: (source, body, rateHz) => inertialExtractor(source, body, rateHz, GYRO),
  temp: tempExtractor,
  hr: hrExtractor,
  ibi: ibiExtractor,
  pose: poseExtractor,
  note: noteExtractor,
  sound: soundExtractor,
  speech: speechExtractor,
};

/**
 * A fresh extractor for one stream; null for kinds that feed no feature (contact, custom).
 * `rateHz` is the stream's nominal rate, 0 where it has none; `channels` are its channel names in
 * order (EEG reads AF7 and AF8 from them) or their number; they default to the kind's own.
 */
export const extractorFor = (
  kind: StreamKind,
  sourceId: string,
  bodyId: string,
  rateHz: number,
  channels: readonly string[] | number = STREAM_KIND_INFO[kind].channels,
): Extractor | null =>
  EXTRACTORS[kind]?.(sourceId, bodyId, rateHz, namesOf(kind, channels)) ?? null;

const namesOf = (kind: StreamKind, channels: readonly string[] | number): readonly string[] => {
  if (typeof channels !== 'number') return channels;
  const usual = STREAM_KIND_INFO[kind].channels;
  if (usual.length === channels) return usual;
  return Array.from({ length: channels }, (_, i) => `ch${i + 1}`);
};
