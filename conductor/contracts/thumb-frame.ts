import { frameType, HEAD, head, plain, text, viewOf } from './frame-bytes.ts';
import { FRAME } from './wire.ts';

/** Wraps a display's JPEG thumbnail; the display's id rides with it towards the consoles. */
export const encodeThumb = (displayId: string, jpeg: Uint8Array, atMs: number): Uint8Array => {
  const id = text.encode(displayId);
  const bytes = new Uint8Array(HEAD + id.length + jpeg.length);
  head(viewOf(bytes), FRAME.thumb, id.length, 0, atMs);
  bytes.set(id, HEAD);
  bytes.set(jpeg, HEAD + id.length);
  return bytes;
};

/** Reads a thumbnail. */
export const decodeThumb = (
  bytes: ArrayBufferView,
): { displayId: string; jpeg: Uint8Array; atMs: number } | null => {
  if (frameType(bytes) !== FRAME.thumb) return null;
  const view = viewOf(bytes);
  const idLength = view.getUint16(2, true);
  if (bytes.byteLength < HEAD + idLength) return null;
  const at = bytes.byteOffset + HEAD;
  return {
    displayId: plain.decode(new Uint8Array(bytes.buffer, at, idLength)),
    jpeg: new Uint8Array(bytes.buffer, at + idLength, bytes.byteLength - HEAD - idLength),
    atMs: view.getFloat64(8, true),
  };
};
