/**
 * How fast and how large one display takes pictures, pure: it follows what the display acknowledges to have on its
 * canvas. Lag is how long the oldest picture has been out that it has not acknowledged; a healthy one lags by its
 * playout and the time between two acknowledgements, well under half a second.
 */
export interface PicturePace {
  readonly rateHz: number;
  /** Lines of its canvas, as it says; null: it has not said. */
  readonly canvas: number | null;
  /** Pictures it was sent and has not acknowledged, oldest first. */
  readonly out: readonly { readonly seq: number; readonly sentMs: number }[];
  readonly dueMs: number;
  /** Since when it keeps up; null: it does not. */
  readonly goodSinceMs: number | null;
  readonly changedMs: number;
}

export const PICTURE_RATE = { most: 30, least: 8 } as const;
/** Above this lag a display gets fewer and smaller pictures, and above the second one a second. */
const LAG_MS = 1000;
const STUCK_MS = 3000;
const STUCK_HZ = 1;
/** A display that lags less than this keeps up. */
const GOOD_MS = 600;
const STEP_MS = 500;
/** A beat that is due within half a tick is due. */
const HALF_TICK_MS = 8;
const UP_HZ = 4;
/** Large pictures go to canvases of more lines than this, when they have kept up for so long at the full rate. */
const LARGE_LINES = 700;
const LARGE_AFTER_MS = 4000;
/** More pictures than this are never out: what the machine's own buffers hold of a display that reads nothing. */
const MOST_OUT = 90;
export const PICTURE_LINES = { small: 256, large: 512 } as const;

export const freshPace = (nowMs: number): PicturePace => ({
  rateHz: PICTURE_RATE.most,
  canvas: null,
  out: [],
  dueMs: Number.NEGATIVE_INFINITY,
  goodSinceMs: null,
  changedMs: nowMs,
});

const lagOf = ({ out }: PicturePace, nowMs: number): number =>
  out[0] ? Math.max(0, nowMs - out[0].sentMs) : 0;

const isStuck = (pace: PicturePace, nowMs: number): boolean =>
  lagOf(pace, nowMs) > STUCK_MS || pace.out.length >= MOST_OUT;

/** Its rate now: one a second where nothing is acknowledged any more, to see whether it is back. */
const rateNow = (pace: PicturePace, nowMs: number): number =>
  isStuck(pace, nowMs) ? STUCK_HZ : pace.rateHz;

/** Whether the picture that is there now goes to this display: at the full rate every one does. */
export const takesPicture = (pace: PicturePace, nowMs: number): boolean =>
  rateNow(pace, nowMs) >= PICTURE_RATE.most || nowMs >= pace.dueMs - HALF_TICK_MS;

export const pictureSent = (pace: PicturePace, seq: number, nowMs: number): PicturePace => {
  const periodMs = 1000 / rateNow(pace, nowMs);
  const grid = nowMs - pace.dueMs < periodMs ? pace.dueMs : nowMs;
  const out = [...pace.out, { seq, sentMs: nowMs }].slice(-MOST_OUT);
  return stepped({ ...pace, out, dueMs: Math.min(grid, nowMs) + periodMs }, nowMs);
};

/** Acknowledged: `picture` is the newest on its canvas (absent: none yet), `lines` those of its canvas. */
export const pictureAcked = (
  pace: PicturePace,
  ack: { readonly picture?: number | undefined; readonly lines?: number | undefined },
  nowMs: number,
): PicturePace => {
  const { picture } = ack;
  const canvas = ack.lines ?? pace.canvas;
  if (picture === undefined) return stepped({ ...pace, canvas }, nowMs);
  // Numbers are 32 bits wide: a step of less than half the circle is forward.
  const out = pace.out.filter(({ seq }) => ((seq - picture) | 0) > 0);
  const isNews = out.length < pace.out.length;
  const back = isNews && isStuck(pace, nowMs) ? { dueMs: nowMs } : {};
  return stepped({ ...pace, canvas, out, ...back }, nowMs);
};

/** Rate down at once and up slowly, a step each half second. */
const stepped = (pace: PicturePace, nowMs: number): PicturePace => {
  const lag = lagOf(pace, nowMs);
  const goodSinceMs = lag < GOOD_MS ? (pace.goodSinceMs ?? nowMs) : null;
  const next = { ...pace, goodSinceMs };
  if (nowMs - pace.changedMs < STEP_MS) return next;
  if (lag > LAG_MS && pace.rateHz > PICTURE_RATE.least)
    return { ...next, rateHz: Math.max(PICTURE_RATE.least, pace.rateHz / 2), changedMs: nowMs };
  if (goodSinceMs !== null && pace.rateHz < PICTURE_RATE.most)
    return { ...next, rateHz: Math.min(PICTURE_RATE.most, pace.rateHz + UP_HZ), changedMs: nowMs };
  return next;
};

/** True where large pictures help it and it keeps up. */
export const takesLarge = (pace: PicturePace, nowMs: number): boolean =>
  (pace.canvas ?? 0) > LARGE_LINES &&
  pace.rateHz >= PICTURE_RATE.most &&
  pace.goodSinceMs !== null &&
  nowMs - pace.goodSinceMs >= LARGE_AFTER_MS;
