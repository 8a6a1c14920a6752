/** What all binary frames of the wire share (WIRE.md): a head of 16 bytes, little-endian. */
export const HEAD = 16;
export const text = new TextEncoder();
export const plain = new TextDecoder();

export const head = (
  view: DataView,
  type: number,
  word: number,
  seq: number,
  atMs: number,
): void => {
  view.setUint8(0, type);
  view.setUint8(1, 0);
  view.setUint16(2, word, true);
  view.setUint32(4, seq >>> 0, true);
  view.setFloat64(8, atMs, true);
};

/** Type of a frame, or 0 where there is none. */
export const frameType = (bytes: ArrayBufferView): number =>
  bytes.byteLength >= HEAD ? (new Uint8Array(bytes.buffer, bytes.byteOffset, 1)[0] ?? 0) : 0;

export const viewOf = (bytes: ArrayBufferView): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Writes a number; gives the place after it. */
export const putFloat = (view: DataView, at: number, value: number): number => {
  view.setFloat32(at, value, true);
  return at + 4;
};

export const putFloats = (view: DataView, at: number, values: readonly number[]): void => {
  for (const [i, value] of values.entries()) putFloat(view, at + 4 * i, value);
};
