import type { DisplayAudio, SoundState } from '#contracts/status';
import type { StageLink } from '../net/index.ts';
import type { Still } from './still.ts';

/** One frame as it was drawn. */
export interface DrawnFrame {
  readonly nowMs: number;
  /** Pictures since the page opened. */
  readonly frames: number;
  readonly level: number;
  /** The stage's canvas, drawn in this very task; null while there is none to copy. */
  readonly canvas: HTMLCanvasElement | null;
  /** True while the local scene stands in, whatever film there is. */
  readonly standsIn: boolean;
  readonly sound: {
    readonly state: SoundState;
    readonly unplayable: string | null;
    readonly audio: DisplayAudio;
  };
}

const EVERY_MS = 500;
/** Audio devices change seldom: told with one acknowledgement in four, for a conductor that has just come. */
const AUDIO_EVERY = 4;
/** Where pictures are slow, copying one costs others: small pictures then come seldom. */
const SLOW_FPS = 45;
const THUMB_SLOW_MS = 3000;

/** Tells the conductor twice a second how the display fares, with a small picture. */
export const reporter = (link: StageLink | null, behind: Still) => {
  let sinceMs = Number.NEGATIVE_INFINITY;
  let framesThen = 0;
  let isBusy = false;
  let thumbMs = Number.NEGATIVE_INFINITY;
  let turn = 0;

  const sendThumb = (level: number): void => {
    if (isBusy || !link || link.status().state !== 'live') return;
    isBusy = true;
    behind
      .thumb(level)
      .then((jpeg) => jpeg && link.sendThumb(jpeg))
      .catch(() => {})
      .finally(() => {
        isBusy = false;
      });
  };

  return {
    frame({ nowMs, frames, level, canvas, standsIn, sound }: DrawnFrame): void {
      const passed = nowMs - sinceMs;
      if (passed < EVERY_MS) return;
      const fps = Number.isFinite(passed)
        ? Math.min(1000, ((frames - framesThen) * 1000) / passed)
        : 0;
      sinceMs = nowMs;
      framesThen = frames;
      link?.ack({
        frames,
        fps,
        rung: !canvas ? 'stills' : (!standsIn && link.pictureRung(link.nowMs())) || 'local',
        ...(canvas && { lines: canvas.height }),
        sound: sound.state,
        ...(sound.unplayable !== null && { unplayable: sound.unplayable }),
        ...(turn++ % AUDIO_EVERY === 0 && { audio: sound.audio }),
      });
      if (fps < SLOW_FPS && nowMs - thumbMs < THUMB_SLOW_MS) return;
      thumbMs = nowMs;
      if (canvas) behind.take(canvas, level, nowMs);
      sendThumb(level);
    },
  };
};
