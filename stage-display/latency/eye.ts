import type { Stop } from '../shared-ui/frame.ts';
import type { Glance } from './rise.ts';

/** Small: only the mean is wanted, and reading pixels back must not disturb what is measured. */
const WIDTH = 48;
const HEIGHT = 27;

/** Mean luminance (Rec. 709 weights on encoded values) of RGBA pixels, 0..1. */
export const meanLight = (rgba: Uint8ClampedArray): number => {
  let sum = 0;
  for (let i = 0; i < rgba.length; i += 4)
    sum += 0.2126 * (rgba[i] ?? 0) + 0.7152 * (rgba[i + 1] ?? 0) + 0.0722 * (rgba[i + 2] ?? 0);
  return sum / (rgba.length / 4) / 255;
};

/** What looks: a picture stream and how to end it. */
export interface Eye {
  readonly stream: MediaStream;
  readonly close: Stop;
}

/** The device's camera, the one at its back where it has two. Rejects where it is not allowed or not there. */
export const cameraEye = async (): Promise<Eye> => {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment', frameRate: { ideal: 60 } },
    audio: false,
  });
  return { stream, close: () => stream.getTracks().forEach((track) => void track.stop()) };
};

/** A stage within this page: measures as far as the pixels, without projector and camera. */
export const pageEye = async (frame: HTMLIFrameElement): Promise<Eye> => {
  const loaded = new Promise((done) => frame.addEventListener('load', done, { once: true }));
  frame.src = '/stage?id=latency-eye';
  await loaded;
  const canvas = frame.contentDocument?.querySelector<HTMLCanvasElement>('#stage');
  if (!canvas) throw new Error('The stage page has no canvas.');
  const stream = canvas.captureStream();
  return { stream, close: () => frame.removeAttribute('src') };
};

/** Calls `see` for every picture of the eye, with the time it was taken where the browser knows it. */
export const watch = (eye: Eye, video: HTMLVideoElement, see: (glance: Glance) => void): Stop => {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  let going = true;
  video.srcObject = eye.stream;
  void video.play();
  const look: VideoFrameRequestCallback = (nowMs, meta) => {
    if (!going) return;
    video.requestVideoFrameCallback(look);
    if (!context) return;
    context.drawImage(video, 0, 0, WIDTH, HEIGHT);
    const { data } = context.getImageData(0, 0, WIDTH, HEIGHT);
    see({ atMs: performance.timeOrigin + (meta.captureTime ?? nowMs), light: meanLight(data) });
  };
  video.requestVideoFrameCallback(look);
  return () => {
    going = false;
    video.srcObject = null;
    eye.close();
  };
};
