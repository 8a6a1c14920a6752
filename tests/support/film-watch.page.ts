import { type FilmReport, filmMeter } from './film-meter.ts';

// Runs in a stage page that was opened with `?probe=1&plain=1`: every picture it draws goes through the meter.

/** What a page has seen of its own film. */
export interface WatchedFilm extends FilmReport {
  /** Pictures that were drawn and not read. */
  readonly missed: number;
  /** The longest time without another picture on the canvas, seconds; the time since the last one counts. */
  readonly longestS: number;
  /** Times that for over a second no other picture came. */
  readonly halts: number;
  /** When the worst pictures were shown, seconds since it was begun: what they were counted for. */
  readonly when: readonly { readonly atS: number; readonly what: string }[];
}

interface Watch {
  /** The pictures drawn so far, as the meter judges them. */
  readonly report: () => WatchedFilm;
  /** Takes the picture that is on the canvas now; pages that are stepped by hand. */
  readonly see: (atS: number) => void;
  /** A body moves; it counts for a tenth of a second. */
  readonly moved: (energy: number, atS: number) => void;
}

declare global {
  interface Window {
    __watch?: Watch;
  }
}

const MOST_NAMED = 50;
const HEARD_S = 0.1;
const STILL_S = 1;

const begin = (floor: number, isStepped: boolean): void => {
  const stage = window.__stage;
  if (!stage) throw new Error('no stage');
  const { width, height } = stage.size;
  const meter = filmMeter({ width, height, channels: 4, floor });
  const when: { atS: number; what: string }[] = [];
  const beganMs = performance.now();
  let frames = stage.frames;
  let missed = 0;
  let heard = { energy: 0, atS: Number.NEGATIVE_INFINITY };
  let lastS = 0;
  let longestS = 0;
  let halts = 0;

  const see = (atS: number): void => {
    const before = meter.report;
    meter.see(stage.readPixels(), atS, { moved: atS - heard.atS < HEARD_S ? heard.energy : 0 });
    const now = meter.report;
    for (const what of ['jumps', 'blacks', 'stills'] as const)
      if (now[what] > before[what] && when.length < MOST_NAMED) when.push({ atS, what });
    longestS = Math.max(longestS, atS - lastS);
    if (atS - lastS > STILL_S) halts++;
    lastS = atS;
  };
  const look = (): void => {
    requestAnimationFrame(look);
    const drawn = stage.frames - frames;
    if (drawn === 0 || stage.isLost) return;
    frames = stage.frames;
    missed += drawn - 1;
    see((performance.now() - beganMs) / 1000);
  };
  const moved = (energy: number, atS: number): void => {
    heard = { energy, atS };
  };
  const report = (): WatchedFilm => {
    const sinceS = isStepped ? 0 : (performance.now() - beganMs) / 1000 - lastS;
    return {
      ...meter.report,
      missed,
      longestS: Math.max(longestS, sinceS),
      halts: halts + (sinceS > STILL_S ? 1 : 0),
      when,
    };
  };
  window.__watch = { see, moved, report };
  if (!isStepped) requestAnimationFrame(look);
};

(window as unknown as { __watchFilm: typeof begin }).__watchFilm = begin;
