import { encodePicture, keepPictureCut } from '#contracts/frames';
import type { PictureFrame } from '#contracts/picture';
import type { Merge, Outbox } from './outbox.ts';
import {
  freshPace,
  PICTURE_LINES,
  PICTURE_RATE,
  type PicturePace,
  pictureAcked,
  pictureSent,
  takesLarge,
  takesPicture,
} from './picture-pace.ts';

export interface PictureAck {
  readonly picture?: number | undefined;
  readonly lines?: number | undefined;
}

/** What of pictures is of use to the displays that are there. */
export interface PictureNeed {
  /** Pictures a second that the fastest display takes. */
  readonly rateHz: number;
  /** Lines of the largest picture that helps one of them. */
  readonly lines: number;
  /** True where one of them takes small pictures only. */
  readonly small: boolean;
  readonly watchers: number;
}

export interface Pictures {
  /** A display: it gets the newest picture at once. */
  joined(display: Outbox, nowMs: number): void;
  left(display: Outbox): void;
  acked(display: Outbox, ack: PictureAck, nowMs: number): void;
  publish(frames: readonly PictureFrame[], nowMs: number): void;
  need(nowMs: number): PictureNeed;
}

interface Display {
  pace: PicturePace;
  /** A cut that was asked for in a picture this display was not given. */
  owesCut: boolean;
}

const bufferOf = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const newer: Merge = (waiting, next) =>
  typeof waiting === 'string' || typeof next === 'string'
    ? next
    : bufferOf(keepPictureCut(waiting, next));

/** The wire's bytes of one picture in its sizes, each written when somebody takes it, and once. */
const written = () => {
  const made = new Map<PictureFrame, Buffer>();
  return (frame: PictureFrame, cut: boolean): Buffer => {
    // One display that owes a cut is no reason to write it anew for all.
    if (cut && !frame.cut) return bufferOf(encodePicture({ ...frame, cut }));
    const bytes = made.get(frame) ?? bufferOf(encodePicture(frame));
    made.set(frame, bytes);
    return bytes;
  };
};

/** Gives each display the pictures it can take. */
export const pictures = (): Pictures => {
  const displays = new Map<Outbox, Display>();
  let newest: readonly PictureFrame[] = [];

  const give = (
    outbox: Outbox,
    display: Display,
    frames: readonly PictureFrame[],
    bytes: ReturnType<typeof written>,
    nowMs: number,
  ): void => {
    const isLarge = takesLarge(display.pace, nowMs);
    const frame = isLarge ? frames[0] : frames.at(-1);
    if (!frame) return;
    outbox.picture(bytes(frame, display.owesCut), newer);
    display.owesCut = false;
    display.pace = pictureSent(display.pace, frame.seq, nowMs);
  };

  return {
    joined(outbox, nowMs) {
      const display = { pace: freshPace(nowMs), owesCut: false };
      displays.set(outbox, display);
      if (newest.length > 0) give(outbox, display, newest, written(), nowMs);
    },
    left: (outbox) => void displays.delete(outbox),
    acked(outbox, ack, nowMs) {
      const display = displays.get(outbox);
      if (display) display.pace = pictureAcked(display.pace, ack, nowMs);
    },
    publish(frames, nowMs) {
      newest = frames;
      const bytes = written();
      const isCut = frames[0]?.cut === true;
      for (const [outbox, display] of displays) {
        if (takesPicture(display.pace, nowMs)) give(outbox, display, frames, bytes, nowMs);
        else display.owesCut ||= isCut;
      }
    },
    need(nowMs) {
      const all = [...displays.values()].map(({ pace }) => pace);
      const isLarge = all.map((pace) => takesLarge(pace, nowMs));
      return {
        rateHz: Math.max(PICTURE_RATE.least, ...all.map(({ rateHz }) => rateHz)),
        lines: isLarge.includes(true) ? PICTURE_LINES.large : PICTURE_LINES.small,
        small: isLarge.includes(false),
        watchers: all.length,
      };
    },
  };
};
