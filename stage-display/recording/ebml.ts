/** Writes EBML (RFC 8794), as far as a WebM file needs it. Sizes are whole bytes. */

const text = new TextEncoder();

export const joined = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/** An element's id, which carries its own length. */
const idBytes = (id: number): Uint8Array => {
  const bytes: number[] = [];
  for (let rest = id; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Uint8Array.from(bytes);
};

/** A size in 8 bytes, so that it can be written anew in its place. */
export const sizeBytes = (size: number): Uint8Array => {
  const out = new Uint8Array(8);
  const view = new DataView(out.buffer);
  view.setBigUint64(0, BigInt(size));
  out[0] = 0x01;
  return out;
};

/** A size that is not known yet. */
export const UNKNOWN_SIZE = Uint8Array.of(0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);

/** An element with its payload. */
export const element = (id: number, ...payload: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const body = joined(payload);
  return joined([idBytes(id), sizeBytes(body.length), body]);
};

/** The beginning of an element whose end is not known yet. */
export const opening = (id: number): Uint8Array => joined([idBytes(id), UNKNOWN_SIZE]);

/** A whole number in 8 bytes, 0..2^53. */
export const whole = (id: number, value: number): Uint8Array => {
  const out = new Uint8Array(8);
  new DataView(out.buffer).setBigUint64(0, BigInt(Math.round(value)));
  return element(id, out);
};

export const float = (id: number, value: number): Uint8Array => {
  const out = new Uint8Array(8);
  new DataView(out.buffer).setFloat64(0, value);
  return element(id, out);
};

export const words = (id: number, value: string): Uint8Array => element(id, text.encode(value));

/** An element of nothing that fills exactly `size` bytes (at least 9). */
export const filler = (size: number): Uint8Array => element(0xec, new Uint8Array(size - 9));
