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
} from '#contracts/wire';
import { joinWire } from './join.ts';
import { movementInbox } from './movement-inbox.ts';
import { playout } from './playout.ts';
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
  const play = playout();
  const inbox = movementInbox();
  let show: StageShow | null = null;
  let newest: StageState | null = null;
  let lastThumbMs = Number.NEGATIVE_INFINITY;

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
    else if (message.t === 'health') options.onHealth?.(message.health);
    else if (message.t === 'features') options.onFeatures?.(message.features);
    else if (message.t === 'notes') options.onNotes?.(message.notes);
    else if (message.t === 'patch') options.onPatch?.(message.patch);
    else if (message.t === 'calibration') options.onCalibration?.(message.calibration);
  };

  const { wire, clock, status, timing } = joinWire({
    ...options,
    delayMs: () => play.delayMs,
    welcomed() {
      play.restart();
      inbox.restart();
    },
    message: hear,
    binary: hearFrame,
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
    change: (change) => wire.send({ t: 'patch', change }),
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
