import { decodeThumb } from '#contracts/frames';
import { ClientMessage, MAX_FRAME_BYTES } from '#contracts/wire';

/** A client's text message, or null if it is none. Never throws. */
export const parseClient = (text: string): ClientMessage | null => {
  try {
    return ClientMessage.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};

/** True for a thumbnail frame of that display which holds a JPEG (start-of-image and the next marker). */
export const isThumbOf = (bytes: Uint8Array, displayId: string): boolean => {
  if (bytes.byteLength > MAX_FRAME_BYTES) return false;
  const thumb = decodeThumb(bytes);
  if (!thumb || thumb.displayId !== displayId || !(thumb.atMs >= 0)) return false;
  const [a, b, c] = thumb.jpeg;
  return a === 0xff && b === 0xd8 && c === 0xff;
};
