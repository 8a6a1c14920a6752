import type { DecodePicture } from './pictures.ts';
import type { OpenSocket, Stop, Timing, WireSocket } from './types.ts';

/** Above this the browser is not getting rid of what we send: newest wins, this one is dropped. */
const FULL_BYTES = 128 * 1024;

/** The page's time and timers; the one place in `net` that reads them. */
export const browserTiming = (): Timing => ({
  nowMs: () => performance.timeOrigin + performance.now(),
  at(atMs, fn): Stop {
    const left = Math.max(0, atMs - (performance.timeOrigin + performance.now()));
    const timer = setTimeout(fn, left);
    return () => clearTimeout(timer);
  },
});

/** Opens the browser's WebSocket (or Node's, in tests) and passes on what it hears. */
export const browserSocket: OpenSocket = (url, events): WireSocket => {
  const ws = new WebSocket(url);
  ws.binaryType = 'arraybuffer';
  ws.onopen = () => events.opened();
  ws.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string') events.text(data);
    else if (data instanceof ArrayBuffer) events.binary(new Uint8Array(data));
  };
  ws.onclose = ({ code }) => events.closed(code);
  return {
    send(data) {
      if (ws.readyState !== WebSocket.OPEN || ws.bufferedAmount > FULL_BYTES) return false;
      // Copying pins the bytes to a plain ArrayBuffer, which is what the socket takes.
      ws.send(typeof data === 'string' ? data : Uint8Array.from(data));
      return true;
    },
    close: () => ws.close(1000),
  };
};

/** Reads a picture's file off the main thread, as it is: no colour management, no premultiplying. */
export const decodeInBrowser: DecodePicture = ({ bytes, format }) =>
  createImageBitmap(new Blob([Uint8Array.from(bytes)], { type: `image/${format}` }), {
    premultiplyAlpha: 'none',
    colorSpaceConversion: 'none',
  });

/** Where the wire of this page's own conductor is. */
export const wireUrl = (page: { readonly protocol: string; readonly host: string }): string =>
  `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}/ws`;
