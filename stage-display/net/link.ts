import {
  decodeMovement,
  decodePicture,
  decodeScope,
  decodeState,
  decodeThumb,
  encodeThumb,
  frameType,
} from '#contracts/frames';
import type { StageState } from '#contracts/stage';
import type { RungName } from '#contracts/status';
import {
  FRAME,
  MAX_FRAME_BYTES,
  type Role,
  type ServerMessage,
  type StageShow,
} from '#contracts/wire';
import { decodeInBrowser } from './browser.ts';
import { joinWire } from './join.ts';
import { movementInbox } from './movement-inbox.ts';
import { type PicturePair, pictureInbox } from './pictures.ts';
import { playout } from './playout.ts';
import type { Ack, ConsoleLink, ConsoleLinkOptions, StageLink, StageLinkOptions } from './types.ts';

/** Room the frame's head and the display's name take of a thumbnail message. */
const THUMB_HEAD = 16 + 64;
const THUMB_MS = 250;
/** Pictures on the canvas are acknowledged at most so often, and count as drawn for so long: one may take a second. */
const ACK_MS = 100;
const DRAWN_MS = 2000;
/**
 * A film whose newest picture is older than this, in show time, is a film no more: the display is alone with it. The
 * slowest display gets one a second.
 */
const STALE_MS = 2000;

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
  const film = pictureInbox(options.decode ?? decodeInBrowser);
  let newest: StageState | null = null;
  let lastAck: {
    readonly ack: Ack;
    readonly atMs: number;
    readonly picture: number | null;
  } | null = null;
  let drawn: { readonly rung: RungName; readonly atMs: number; readonly ageMs: number } | null =
    null;
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

  const hearPicture = (bytes: Uint8Array): boolean => {
    const picture = decodePicture(bytes);
    return picture !== null && film.push(picture, clock.showMs(timing.nowMs()));
  };

  const acknowledge = (ack: Ack): boolean => {
    if (newest === null) return false;
    const picture = film.seen();
    lastAck = { ack, atMs: timing.nowMs(), picture };
    return wire.send({
      t: 'ack',
      seq: newest.seq,
      ...ack,
      ...(picture === null ? {} : { picture }),
    });
  };

  const drawPictures = (nowMs: number): PicturePair | null => {
    const pair = film.at(clock.showMs(nowMs));
    // While the stage is frozen no pictures are sent, and those on the canvas are still the film's.
    if (pair) drawn = { rung: pair.rung, atMs: nowMs, ageMs: newest?.frozen ? 0 : pair.ageMs };
    const isNews = lastAck !== null && film.seen() !== lastAck.picture;
    if (lastAck && isNews && nowMs - lastAck.atMs >= ACK_MS) acknowledge(lastAck.ack);
    return pair;
  };

  const hearFrame = (bytes: Uint8Array): boolean => {
    const type = frameType(bytes);
    if (type === FRAME.state) return hearState(bytes);
    if (type === FRAME.movement) return hearMovement(bytes);
    if (type === FRAME.picture) return hearPicture(bytes);
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
    else if (message.t === 'sound') options.onSound?.(message.sound);
    else if (message.t === 'music') options.onMusic?.(message.music);
    else if (message.t === 'score') options.onScore?.(message.run, message.notes);
    else if (message.t === 'outputs') options.onOutputs?.(message.levels);
    else if (message.t === 'drawing') options.onDrawing?.(message.lines);
    else if (message.t === 'wall') options.onWall?.(message.sheets);
    else if (message.t === 'denied') options.onDenied?.(message);
    else if (message.t === 'desk') options.onDesk?.(message.desk);
    else if (message.t === 'booth') options.onBooth?.(message.booth);
    else if (message.t === 'heard') options.onHeard?.(message.messages);
    else if (message.t === 'learned') options.onLearned?.(message.learned);
    else if (message.t === 'editing') options.onEditing?.(message.editing);
    else if (message.t === 'edited') options.onEdited?.(message.edited);
    else if (message.t === 'calibration') options.onCalibration?.(message.calibration);
  };

  const { wire, clock, status, timing } = joinWire({
    ...options,
    delayMs: () => play.delayMs,
    welcomed() {
      play.restart();
      inbox.restart();
      film.restart();
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
    learn: (on) => wire.send({ t: 'learn', on }),
    test: (device) => wire.send({ t: 'test', device }),
    attend: (what) => wire.send({ t: 'attend', do: what }),
    edit: (request) => wire.send({ t: 'edit', ...request }),
    pictures: drawPictures,
    pictureRung: (nowMs) =>
      drawn && drawn.ageMs <= STALE_MS && nowMs - drawn.atMs <= DRAWN_MS ? drawn.rung : null,
    ack: acknowledge,
    sendThumb(jpeg) {
      const now = timing.nowMs();
      if (jpeg.length > MAX_FRAME_BYTES - THUMB_HEAD || now - lastThumbMs < THUMB_MS) return false;
      const sent = wire.send(encodeThumb(options.id, jpeg, clock.showMs(now)));
      if (sent) lastThumbMs = now;
      return sent;
    },
    close() {
      wire.close();
      film.close();
    },
  };
};

/** Hands on what could be read. */
const given = <T>(value: T | null, fn: ((value: T) => void) | undefined): boolean => {
  if (value !== null) fn?.(value);
  return value !== null;
};
