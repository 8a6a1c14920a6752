import {
  decodeMovement,
  decodeScope,
  decodeState,
  decodeThumb,
  encodeThumb,
  frameType,
} from '#contracts/frames';
import type { StageState } from '#contracts/stage';
import {
  FRAME,
  MAX_CLIENT_BYTES,
  type Role,
  type ServerMessage,
  type StageShow,
  WIRE_VERSION,
} from '#contracts/wire';
import { browserSocket, browserTiming } from './browser.ts';
import { clockSync } from './clock-sync.ts';
import { movementInbox } from './movement-inbox.ts';
import { playout } from './playout.ts';
import { seeded, seedOf } from './random.ts';
import { openWire, type WireEvents } from './socket.ts';
import { linkStatus } from './status.ts';
import type { ConsoleLink, ConsoleLinkOptions, StageLink, StageLinkOptions } from './types.ts';

/** Room the frame's head and the display's name take of a thumbnail message. */
const THUMB_HEAD = 16 + 64;
const THUMB_MS = 250;

/** Connects a display. It keeps trying until `close()`. */
export const connectStage = (options: StageLinkOptions): StageLink =>
  connect({ ...options, role: options.role ?? 'stage' });

/** Connects a console: the same link, and it also hears health, features, notes, scopes and thumbnails. */
export const connectConsole = (options: ConsoleLinkOptions): ConsoleLink =>
  connect({ ...options, role: 'console' });

const connect = (options: ConsoleLinkOptions & { readonly role: Role }): StageLink => {
  const timing = options.timing ?? browserTiming();
  const clock = clockSync();
  const play = playout();
  const inbox = movementInbox();
  let show: StageShow | null = null;
  let newest: StageState | null = null;
  let lastThumbMs = Number.NEGATIVE_INFINITY;
  const status = linkStatus({ clock, play, nowMs: timing.nowMs, tell: options.onStatus });

  const hearState = (bytes: Uint8Array): boolean => {
    const state = show && decodeState(bytes, show);
    if (!state || !play.push(state, clock.showMs(timing.nowMs()))) return false;
    newest = state;
    options.onState?.(state);
    return true;
  };

  const hearMovement = (bytes: Uint8Array): boolean => {
    const got = decodeMovement(bytes);
    const movement = got && inbox.push(got.frame, got.seq, timing.nowMs());
    if (movement) options.onMovement?.(movement);
    return movement !== null;
  };

  const hearFrame = (bytes: Uint8Array): boolean => {
    const type = frameType(bytes);
    if (type === FRAME.state) return hearState(bytes);
    if (type === FRAME.movement) return hearMovement(bytes);
    if (type === FRAME.scope) return given(decodeScope(bytes), options.onScope);
    if (type === FRAME.thumb) return given(decodeThumb(bytes), options.onThumb);
    return false;
  };

  const hearShow = (next: StageShow): void => {
    show = next;
    options.onShow?.(next);
  };

  const hear = (message: ServerMessage): void => {
    if (message.t === 'show') hearShow(message.show);
    else if (message.t === 'pong') clock.answer(message.sentMs, message.nowMs, timing.nowMs());
    else if (message.t === 'health') options.onHealth?.(message.health);
    else if (message.t === 'features') options.onFeatures?.(message.features);
    else if (message.t === 'notes') options.onNotes?.(message.notes);
  };

  const events: WireEvents = {
    welcome(message, helloMs) {
      clock.restart();
      play.restart();
      inbox.restart();
      clock.answer(helloMs, message.nowMs, timing.nowMs());
      status.welcomed(message.software);
    },
    message(message) {
      status.heard(true);
      hear(message);
    },
    binary: (bytes) => status.heard(hearFrame(bytes)),
    refused: (message) => status.refused(message),
    malformed: () => status.heard(false),
    state: (state, attempts) => status.become(state, attempts),
  };

  const wire = openWire({
    url: options.url,
    hello: {
      t: 'hello',
      version: WIRE_VERSION,
      role: options.role,
      id: options.id,
      ...(options.token ? { token: options.token } : {}),
    },
    timing,
    open: options.open ?? browserSocket,
    random: seeded(options.seed ?? seedOf(options.id)),
    on: events,
  });

  return {
    nowMs: () => timing.nowMs(),
    showMs: (localMs) => clock.showMs(localMs),
    sample: (nowMs) => play.sample(clock.showMs(nowMs)),
    newest: () => newest,
    movements: (nowMs) => inbox.newest(nowMs),
    show: () => show,
    status: () => status.read(),
    send: (intent) => wire.send({ t: 'intent', intent }),
    ack: (ack) => newest !== null && wire.send({ t: 'ack', seq: newest.seq, ...ack }),
    sendThumb(jpeg) {
      const now = timing.nowMs();
      if (jpeg.length > MAX_CLIENT_BYTES - THUMB_HEAD || now - lastThumbMs < THUMB_MS) return false;
      const sent = wire.send(encodeThumb(options.id, jpeg, clock.showMs(now)));
      if (sent) lastThumbMs = now;
      return sent;
    },
    close: () => wire.close(),
  };
};

/** Hands on what could be read. */
const given = <T>(value: T | null, fn: ((value: T) => void) | undefined): boolean => {
  if (value !== null) fn?.(value);
  return value !== null;
};
