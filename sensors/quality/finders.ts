import type { StreamInfo, StreamKind } from '#contracts/sensor';
import { ecgWatch } from './ecg-watch.ts';
import { eegContact } from './eeg-contact.ts';
import type { Finder, MakeFinder } from './finding.ts';
import { gyroSwap, poseWatch } from './swapped.ts';
import { gravityUnits, middleUnits, spinUnits, traceUnits } from './units.ts';

/** What is looked for in which kind of stream: to add a finder, add its file and its name here. */
const FINDERS: Partial<Record<StreamKind, readonly MakeFinder[]>> = {
  ecg: [traceUnits, ecgWatch],
  eeg: [traceUnits, eegContact],
  eda: [middleUnits],
  temp: [middleUnits],
  hr: [middleUnits],
  ibi: [middleUnits],
  acc: [gravityUnits],
  gyro: [gyroSwap, spinUnits],
  pose: [poseWatch],
};

export const findersFor = (stream: StreamInfo): readonly Finder[] =>
  (FINDERS[stream.kind] ?? []).map((make) => make(stream));
