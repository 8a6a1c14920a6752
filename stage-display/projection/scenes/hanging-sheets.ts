import { Color, LinearMipmapLinearFilter, type Texture, Vector3 } from 'three';
import { linearOf } from '../colour.ts';
import { halfFloatTarget } from '../targets.ts';
import type { Hanging } from '../wall/hanging.ts';
import { closeTo, type Place, placesOf } from '../wall/places.ts';
import { type PlacedSheet, sheetsMesh } from '../wall/sheets-mesh.ts';
import type { SceneMatter } from './shader-scene.ts';

/** Share of the picture's lines: paper in haze has no finer edge. */
const SCALE = 0.66;
const MOST_LINES = 720;
/** How bright the one place of an empty wall is, and how slowly it comes. */
const FAINT = 0.85;
const EMPTY_S = 8;
/** One steps back from a wall that fills, and closer to one that empties, this slowly. */
const STEP_S = 14;

const emptyPlace = (seed: number, share: number, atS: number): PlacedSheet => ({
  sheet: {
    id: 'empty',
    place: 0,
    seed,
    sinceMs: 0,
    goneMs: null,
    felt: [[0.42, 0.12, 0.1]],
    lines: [],
    picture: null,
  },
  lit: FAINT * share,
  there: share,
  atS,
  place: { x: 0.16, y: 0.06, halfWidth: 0.108, halfHeight: 0.175, depth: 0.12, turn: 0.14 },
});

/** About a point a little below the middle, where one looks. */
const nearer = (place: Place, k: number): Place => ({
  ...place,
  x: place.x * k,
  y: (place.y - 0.05) * k + 0.05 - 0.02 * (k - 1),
  halfWidth: place.halfWidth * k,
  halfHeight: place.halfHeight * k,
});

/** The sheets of the wall as a picture of their own, with the light that haze takes from them in its mipmaps. */
export const hangingSheets = (seed: number, hanji: Texture): SceneMatter => {
  const target = halfFloatTarget(1, 1);
  target.texture.generateMipmaps = true;
  target.texture.minFilter = LinearMipmapLinearFilter;
  const inks = {
    uShade: { value: new Vector3() },
    uPaper: { value: new Vector3() },
    uLight: { value: new Vector3() },
    uAccent: { value: new Vector3() },
  };
  const own = {
    uAspect: { value: 16 / 9 },
    uDrift: { value: (seed % 59) * 5 },
    uApart: { value: 0 },
    uBreath: { value: 0.5 },
    uHaze: { value: 0 },
    uHanji: { value: hanji },
    uLines: { value: null as Texture | null },
    uPictures: { value: null as Texture | null },
  };
  const mesh = sheetsMesh({ ...inks, ...own });
  const before = new Color();
  let places: readonly Place[] = placesOf(seed, 16 / 9);
  let hanging: readonly Hanging[] = [];
  let empty = 1;
  let close: number | null = null;

  const placed = (): PlacedSheet[] => [
    ...hanging.flatMap((one) => {
      const place = places[one.sheet.place];
      return place ? [{ ...one, place: nearer(place, close ?? 1) }] : [];
    }),
    ...(empty > 0 ? [emptyPlace(seed, empty * empty * (3 - 2 * empty), own.uDrift.value)] : []),
  ];

  return {
    uniforms: { uWall: { value: target.texture } },
    update({ look, palette, pulse, dt, wall }) {
      hanging = wall.hanging;
      const isEmpty = !hanging.some(({ sheet }) => sheet.goneMs === null);
      empty = Math.min(1, Math.max(0, empty + ((isEmpty ? 1 : -1) * dt) / EMPTY_S));
      const asked = closeTo(hanging.reduce((sum, { there }) => sum + there, 0));
      close = close === null ? asked : close + (asked - close) * (1 - Math.exp(-dt / STEP_S));
      own.uLines.value = wall.lines;
      own.uPictures.value = wall.pictures;
      own.uDrift.value += dt * (0.6 + (look.pace ?? 0.3));
      own.uBreath.value = 0.5 + (pulse.breath - 0.5) * (look.swell ?? 0.5) * 1.6;
      own.uApart.value = 0.035 * (pulse.breath - 0.5) * (look.swell ?? 0.5);
      own.uHaze.value = (1 - (look.focus ?? 0.6)) ** 2;
      inks.uShade.value.set(...linearOf(palette.shade));
      inks.uPaper.value.set(...linearOf(palette.paper));
      inks.uLight.value.set(...linearOf(palette.light));
      inks.uAccent.value.set(...linearOf(palette.accent));
    },
    step(renderer) {
      renderer.setRenderTarget(target);
      renderer.getClearColor(before);
      const alpha = renderer.getClearAlpha();
      renderer.setClearColor(0x000000, 0);
      renderer.clear(true, false, false);
      renderer.setClearColor(before, alpha);
      mesh.draw(renderer, placed());
    },
    resize(width, height) {
      const k = Math.min(SCALE, MOST_LINES / Math.max(1, height));
      target.setSize(Math.max(1, Math.round(width * k)), Math.max(1, Math.round(height * k)));
      own.uAspect.value = width / Math.max(1, height);
      places = placesOf(seed, own.uAspect.value);
    },
    restart() {},
    dispose() {
      target.dispose();
      mesh.dispose();
    },
  };
};
