import { encodeSamples } from '#contracts/frames';
import type { Patch } from '#contracts/patch';
import { MAX_FRAME_BYTES, type ServerMessage } from '#contracts/wire';
import { joinWire } from './join.ts';
import { sensorBook } from './sensor-book.ts';
import type { SensorLink, SensorLinkOptions } from './sensor-types.ts';

/** The head of a samples frame, in bytes. */
const HEAD_BYTES = 20;
const MOST_VALUES = (MAX_FRAME_BYTES - HEAD_BYTES) / 4;

/** Connects a sensor page. It keeps trying until `close()`; samples that cannot be sent are let go. */
export const connectSensor = (options: SensorLinkOptions): SensorLink => {
  const book = sensorBook();
  let patch: Patch | null = null;
  let seq = 0;

  const hear = (message: ServerMessage): void => {
    if (message.t === 'features') options.onFeatures?.(message.features);
    else if (message.t === 'patch') {
      patch = message.patch;
      options.onPatch?.(patch);
    }
    tellDue();
  };

  /** Says what has not been said on this connection yet: all of it after joining again. */
  const tellDue = (): void => {
    for (const { source, announce, said } of book.due()) {
      if (announce && !wire.send(announce)) return;
      if (said && !wire.send(said)) return;
      book.told(source);
    }
  };

  const { wire, clock, status, timing } = joinWire({
    ...options,
    role: 'sensor',
    delayMs: () => 0,
    // The wire tells this while it is being joined; what is due goes out with the state that follows.
    welcomed: () => book.restart(),
    message: hear,
    binary: () => false,
    onStatus(now) {
      if (now.state === 'live') tellDue();
      options.onStatus?.(now);
    },
  });

  return {
    nowMs: () => timing.nowMs(),
    showMs: (localMs) => clock.showMs(localMs),
    status: () => status.read(),
    announce(source) {
      book.announce(source);
      tellDue();
    },
    send(source, stream, data, atMs) {
      const line = book.line(source, stream);
      if (!line || !fits(data.length, line.channels)) return false;
      if (!book.isTold(source)) tellDue();
      if (!book.isTold(source)) return false;
      const { handle, channels } = line;
      const frame = {
        handle,
        seq,
        atMs: clock.showMs(atMs),
        channels,
        data: Float32Array.from(data),
      };
      const sent = wire.send(encodeSamples(frame));
      if (sent) {
        seq = (seq + 1) >>> 0;
        book.spoke(source);
      }
      return sent;
    },
    say(source, state, reason) {
      book.say(source, state, reason);
      tellDue();
    },
    keepCamera: (set) => wire.send({ t: 'patch', change: { do: 'camera', id: options.id, set } }),
    patch: () => patch,
    close: () => wire.close(),
  };
};

const fits = (values: number, channels: number): boolean =>
  values > 0 && values % channels === 0 && values <= MOST_VALUES;
