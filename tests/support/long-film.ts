import type { Palette } from '#contracts/look';
import type { SceneId } from '#contracts/scenes';
import type { StageState } from '#contracts/stage';
import type { Shot } from '../browser/film.ts';
import { layer, limb, stateOf } from '../stage-display/projection/support.ts';
import { HOSTILE_REELS } from './hostile-reel.ts';

/**
 * Ten minutes of a bad evening: forty times everything that a memory or a prompt decides changes at once and
 * without a cue, six times the source of the picture fails in its own way, twice the conductor goes and comes
 * back with another state.
 */
export const FILM = {
  seconds: Number(process.env.YEOUN_FILM_S ?? 600),
  changes: 40,
  failures: 6,
  reconnects: 2,
} as const;

const SCENES: readonly SceneId[] = ['tide', 'paper', 'relief', 'paper', 'tide', 'relief', 'paper'];
const FAIL_S = 6;
const SILENT_S = 5;
/** How a source of pictures fails: each begins with the film of its name. */
const FAILURES = [
  'a picture of no numbers',
  'black for ever',
  'strobe at 5 Hz',
  'a frozen source',
  'a picture of half no numbers',
  'white noise',
] as const;

const share = (n: number, of: number): number => ((n * of) % 97) / 97;

const paletteOf = (base: Palette, n: number): Palette =>
  Object.fromEntries(
    Object.entries(base).map(([ink, [r, g, b]], i) => {
      const k = 0.7 + 0.6 * share(n + i, 31);
      return [ink, [Math.min(1, r * k), Math.min(1, g * (1.3 - 0.4 * k)), Math.min(1, b * k)]];
    }),
  ) as unknown as Palette;

/** The state after the n-th change: another scene, look and palette, all at once. */
export const stateAfter = (n: number): StageState => {
  const scene = SCENES[n % SCENES.length] ?? 'tide';
  const state = stateOf([
    layer(scene, 1, {
      light: 0.35 + 0.6 * share(n, 37),
      horizon: share(n, 53),
      weight: share(n, 29),
      warmth: share(n, 41),
      focus: share(n, 61),
      density: share(n, 17),
      contrast: share(n, 71),
    }),
  ]);
  return { ...state, palette: paletteOf(state.palette, n) };
};

const spans = (count: number, lengthS: number, offset: number) =>
  Array.from({ length: count }, (_, i) => {
    const fromS = ((i + offset) * FILM.seconds) / count;
    return { fromS, toS: fromS + lengthS };
  });
const FAILING = spans(FILM.failures, FAIL_S, 0.37);
const SILENT = spans(FILM.reconnects, SILENT_S, 0.61);
const at = (list: readonly { fromS: number; toS: number }[], s: number): number =>
  list.findIndex(({ fromS, toS }) => s >= fromS && s < toS);

/** All shots of the film at a rate; `hz` pictures a second. */
export const longFilm = (hz: number): Shot[] =>
  Array.from({ length: FILM.seconds * hz }, (_, i) => {
    const s = i / hz;
    const failing = at(FAILING, s);
    const reel = HOSTILE_REELS.find((one) => one.name === FAILURES[failing]);
    // A reel begins with what was well, for a second; here it begins with what failed.
    const sinceS = 1 + s - (FAILING[failing]?.fromS ?? s);
    const isMoving = Math.floor(s / 20) % 3 === 1;
    return {
      dtMs: 1000 / hz,
      state: at(SILENT, s) >= 0 ? null : stateAfter(Math.floor((s * FILM.changes) / FILM.seconds)),
      feed: reel ? reel.paint(sinceS, i) : null,
      ...(isMoving && {
        movement: limb(0.5 + 0.3 * Math.sin(s), 0.5, 0.9 * Math.cos(s), 0.4, 1000 * s),
      }),
    };
  });
