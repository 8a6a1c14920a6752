import { YeounError } from '#contracts/errors';

/** What was learned of one sensor of one body. */
export interface Section {
  /** Kind and place of the sensor: `pose/camera-1`, `inertial/phone-1`. */
  readonly key: string;
  /** The model it was learned by. */
  readonly signature: string;
  readonly numbers: Float32Array;
}

/** The version of the format; the layout is in {@link encodeProfile}. */
export const PROFILE_FORMAT = 1;
const MAGIC = 0x594e5850;
const CHECK = 4;
const HEAD = 6;
const MOST_BYTES = 16 * 1024 * 1024;
/** Sensors that are kept of one body. */
export const MOST_SECTIONS = 8;

/**
 * A profile as bytes, big-endian: `YNXP`, format (u8), number of sections (u8), body id; for each section
 * key, signature, count (u32) and that many float32; at the end FNV-1a (32 bit) of everything before.
 * A text is its length in bytes (u16) and UTF-8.
 */
export const encodeProfile = (bodyId: string, sections: readonly Section[]): Uint8Array => {
  const kept = sections.slice(0, MOST_SECTIONS);
  const texts = [bodyId, ...kept.flatMap((s) => [s.key, s.signature])].map(utf8);
  const size =
    HEAD +
    texts.reduce((n, t) => n + 2 + t.length, 0) +
    kept.reduce((n, s) => n + 4 + 4 * s.numbers.length, 0) +
    CHECK;
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC);
  view.setUint8(4, PROFILE_FORMAT);
  view.setUint8(5, kept.length);
  let at = HEAD;
  const text = (t: Uint8Array): void => {
    view.setUint16(at, t.length);
    bytes.set(t, at + 2);
    at += 2 + t.length;
  };
  text(texts[0] as Uint8Array);
  for (const [i, { numbers }] of kept.entries()) {
    text(texts[2 * i + 1] as Uint8Array);
    text(texts[2 * i + 2] as Uint8Array);
    view.setUint32(at, numbers.length);
    at += 4;
    for (const x of numbers) {
      view.setFloat32(at, x);
      at += 4;
    }
  }
  view.setUint32(at, hash(bytes.subarray(0, at)));
  return bytes;
};

/**
 * Reads a profile of `bodyId`. Throws a YeounError: `expectation/damaged-profile`, or
 * `expectation/foreign-profile` where it is another format's or another body's.
 */
export const parseProfile = (bodyId: string, bytes: Uint8Array): Section[] => {
  const where = `profile of ${bodyId}`;
  const fail = (code: 'damaged' | 'foreign', what: string): YeounError =>
    new YeounError(`expectation/${code}-profile`, where, what, 'Learning begins anew.');
  if (bytes.length < HEAD + CHECK || bytes.length > MOST_BYTES)
    throw fail('damaged', `it has ${bytes.length} bytes.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== MAGIC) throw fail('foreign', 'it is not a profile.');
  if (view.getUint8(4) !== PROFILE_FORMAT)
    throw fail('foreign', `it has format ${view.getUint8(4)}, not ${PROFILE_FORMAT}.`);
  const end = bytes.length - CHECK;
  if (view.getUint32(end) !== hash(bytes.subarray(0, end)))
    throw fail('damaged', 'its checksum is wrong.');
  let at = HEAD;
  const need = (n: number): number => {
    const from = at;
    at += n;
    if (at > end) throw fail('damaged', 'it ends too early.');
    return from;
  };
  const text = (): string => {
    const length = view.getUint16(need(2));
    const from = need(length);
    return new TextDecoder().decode(bytes.subarray(from, from + length));
  };
  const owner = text();
  if (owner !== bodyId) throw fail('foreign', `it is of ${owner}.`);
  const section = (): Section => {
    const [key, signature] = [text(), text()];
    const count = view.getUint32(need(4));
    const from = need(4 * count);
    const numbers = new Float32Array(count);
    for (let i = 0; i < count; i++) numbers[i] = view.getFloat32(from + 4 * i);
    return { key, signature, numbers };
  };
  return Array.from({ length: Math.min(MOST_SECTIONS, view.getUint8(5)) }, section);
};

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text).subarray(0, 0xffff);

/** FNV-1a (Fowler, Noll, Vo), 32 bit. */
const hash = (bytes: Uint8Array): number => {
  let h = 0x811c9dc5;
  for (const b of bytes) h = Math.imul(h ^ b, 0x01000193);
  return h >>> 0;
};
