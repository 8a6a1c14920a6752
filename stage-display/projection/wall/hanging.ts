import type { WallSheet } from '#contracts/wall';

/** A sheet as it hangs: how far it has come, or gone. */
export interface Hanging {
  readonly sheet: WallSheet;
  /** How much of its light is there, 0..1. */
  readonly lit: number;
  /** How much of a sheet is there at all, lit or dark, 0..1. */
  readonly there: number;
  /** Seconds of its own course of feeling. */
  readonly atS: number;
}

const COMES_S = 7;
const DIMS_S = 9;
/** A place from which a sheet was taken stays dark so long, and then is a place like others. */
export const DARK_S = 45;
const LEAVES_S = 12;
/** One way through the feeling of a memory. */
export const COURSE_S = 74;
/** A sheet that hung before this display looked does not come as if it were new. */
const NEW_MS = 20_000;

const towards = (from: number, to: number, step: number): number =>
  from < to ? Math.min(to, from + step) : Math.max(to, from - step);

/** Takes what hangs now: what is new comes, what is no longer told of goes at once to its end. */
export const hung = (
  before: readonly Hanging[],
  sheets: readonly WallSheet[],
  showMs: number,
): readonly Hanging[] => {
  const known = new Map(before.map((one) => [one.sheet.id, one]));
  const now = sheets.map((sheet): Hanging => {
    const old = known.get(sheet.id);
    if (old) return { ...old, sheet };
    const isOld = showMs - sheet.sinceMs > NEW_MS && sheet.goneMs === null;
    const atS = (sheet.seed % 997) * 0.61;
    return { sheet, lit: isOld ? 1 : 0, there: isOld ? 1 : 0, atS };
  });
  const told = new Set(sheets.map(({ id }) => id));
  const goneMs = (sheet: WallSheet) => sheet.goneMs ?? showMs;
  const going = before
    .filter(({ sheet, there }) => !told.has(sheet.id) && there > 0)
    .map((one) => ({ ...one, sheet: { ...one.sheet, goneMs: goneMs(one.sheet) } }));
  return [...now, ...going];
};

/** Goes on by `dt` seconds: light comes and dims; a place that was left stays dark, then empties. */
export const stepHanging = (
  all: readonly Hanging[],
  dt: number,
  showMs: number,
): readonly Hanging[] =>
  all
    .map((one): Hanging => {
      const { goneMs } = one.sheet;
      const isLeft = goneMs !== null && showMs - goneMs > DARK_S * 1000;
      return {
        ...one,
        lit: towards(one.lit, goneMs === null ? 1 : 0, dt / (goneMs === null ? COMES_S : DIMS_S)),
        there: towards(one.there, isLeft ? 0 : 1, dt / (isLeft ? LEAVES_S : COMES_S / 2)),
        atS: one.atS + dt,
      };
    })
    .filter(({ there, sheet }) => there > 0 || sheet.goneMs === null);

/** The feeling a sheet is at in its course: positive, negative, arousal; at rest where nothing is known. */
export const feltAt = ({ sheet: { felt }, atS }: Hanging): readonly [number, number, number] => {
  const [first] = felt;
  if (!first) return [0.4, 0.3, 0.3];
  // There and back again, so that it has no seam.
  const turn = (atS / COURSE_S) % 2;
  const at = (turn < 1 ? turn : 2 - turn) * (felt.length - 1);
  const a = felt[Math.floor(at)] ?? first;
  const b = felt[Math.ceil(at)] ?? a;
  const k = at - Math.floor(at);
  const mix = (i: 0 | 1 | 2) => a[i] + (b[i] - a[i]) * k * k * (3 - 2 * k);
  return [mix(0), mix(1), mix(2)];
};
