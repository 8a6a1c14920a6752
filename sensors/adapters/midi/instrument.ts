import {
  type SampleBlock,
  type SourceInfo,
  STREAM_KIND_INFO,
  type StreamInfo,
} from '#contracts/sensor';
import type { SourceContext } from '../../source.ts';
import type { MidiMessage } from './ports.ts';

/** What an instrument plays, as samples. */
export interface Instrument {
  hear(message: MidiMessage): void;
  /** Lets go of every key that is down: it was unplugged. */
  release(): void;
}

/** Messages a second beyond which the rest of the second is dropped; a MIDI cable carries about 1500. */
export const MOST_A_SECOND = 2000;
/** Controllers from here on are channel mode messages; these two silence the channel (MIDI 1.0, table 3). */
const MODE = 120;
const SILENCING: ReadonlySet<number> = new Set([120, 123]);
const TOP = 127;

export const INSTRUMENT_STREAMS: readonly StreamInfo[] = [
  { name: 'note', kind: 'note', channels: [...STREAM_KIND_INFO.note.channels], rateHz: 0 },
  { name: 'control', kind: 'custom', channels: ['controller', 'value', 'channel'], rateHz: 0 },
];

export const instrument = (info: SourceInfo, context: SourceContext): Instrument => {
  const allowed = allowance(() =>
    context.refuse(info.id, `more than ${MOST_A_SECOND} messages a second; the rest is dropped`),
  );
  /** Keys that are down, as note and channel. */
  const down = new Map<number, readonly [note: number, channel: number]>();

  const emit = (
    stream: 'note' | 'control',
    number: number,
    value: number,
    channel: number,
  ): void => {
    const block: SampleBlock = {
      sourceId: info.id,
      bodyId: info.bodyId,
      stream,
      kind: stream === 'note' ? 'note' : 'custom',
      channels: 3,
      rateHz: 0,
      atMs: context.timing.nowMs(),
      data: Float32Array.of(number, value / TOP, channel + 1),
      recorded: false,
    };
    context.emit(block);
  };
  const letGo = (note: number, channel: number): void => {
    if (down.delete(keyOf(note, channel))) emit('note', note, 0, channel);
  };
  const letGoOf = (channel: number | null): void => {
    for (const [note, on] of [...down.values()]) {
      if (channel === null || on === channel) letGo(note, on);
    }
  };
  const control = (controller: number, value: number, channel: number): void => {
    if (controller < MODE) emit('control', controller, value, channel);
    else if (SILENCING.has(controller)) letGoOf(channel);
  };

  return {
    hear({ type, channel, number, value }) {
      if (!allowed(context.timing.nowMs())) return;
      if (!within(channel, 15) || !within(number, TOP) || !within(value, TOP)) {
        context.refuse(info.id, 'a MIDI message is malformed');
      } else if (type === 'control') control(number, value, channel);
      else if (type === 'off' || value === 0) letGo(number, channel);
      else {
        down.set(keyOf(number, channel), [number, channel]);
        emit('note', number, value, channel);
      }
    },
    release: () => letGoOf(null),
  };
};

const keyOf = (note: number, channel: number): number => channel * 128 + note;

const within = (x: unknown, top: number): x is number =>
  typeof x === 'number' && Number.isInteger(x) && x >= 0 && x <= top;

/** True for the first so many messages of each second; tells once a second that some were dropped. */
const allowance = (dropped: () => void) => {
  let sinceMs = Number.NEGATIVE_INFINITY;
  let count = 0;
  return (nowMs: number): boolean => {
    if (nowMs - sinceMs >= 1000) {
      sinceMs = nowMs;
      count = 0;
    }
    count++;
    if (count === MOST_A_SECOND + 1) dropped();
    return count <= MOST_A_SECOND;
  };
};
