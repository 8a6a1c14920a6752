import { z } from 'zod';
import { DEFAULT_BODY, Id } from '#contracts/ids';
import type { SourceInfo, StreamInfo } from '#contracts/sensor';
import type { Adapter, SourceContext, Stop } from '../../source.ts';
import { body } from './body.ts';
import { PHASES } from './dance.ts';
import { type SyntheticStream, streamsOf } from './streams.ts';

export const SyntheticOptions = z.strictObject({
  seed: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(1),
  body: Id.default(DEFAULT_BODY),
  id: Id.default('synthetic'),
  phase: z.enum(PHASES).optional(),
  ecg: z.enum(['130', '250']).default('130'),
});
export type SyntheticOptions = z.infer<typeof SyntheticOptions>;

const PERIOD_MS = 20;
/** After a longer stall (a machine that slept) the dance goes on from where it was. */
const LONGEST_STALL_MS = 1000;

/** A seeded dancer with all her signals, for a first start, rehearsals and tests. */
export const synthetic: Adapter<SyntheticOptions> = {
  kind: 'synthetic',
  title: { en: 'Synthetic dancer', ko: '가상 무용수' },
  help: `seed=<whole number> body=<name> id=<name> phase=<${PHASES.join('|')}> (stays in it) ecg=<130|250> (Hz)`,
  options: SyntheticOptions,
  open(options, context) {
    const dancer = body(options.seed, options.phase);
    const streams = streamsOf(dancer, options.seed, Number(options.ecg));
    const info: SourceInfo = {
      id: options.id,
      kind: 'synthetic',
      bodyId: options.body,
      label: { en: 'Synthetic dancer', ko: '가상 무용수' },
      recorded: false,
    };
    context.announce(
      info,
      streams.map((s) => s.info),
    );
    return dance(info, streams, context);
  },
};

const dance = (
  info: SourceInfo,
  streams: readonly SyntheticStream[],
  context: SourceContext,
): Stop => {
  const { timing } = context;
  let startMs = timing.nowMs();
  let lastMs = startMs;
  let stopped = false;
  const cancel = timing.every(PERIOD_MS, () => {
    const now = timing.nowMs();
    if (now - lastMs > LONGEST_STALL_MS) startMs += now - lastMs - PERIOD_MS;
    lastMs = now;
    for (const stream of streams) {
      if (stopped) return;
      const frames = stream.due((now - startMs) / 1000);
      if (frames) emit(info, stream.info, frames, startMs, context);
    }
  });
  return () => {
    stopped = true;
    cancel();
  };
};

/** One block for regular streams, one block a frame for irregular ones. */
const emit = (
  info: SourceInfo,
  stream: StreamInfo,
  due: { readonly data: Float32Array; readonly lastS: number; readonly stepS: number },
  startMs: number,
  context: SourceContext,
): void => {
  const channels = stream.channels.length;
  const frames = due.data.length / channels;
  const whole = stream.rateHz > 0 ? frames : 1;
  for (let end = whole; end <= frames; end += whole) {
    context.emit({
      sourceId: info.id,
      bodyId: info.bodyId,
      stream: stream.name,
      kind: stream.kind,
      channels,
      rateHz: stream.rateHz,
      atMs: startMs + (due.lastS - (frames - end) * due.stepS) * 1000,
      data: due.data.subarray((end - whole) * channels, end * channels),
      recorded: false,
    });
  }
};
