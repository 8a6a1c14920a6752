import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { connect, type Socket as TcpSocket } from 'node:net';
import type { DeskStatus, Heard } from '#contracts/desk';
import type { Text } from '#contracts/ids';
import type { Asked } from '#contracts/intent';
import type { StageState } from '#contracts/stage';
import type { Health } from '#contracts/status';
import { oscDecoder } from '../../../conductor/control/osc/decode.ts';
import { type InletMessage, openOscDoor } from '../../../conductor/control/osc/door.ts';
import { encodeMessage } from '../../../conductor/control/osc/encode.ts';
import { MAX_PACKET_BYTES, type OscMessage } from '../../../conductor/control/osc/message.ts';
import { slipEncode, slipReader } from '../../../conductor/control/osc/slip.ts';
import { withSeldom } from '../../../conductor/kernel/log.ts';
import { manualClock } from '../../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../../conductor/kernel/scheduler.ts';
import { deskOf, houseOf, stageOf } from './stage.ts';

/** Messages as they come, in order, each once. */
export const inbox = () => {
  const decode = oscDecoder();
  const kept: OscMessage[] = [];
  const waiting: ((message: OscMessage) => void)[] = [];
  return {
    put(bytes: Buffer) {
      const read = decode(bytes);
      if (read.kind !== 'message') return;
      const wake = waiting.shift();
      if (wake) wake(read);
      else kept.push(read);
    },
    next(): Promise<OscMessage> {
      const first = kept.shift();
      if (first) return Promise.resolve(first);
      return new Promise((resolve) => waiting.push(resolve));
    },
  };
};

export interface Client {
  say(address: string, types?: string, ...args: OscMessage['args']): void;
  raw(bytes: Buffer): void;
  next(): Promise<OscMessage>;
  /** Everything that came before the answer to a ping sent now: what was said so far has been heard. */
  settled(): Promise<OscMessage[]>;
  readonly port: number;
  close(): void;
}

const client = (
  raw: (bytes: Buffer) => void,
  port: number,
  box: ReturnType<typeof inbox>,
  close: () => void,
): Client => {
  let pings = 0;
  const say: Client['say'] = (address, types = '', ...args) =>
    raw(encodeMessage({ address, types, args }));
  const settled = async (): Promise<OscMessage[]> => {
    const mark = ++pings;
    say('/yeoun/ping', 'si', 'settled', mark);
    const before: OscMessage[] = [];
    for (;;) {
      const message = await box.next();
      if (message.address === '/yeoun/pong' && message.args[1] === mark) return before;
      before.push(message);
    }
  };
  return { say, raw, settled, next: box.next, port, close };
};

export const udpClient = async (port: number): Promise<Client> => {
  const socket: Socket = createSocket('udp4');
  const box = inbox();
  socket.on('message', box.put);
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const raw = (bytes: Buffer): void => socket.send(bytes, port, '127.0.0.1');
  return client(raw, socket.address().port, box, () => socket.close());
};

export interface TcpClient extends Client {
  readonly socket: TcpSocket;
}

export const tcpClient = async (port: number): Promise<TcpClient> => {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const box = inbox();
  const reader = slipReader(MAX_PACKET_BYTES, box.put, () => {});
  socket.on('data', (chunk) => reader.push(chunk));
  socket.on('error', () => {});
  const raw = (bytes: Buffer): void => void socket.write(slipEncode(bytes));
  const common = client(raw, socket.localPort ?? 0, box, () => void socket.destroy());
  return { ...common, socket };
};

/** A whole door on a free port, on a clock that stands still. */
export const testDoor = async () => {
  const clock = manualClock();
  const errors: unknown[] = [];
  const lines: string[] = [];
  const asked: Asked[] = [];
  const sensed: InletMessage[] = [];
  const heard: Heard[] = [];
  const stage: { now: StageState | null } = { now: stageOf() };
  const desk: { now: DeskStatus | null } = { now: deskOf() };
  const health: { now: Health | null } = { now: null };
  const fire = { open: true };
  const answer: { why: Text | null } = { why: null };
  const say = (_: string, text: string): void => void lines.push(text);
  const beats = scheduler(clock, (error) => errors.push(error));
  const options = {
    host: '127.0.0.1',
    port: 0,
    scheduler: beats,
    log: withSeldom(clock, { info: say, warn: say, fail: say }),
    ask: (one: Asked): Text | null => {
      asked.push(one);
      return answer.why;
    },
    house: houseOf(['1', '2', '2.5'], {
      stage: () => stage.now,
      desk: () => desk.now,
      health: () => health.now,
      trusts: () => false,
      fireOpen: () => fire.open,
    }),
    onHeard: (list: readonly Heard[]): void => void heard.push(...list),
    inlet: { emit: (message: InletMessage): void => void sensed.push(message) },
  };
  const door = await openOscDoor(options);
  return {
    door,
    clock,
    errors,
    lines,
    asked,
    sensed,
    heard,
    stage,
    desk,
    health,
    fire,
    answer,
    options,
  };
};
