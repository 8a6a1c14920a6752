import type { Stop } from '../net/index.ts';
import { everyFrame } from '../shared-ui/frame.ts';

/** Older than this a capture time is a mistake of the driver. */
const OLDEST_MS = 500;

interface FrameFacts {
  readonly captureTime?: number;
}

/** How long ago a picture was taken, in milliseconds; 0 where the browser does not say. */
export const captureAge = (nowMs: number, { captureTime }: FrameFacts): number => {
  const age = captureTime === undefined ? 0 : nowMs - captureTime;
  return age >= 0 && age <= OLDEST_MS ? age : 0;
};

/**
 * Calls `fn` with the age of every new picture of a video, where the browser tells of them
 * (requestVideoFrameCallback), else whenever the video has gone on.
 */
export const eachPicture = (video: HTMLVideoElement, fn: (ageMs: number) => void): Stop => {
  if (!('requestVideoFrameCallback' in video)) return eachStep(video, fn);
  let handle = 0;
  const step = (nowMs: number, facts: FrameFacts): void => {
    handle = video.requestVideoFrameCallback(step);
    fn(captureAge(nowMs, facts));
  };
  handle = video.requestVideoFrameCallback(step);
  return () => video.cancelVideoFrameCallback(handle);
};

const eachStep = (video: HTMLVideoElement, fn: (ageMs: number) => void): Stop => {
  let lastS = -1;
  return everyFrame(() => {
    if (video.currentTime === lastS) return;
    lastS = video.currentTime;
    fn(0);
  });
};
