import type { TakeVideo } from '#contracts/rehearsal';

/** Where a take is played: a second of it, at a local time. */
export interface Playhead {
  readonly atS: number;
  readonly atMs: number;
  readonly plays: boolean;
  readonly speed: number;
}

/** How fast a take may be played; browsers play a video no slower and no faster. */
export const SPEEDS: readonly number[] = [0.25, 0.5, 1, 2, 4, 8];

export const resting = (nowMs: number): Playhead => ({
  atS: 0,
  atMs: nowMs,
  plays: false,
  speed: 1,
});

const within = (s: number, seconds: number): number => Math.min(seconds, Math.max(0, s));

/** The second of the take that is played at a local time; it stays within the take. */
export const secondAt = ({ atS, atMs, plays, speed }: Playhead, nowMs: number, seconds: number) =>
  within(plays ? atS + ((nowMs - atMs) / 1000) * speed : atS, seconds);

/** From a second on, from now on. */
export const placed = (head: Playhead, s: number, nowMs: number, seconds: number): Playhead => ({
  ...head,
  atS: within(s, seconds),
  atMs: nowMs,
});

/** Plays or stands; from the beginning where it stood at the end. */
export const turned = (head: Playhead, nowMs: number, seconds: number): Playhead => {
  const s = secondAt(head, nowMs, seconds);
  const isOver = !head.plays && s >= seconds;
  return { ...placed(head, isOver ? 0 : s, nowMs, seconds), plays: !head.plays };
};

export const paced = (head: Playhead, speed: number, nowMs: number, seconds: number): Playhead => ({
  ...placed(head, secondAt(head, nowMs, seconds), nowMs, seconds),
  speed,
});

/** The video that shows a second of the take, and which second of it; null: none was running, or it is gone. */
export const videoAt = (
  videos: readonly TakeVideo[],
  s: number,
): { readonly n: number; readonly second: number } | null => {
  for (const [n, { fromS, seconds, url }] of videos.entries()) {
    const second = s - fromS;
    if (url !== null && second >= 0 && (seconds === null || second < seconds)) return { n, second };
  }
  return null;
};

/** A video as it stands. */
export interface Screen {
  readonly second: number;
  /** True: it plays, and shows what it says. */
  readonly runs: boolean;
}

/** What is to be done so that video and take are at the same second. */
export type Lock =
  /** The video leads: the take is where the picture is, also where the picture stalls. */
  | { readonly do: 'follow'; readonly s: number }
  /** The take leads: the video is brought there. */
  | { readonly do: 'seek'; readonly second: number }
  | { readonly do: 'wait' };

/** A picture further off than this is not the one that belongs to the signals. */
export const MOST_OFF_S = 0.1;

/** How video and take keep together at a second of the take. Pure. */
export const lockOf = (head: Playhead, s: number, fromS: number, screen: Screen): Lock => {
  const isThere = Math.abs(screen.second + fromS - s) <= MOST_OFF_S * Math.max(1, head.speed);
  if (!isThere) return { do: 'seek', second: s - fromS };
  return head.plays && screen.runs ? { do: 'follow', s: screen.second + fromS } : { do: 'wait' };
};

/** The sign before or after a second: -1 or 1. Null: there is none. */
export const signBeside = (
  signs: readonly { readonly s: number }[],
  s: number,
  way: -1 | 1,
): number | null => {
  const beyond = signs.map((sign) => sign.s).filter((at) => (at - s) * way > 0.05);
  if (beyond.length === 0) return null;
  return way > 0 ? Math.min(...beyond) : Math.max(...beyond);
};
