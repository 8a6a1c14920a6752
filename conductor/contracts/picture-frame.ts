import { frameType, HEAD, head, plain, text, viewOf } from './frame-bytes.ts';
import { PICTURE_FORMATS, type PictureFrame } from './picture.ts';
import { RUNGS } from './rung.ts';
import { FRAME } from './wire.ts';

const FIXED = HEAD + 12;
const FLAG = { cut: 1, relief: 2 } as const;
const FLAGS_AT = 26;

/** A picture's bytes on the wire; one buffer serves every display. */
export const encodePicture = (picture: PictureFrame): Uint8Array => {
  const engine = text.encode(picture.engine);
  const bytes = new Uint8Array(FIXED + engine.length + picture.bytes.length);
  const view = viewOf(bytes);
  head(view, FRAME.picture, engine.length, picture.seq, picture.atMs);
  view.setUint32(16, picture.seed >>> 0, true);
  view.setUint16(20, picture.width, true);
  view.setUint16(22, picture.height, true);
  view.setUint8(24, RUNGS.indexOf(picture.rung));
  view.setUint8(25, PICTURE_FORMATS.indexOf(picture.format));
  view.setUint8(FLAGS_AT, (picture.cut ? FLAG.cut : 0) | (picture.hasRelief ? FLAG.relief : 0));
  bytes.set(engine, FIXED);
  bytes.set(picture.bytes, FIXED + engine.length);
  return bytes;
};

/** A picture that takes the place of one nobody saw: a cut that was asked for there stays asked for. */
export const keepPictureCut = (older: Uint8Array, newer: Uint8Array): Uint8Array => {
  const flags = newer[FLAGS_AT] ?? 0;
  if (((older[FLAGS_AT] ?? 0) & FLAG.cut) === 0 || (flags & FLAG.cut) !== 0) return newer;
  const marked = Uint8Array.from(newer);
  marked[FLAGS_AT] = flags | FLAG.cut;
  return marked;
};

/** Reads a picture; null if it is none. Its file lies in the same buffer. */
export const decodePicture = (bytes: ArrayBufferView): PictureFrame | null => {
  if (frameType(bytes) !== FRAME.picture || bytes.byteLength < FIXED) return null;
  const view = viewOf(bytes);
  const engineLength = view.getUint16(2, true);
  const rung = RUNGS[view.getUint8(24)];
  const format = PICTURE_FORMATS[view.getUint8(25)];
  const width = view.getUint16(20, true);
  const height = view.getUint16(22, true);
  const fileAt = FIXED + engineLength;
  if (!rung || !format || width < 1 || height < 1 || bytes.byteLength <= fileAt) return null;
  const flags = view.getUint8(FLAGS_AT);
  const at = bytes.byteOffset;
  return {
    seq: view.getUint32(4, true),
    atMs: view.getFloat64(8, true),
    seed: view.getUint32(16, true),
    rung,
    engine: plain.decode(new Uint8Array(bytes.buffer, at + FIXED, engineLength)),
    cut: (flags & FLAG.cut) !== 0,
    hasRelief: (flags & FLAG.relief) !== 0,
    width,
    height,
    format,
    bytes: new Uint8Array(bytes.buffer, at + fileAt, bytes.byteLength - fileAt),
  };
};
