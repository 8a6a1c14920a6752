import type { PictureFrame } from '#contracts/picture';
import type { RungName } from '#contracts/status';
import { type DelayLimits, delayControl } from './delay.ts';

/** A painted picture that is decoded: `image` is `width` wide and, with its relief below, 2 `height` high. */
export interface SeenPicture extends Omit<PictureFrame, 'bytes' | 'format'> {
  /** Closed by the inbox once it is no longer in a pair: take its pixels while you hold the pair. */
  readonly image: ImageBitmap;
}

/** The film at one moment: `blend` 0 is `from`, 1 is `to`. They may be of different sizes, or the same one. */
export interface PicturePair {
  readonly from: SeenPicture;
  readonly to: SeenPicture;
  readonly blend: number;
  /** Of the one that is seen more. */
  readonly rung: RungName;
  /** How long ago, in show time, the newest of them was painted for; grows while no pictures come. */
  readonly ageMs: number;
}

export type DecodePicture = (picture: PictureFrame) => Promise<ImageBitmap>;

/**
 * Pictures come when the network likes and are decoded off the main thread; they are seen at their own time, a
 * fixed delay behind show time, so that displays stay in step. The delay grows only where pictures come later
 * than that. A film that comes back after a gap rises out of the picture that stood.
 */
export interface PictureInbox {
  /** A picture that came at show time `showMs`. False: duplicate or out of order, dropped. */
  push(picture: PictureFrame, showMs: number): boolean;
  at(showMs: number): PicturePair | null;
  /** Number of the newest picture that `at` has shown; null: none yet. */
  seen(): number | null;
  /** The next picture may be of another conductor, which counts anew. */
  restart(): void;
  close(): void;
}

export const PICTURE_DELAY: DelayLimits = { startMs: 150, lowMs: 150, highMs: 400 };
/** Pictures in the decoder at a time; of those that come meanwhile the newest waits. */
const MOST_DECODING = 2;
/** Decoded pictures that are kept: more than half a second of them is of no use. */
const MOST_KEPT = 16;
/** A picture that stood for longer than this was a gap, and the film comes back over so long. */
const GAP_MS = 300;
const BLEND_MS = 700;
/** Show time that falls back further than this has been set anew. */
const BACK_MS = 1000;

const withImage = (
  { bytes: _, format: __, ...rest }: PictureFrame,
  image: ImageBitmap,
): SeenPicture => ({
  ...rest,
  image,
});

export const pictureInbox = (decode: DecodePicture): PictureInbox => {
  const delay = delayControl(PICTURE_DELAY);
  let kept: SeenPicture[] = [];
  let waiting: PictureFrame | null = null;
  let decoding = 0;
  let heard: PictureFrame | null = null;
  let headMs = Number.NEGATIVE_INFINITY;
  /** A cut was asked for in a picture that could not be read. */
  let owesCut = false;
  /** The picture that a pair began with last. */
  let shown: SeenPicture | null = null;
  let gap: { readonly from: SeenPicture; readonly sinceMs: number } | null = null;
  let seen: number | null = null;
  let isClosed = false;

  const drop = (picture: SeenPicture | undefined): void => {
    if (picture && picture !== gap?.from) picture.image.close();
  };

  const begin = (picture: PictureFrame): void => {
    decoding++;
    decode(picture)
      .then((image) => (isClosed ? image.close() : keep(withImage(picture, image))))
      // One that cannot be read is let go: the next one comes soon.
      .catch(() => {
        owesCut ||= picture.cut;
      })
      .finally(() => {
        decoding--;
        const next = waiting;
        waiting = null;
        if (next && !isClosed) begin(next);
      });
  };

  const keep = (picture: SeenPicture): void => {
    const last = kept.at(-1);
    if (last && picture.atMs <= last.atMs) {
      picture.image.close();
      return;
    }
    kept.push(owesCut ? { ...picture, cut: true } : picture);
    owesCut = false;
    // The one that is seen now stays.
    if (kept.length > MOST_KEPT) letGo(kept.splice(1, 1)[0], 1);
    const stood = kept.length === 2 && last && headMs - last.atMs > GAP_MS;
    if (stood && !picture.cut && !gap) gap = { from: last, sinceMs: headMs };
  };

  /** Lets a picture go; a cut in one that nobody saw is still asked for, by the one that takes its place. */
  const letGo = (picture: SeenPicture | undefined, at: number): void => {
    const next = kept[at];
    if (picture?.cut && picture !== shown && next) kept[at] = { ...next, cut: true };
    drop(picture);
  };

  const advance = (): void => {
    while (kept[1] && kept[1].atMs <= headMs) letGo(kept.shift(), 0);
  };

  const endGap = (): void => {
    const from = gap?.from;
    gap = null;
    if (from && !kept.includes(from)) from.image.close();
  };

  const pairOf = (
    from: SeenPicture,
    to: SeenPicture,
    blend: number,
    showMs: number,
  ): PicturePair => {
    seen = blend > 0 ? to.seq : from.seq;
    shown = from;
    const rung = blend >= 0.5 ? to.rung : from.rung;
    return { from, to, blend, rung, ageMs: Math.max(0, showMs - to.atMs) };
  };

  return {
    push(picture, showMs) {
      const isNewer = !heard || ((picture.seq - heard.seq) | 0) > 0;
      if (!isNewer) return false;
      if (heard) delay.arrived(showMs - picture.atMs, picture.atMs - heard.atMs);
      heard = picture;
      if (decoding < MOST_DECODING) begin(picture);
      // A cut that was asked for in a picture nobody saw is still asked for.
      else waiting = waiting?.cut ? { ...picture, cut: true } : picture;
      return true;
    },
    at(showMs) {
      const playMs = showMs - delay.delayMs;
      headMs = playMs < headMs - BACK_MS ? playMs : Math.max(headMs, playMs);
      advance();
      const [a, b] = kept;
      if (!a) return null;
      const back = gap ? (headMs - gap.sinceMs) / BLEND_MS : 1;
      if (back >= 1) endGap();
      if (gap) {
        const k = Math.max(0, back);
        const to = a === gap.from ? (b ?? a) : a;
        return pairOf(gap.from, to, k * k * (3 - 2 * k), showMs);
      }
      if (!b || b.cut || headMs <= a.atMs) return pairOf(a, a, 0, showMs);
      return pairOf(a, b, (headMs - a.atMs) / (b.atMs - a.atMs), showMs);
    },
    seen: () => seen,
    restart() {
      heard = null;
    },
    close() {
      isClosed = true;
      waiting = null;
      endGap();
      for (const { image } of kept) image.close();
      kept = [];
    },
  };
};
