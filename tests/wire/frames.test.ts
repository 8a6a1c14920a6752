import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as frames from '#contracts/frames';
import type { PictureFrame } from '#contracts/picture';
import { movementAt, SHOW, stateAt } from './support.ts';

const scope = {
  sourceId: 'muse',
  bodyId: 'dancer',
  stream: 'eeg',
  kind: 'eeg',
  channels: 2,
  rateHz: 256,
  atMs: 1_700_000_000_000.25,
  data: Float32Array.from([1, 2, 3, 4, 5, 6]),
};
const picture: PictureFrame = {
  seq: 0xffff_fffe,
  atMs: 1_700_000_000_000.25,
  seed: 217,
  rung: 'evolved',
  engine: 'dream',
  cut: true,
  width: 512,
  height: 256,
  hasRelief: true,
  format: 'webp',
  bytes: Uint8Array.from([0x52, 0x49, 0x46, 0x46, 1, 2, 3]),
};
const whole = [
  frames.encodeState(stateAt(3, 1_700_000_000_000.5), SHOW),
  frames.encodeMovement(movementAt(1_700_000_000_000.5), 9),
  frames.encodeScope(scope, 1),
  frames.encodeThumb('wall', Uint8Array.from([0xff, 0xd8, 0xff]), 5),
  frames.encodePicture(picture),
];
const readAll = (bytes: Uint8Array) => [
  frames.decodeState(bytes, SHOW),
  frames.decodeMovement(bytes),
  frames.decodeScope(bytes),
  frames.decodeThumb(bytes),
  frames.decodePicture(bytes),
];

describe('frames', () => {
  it('read what was written, and only as what it is', () => {
    expect(frames.decodeState(whole[0]!, SHOW)).toEqual(stateAt(3, 1_700_000_000_000.5));
    expect(frames.decodeMovement(whole[1]!)).toEqual({
      seq: 9,
      frame: movementAt(1_700_000_000_000.5),
    });
    expect(frames.decodeScope(whole[2]!)).toEqual(scope);
    expect(frames.decodeThumb(whole[3]!)?.displayId).toBe('wall');
    expect(frames.decodePicture(whole[4]!)).toEqual(picture);
    whole.forEach((bytes, i) => {
      expect(readAll(bytes).map((read) => read !== null)).toEqual(whole.map((_, n) => n === i));
    });
  });

  it('carry what is expected of each point where anything is, and refuse a part of it', () => {
    const plain = movementAt(1_700_000_000_000.5);
    const expected = { inS: 0.5, points: [{ x: 0.25, y: 0.75, confidence: 0.5 }] };
    const bytes = frames.encodeMovement({ ...plain, expected }, 3);
    expect(frames.decodeMovement(bytes)?.frame).toEqual({ ...plain, expected });
    for (let n = 0; n < bytes.length; n++)
      expect(frames.decodeMovement(bytes.subarray(0, n))).toBeNull();
    // Of other points than those that are seen nothing can be said.
    const odd = { inS: 1, points: [] };
    expect(
      frames.decodeMovement(frames.encodeMovement({ ...plain, expected: odd }, 4))?.frame,
    ).toEqual(plain);
  });

  it('read the same from the middle of a larger buffer', () => {
    const state = whole[0]!;
    for (const offset of [1, 3, 8]) {
      const large = new Uint8Array(state.length + 16);
      large.set(state, offset);
      expect(frames.decodeState(large.subarray(offset, offset + state.length), SHOW)).toEqual(
        frames.decodeState(state, SHOW),
      );
    }
  });

  it('WIRE-27 null for another revision and for every cut-off or longer frame', () => {
    expect(frames.decodeState(whole[0]!, { ...SHOW, revision: 8 })).toBeNull();
    for (let n = 0; n < whole[0]!.length; n++) {
      expect(frames.decodeState(whole[0]!.subarray(0, n), SHOW)).toBeNull();
    }
    for (let n = 0; n < whole[1]!.length; n++) {
      expect(frames.decodeMovement(whole[1]!.subarray(0, n))).toBeNull();
    }
    expect(frames.decodeState(Uint8Array.from([...whole[0]!, 0]), SHOW)).toBeNull();
  });

  it('WIRE-41 a picture that takes the place of a cut carries it, and is copied for that', () => {
    const plain = frames.encodePicture({ ...picture, cut: false });
    const marked = frames.keepPictureCut(whole[4]!, plain);
    expect(frames.decodePicture(marked)?.cut).toBe(true);
    expect(frames.decodePicture(plain)?.cut).toBe(false);
    expect(frames.keepPictureCut(plain, plain)).toBe(plain);
  });

  it('WIRE-27 a picture without a file, a size or a known rung is none', () => {
    const fixed = whole[4]!.length - picture.bytes.length;
    for (let n = 0; n <= fixed; n++)
      expect(frames.decodePicture(whole[4]!.subarray(0, n))).toBeNull();
    for (const [at, value] of [
      [24, 9],
      [25, 9],
    ] as const) {
      const bytes = Uint8Array.from(whole[4]!);
      bytes[at] = value;
      expect(frames.decodePicture(bytes)).toBeNull();
    }
    const flat = frames.encodePicture({ ...picture, height: 0 });
    expect(frames.decodePicture(flat)).toBeNull();
  });

  it('WIRE-27 100,000 random and mutated frames are read or refused, never thrown at', () => {
    const random = fc.sample(fc.uint8Array({ maxLength: 200 }), { numRuns: 1000, seed: 1 });
    let seed = 12345;
    const next = () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return seed;
    };
    let readable = 0;
    for (let i = 0; i < 100_000; i++) {
      const from = i % 10 === 0 ? random[(i / 10) % 1000]! : whole[i % whole.length]!;
      const bytes = Uint8Array.from(from);
      for (let k = next() % 4; k >= 0; k--) {
        if (bytes.length > 0) bytes[next() % Math.min(40, bytes.length)] = next() >>> 8;
      }
      const end = next() % 3 === 0 ? next() % (bytes.length + 1) : bytes.length;
      if (readAll(bytes.subarray(0, end)).some((read) => read !== null)) readable++;
    }
    expect(readable).toBeGreaterThan(1000);
    expect(readable).toBeLessThan(99_000);
  });
});
