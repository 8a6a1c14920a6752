import { captureAge } from '../camera/frames.ts';
import type { Stop } from '../shared-ui/frame.ts';
import type { Glance } from './rise.ts';
import type { LatencyWord } from './words.ts';

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

/** Why no eye opens, in a word of the page. */
export class EyeTrouble extends Error {
  readonly word: LatencyWord;
  constructor(word: LatencyWord) {
    super(word);
    this.name = 'EyeTrouble';
    this.word = word;
  }
}

/** What looks: a picture stream and how to end it. */
export interface Eye {
  readonly stream: MediaStream;
  readonly close: Stop;
}

/**
 * The device's camera, the one at its back where it has two. Rejects with an EyeTrouble on a page that is
 * neither HTTPS nor localhost, and as getUserMedia does where it is not allowed or not there.
 */
export const cameraEye = async (): Promise<Eye> => {
  if (!isSecureContext) throw new EyeTrouble('insecure');
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment', frameRate: { ideal: 60 } },
    audio: false,
  });
  return { stream, close: () => stream.getTracks().forEach((track) => void track.stop()) };
};

/** Resolves when the frame shows a page; the empty one it leaves behind in between is none. */
const shown = (frame: HTMLIFrameElement): Promise<void> =>
  new Promise((done) => {
    const onLoad = (): void => {
      if (frame.contentDocument?.URL === 'about:blank') return;
      frame.removeEventListener('load', onLoad);
      done();
    };
    frame.addEventListener('load', onLoad);
  });

/**
 * Stages within this page: they measure as far as the pixels, without projector and camera. A stage that
 * was asked for before another leaves the frame to that one. Rejects with an EyeTrouble where none is shown.
 */
export const pageEyes = (frame: HTMLIFrameElement): (() => Promise<Eye>) => {
  let turn = 0;
  return async () => {
    const mine = ++turn;
    const close = (): void => {
      if (mine === turn) frame.removeAttribute('src');
    };
    const loaded = shown(frame);
    frame.src = '/stage?id=latency-eye';
    await loaded;
    const canvas = frame.contentDocument?.querySelector<HTMLCanvasElement>('canvas#stage');
    if (canvas) return { stream: canvas.captureStream(), close };
    close();
    throw new EyeTrouble('noStage');
  };
};

/**
 * Calls `see` for every picture of the eye, with the time it was taken where the browser knows it, until
 * stopped; then the eye is closed. Throws an EyeTrouble where the browser does not tell of single pictures:
 * how often the page itself is drawn says nothing of when the eye saw.
 */
export const watch = (eye: Eye, video: HTMLVideoElement, see: (glance: Glance) => void): Stop => {
  if (!('requestVideoFrameCallback' in video)) throw new EyeTrouble('noFrames');
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  let going = true;
  video.srcObject = eye.stream;
  // Rejects when another eye takes its place before the first picture: that one plays then.
  video.play().catch(() => {});
  const look: VideoFrameRequestCallback = (nowMs, meta) => {
    if (!going) return;
    video.requestVideoFrameCallback(look);
    if (!context) return;
    context.drawImage(video, 0, 0, WIDTH, HEIGHT);
    const { data } = context.getImageData(0, 0, WIDTH, HEIGHT);
    const atMs = performance.timeOrigin + nowMs - captureAge(nowMs, meta);
    see({ atMs, light: meanLight(data) });
  };
  video.requestVideoFrameCallback(look);
  return () => {
    going = false;
    video.srcObject = null;
    eye.close();
  };
};
