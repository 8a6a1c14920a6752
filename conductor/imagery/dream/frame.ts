import { AIR, AIR_WIDE } from './air.ts';
import { BEND, BEND_WIDE } from './bend.ts';
import { type Cast, newCast } from './cast.ts';
import { MATTER_WIDE } from './matter.ts';
import { OWN, roomFor, type Takes, takesFrom } from './shared.ts';

/** Everything that a picture of one size is worked out in; seen by every hand. */
export interface Frame {
  readonly lines: number;
  readonly cast: Cast;
  readonly air: Float32Array;
  readonly bend: Float32Array;
  readonly horizon: Float32Array;
  /** Matter of every pixel, [n, 4], and its height alone. */
  readonly matter: Float32Array;
  readonly height: Float32Array;
  /** What is lit, without what the air carries; and all of it, as it is developed. */
  readonly lit: Float32Array;
  readonly light: Float32Array;
  /** The finished picture: sRGB, [n, 3], and how near or high matter stands. */
  readonly rgb: Uint8Array;
  readonly relief: Uint8Array;
}

export const newFrame = (lines: number, takes: Takes = OWN): Frame => {
  const n = lines * lines;
  const { floats, bytes } = takes;
  return emptied({
    lines,
    cast: newCast(lines, takes),
    air: floats(AIR * AIR * AIR_WIDE),
    bend: floats(BEND * BEND * BEND_WIDE),
    horizon: floats(lines),
    matter: floats(n * MATTER_WIDE),
    height: floats(n),
    lit: floats(n * 3),
    light: floats(n * 3),
    rgb: bytes(n * 3),
    relief: bytes(n),
  });
};

const partsOf = ({ lines: _, cast, ...rest }: Frame): (Float32Array | Uint8Array)[] => [
  ...Object.values(cast),
  ...Object.values(rest),
];

/** The frame as it is before its first picture, whatever was in it. */
export const emptied = (frame: Frame): Frame => {
  for (const part of partsOf(frame)) part.fill(0);
  frame.height.fill(0.5);
  return frame;
};

/**
 * Room for the frame of one size at a time. Another size takes the same memory: hands in other threads would keep what
 * is thrown away for long.
 */
export interface Room {
  /** An empty frame; the one before is of no use any more. */
  frame(lines: number): Frame;
}

export const openRoom = (): Room => {
  let room = new SharedArrayBuffer(0);
  return {
    frame(lines) {
      const size = roomFor((takes) => void newFrame(lines, takes));
      if (size > room.byteLength) room = new SharedArrayBuffer(size);
      return newFrame(lines, takesFrom(room));
    },
  };
};

/** The same in another frame of the same size. */
export const copied = (from: Frame, to: Frame): Frame => {
  const parts = partsOf(to);
  for (const [i, part] of partsOf(from).entries()) parts[i]?.set(part);
  return to;
};
