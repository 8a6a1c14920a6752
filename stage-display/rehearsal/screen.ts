import type { RehearsalTake } from '#contracts/rehearsal';
import { setAttr } from '../shared-ui/dom.ts';
import { lockOf, type Playhead, placed, videoAt } from './playhead.ts';

/** The video of a take, kept at the second at which the take is played. */
export interface VideoScreen {
  /** Brings the video along, or the take to where the video is. */
  keep(head: Playhead, s: number, nowMs: number): Playhead;
  /** none: no video shows this moment. */
  readonly state: 'none' | 'shown' | 'failed';
  /** The video that is meant now. */
  readonly file: string | null;
}

/** Enough of the video is there to go on. */
const HAVE_FUTURE = 3;

export const videoScreen = (video: HTMLVideoElement, take: RehearsalTake): VideoScreen => {
  let n: number | null = null;
  let state: VideoScreen['state'] = 'none';
  const bad = new Set<number>();
  video.onerror = () => {
    if (n !== null) bad.add(n);
  };

  const choose = (next: number | null): void => {
    if (next === n) return;
    n = next;
    const url = next === null ? null : (take.videos[next]?.url ?? null);
    setAttr(video, 'src', url);
    if (url === null) video.load();
  };

  const drive = (plays: boolean, speed: number): void => {
    if (video.playbackRate !== speed) video.playbackRate = speed;
    if (plays && video.paused) video.play().catch(() => {});
    if (!plays && !video.paused) video.pause();
  };

  return {
    keep(head, s, nowMs) {
      const seen = videoAt(take.videos, s);
      choose(seen?.n ?? null);
      state = seen === null ? 'none' : bad.has(seen.n) ? 'failed' : 'shown';
      const from = seen === null ? undefined : take.videos[seen.n]?.fromS;
      // A file that ends before it says so: the signals go on alone.
      if (state === 'shown' && seen && seen.second >= (video.duration || seen.second + 1))
        state = 'none';
      if (state !== 'shown' || from === undefined) {
        drive(false, head.speed);
        return head;
      }
      drive(head.plays, head.speed);
      if (video.readyState === 0 || video.seeking) return placed(head, s, nowMs, take.seconds);
      const runs = !video.paused && video.readyState >= HAVE_FUTURE;
      const lock = lockOf(head, s, from, { second: video.currentTime, runs });
      if (lock.do === 'seek') video.currentTime = lock.second;
      if (lock.do === 'follow') return placed(head, lock.s, nowMs, take.seconds);
      // Where the picture waits for its file, the signals wait with it.
      return head.plays ? placed(head, s, nowMs, take.seconds) : head;
    },
    get state() {
      return state;
    },
    get file() {
      return n === null ? null : (take.videos[n]?.file ?? null);
    },
  };
};
