import {
  type SampleBlock,
  type SourceInfo,
  STREAM_KIND_INFO,
  type StreamInfo,
  type StreamKind,
} from '#contracts/sensor';
import { pose } from '../../sensors/adapters/synthetic/movement-signals.ts';
import { resp } from '../../sensors/adapters/synthetic/skin-and-breath.ts';
import { random } from '../../sensors/random.ts';
import type { SourceContext, Timing } from '../../sensors/source.ts';
import { dancer } from './dancer.ts';
import { musician } from './musician.ts';
import { leadsTo, PARTS } from './parts.ts';

const POSE_HZ = 30;
const BREATH_HZ = 5;
const PERIOD_MS = 20;

const DANCER: SourceInfo = {
  id: 'simulated-dancer',
  kind: 'synthetic',
  bodyId: 'dancer',
  label: { en: 'Simulated dancer', ko: '가상 무용수' },
  recorded: false,
};
const MUSICIAN: SourceInfo = {
  id: 'simulated-musician',
  kind: 'synthetic',
  bodyId: 'musician',
  label: { en: 'Simulated musician', ko: '가상 악사' },
  recorded: false,
};

const streamOf = (name: string, kind: StreamKind, rateHz: number): StreamInfo => ({
  name,
  kind,
  channels: [...STREAM_KIND_INFO[kind].channels],
  rateHz,
});

const blockOf = (
  { id: sourceId, bodyId }: SourceInfo,
  stream: StreamInfo,
  atMs: number,
  data: readonly number[],
): SampleBlock => ({
  sourceId,
  bodyId,
  stream: stream.name,
  kind: stream.kind,
  channels: stream.channels.length,
  rateHz: stream.rateHz,
  atMs,
  data: Float32Array.from(data),
  recorded: false,
});

/** A dancer and a musician who know the piece; they follow its cues. */
export const openStage = (seed: number, context: SourceContext, timing: Timing) => {
  const startMs = timing.nowMs();
  const plays = musician(seed);
  let now = { number: '1', atS: 0 };
  let part = PARTS['1'];
  let nowS = 0;
  const body = dancer(
    seed,
    () => leadsTo(now.number, nowS - now.atS) ?? part?.dancer ?? { wild: 0, roundS: 3, wide: 0 },
  );
  const poses = pose(body, POSE_HZ);
  const breath = resp(body, BREATH_HZ, random(seed, 'breath'));
  const streams = {
    pose: streamOf('pose', 'pose', 0),
    resp: streamOf('resp', 'resp', BREATH_HZ),
    note: streamOf('note', 'note', 0),
  };
  context.announce(DANCER, [streams.pose, streams.resp]);
  context.announce(MUSICIAN, [streams.note]);
  let [posed, breathed] = [0, 0];
  const stop = timing.every(PERIOD_MS, () => {
    nowS = (timing.nowMs() - startMs) / 1000;
    for (; posed / POSE_HZ <= nowS; posed++)
      context.emit(blockOf(DANCER, streams.pose, startMs + (posed / POSE_HZ) * 1000, poses(posed)));
    for (; breathed / BREATH_HZ <= nowS; breathed++)
      context.emit(
        blockOf(DANCER, streams.resp, startMs + (breathed / BREATH_HZ) * 1000, breath(breathed)),
      );
    if (part?.musician === 'phrases') plays.phrases(nowS);
    for (const { number, velocity } of plays.due(nowS))
      context.emit(blockOf(MUSICIAN, streams.note, startMs + nowS * 1000, [number, velocity, 1]));
  });
  return {
    cue(number: string, atS: number): void {
      now = { number, atS };
      part = PARTS[number] ?? part;
      if (PARTS[number]?.musician === 'strikes') plays.strike(atS);
      if (PARTS[number]?.musician === 'answers') plays.answer(atS);
    },
    stop,
  };
};
