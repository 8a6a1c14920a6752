import type { CameraPatch } from '#contracts/patch';
import { AS_IT_IS, eased, type Infrared, type Stretch, stretchFor } from './contrast.ts';
import { overlap, type Region, regionOfBox, wholeRegion } from './crop.ts';
import { type Box, boxOf, type Figure, feetOf, type Size, scoreOf } from './figure.ts';
import { ADMIT, admit, follow } from './follow.ts';
import { type Ground, groundUnder } from './ground.ts';
import { figureFrom, peopleFrom } from './keypoints.ts';
import { poseOf } from './mapping.ts';
import { masked, standsMasked } from './masks.ts';
import { type Estimator, FINDER_SIDE } from './model.ts';
import type { PictureCutter } from './picture.ts';
import { emptyPlaces, type Place, type Places, resized } from './places.ts';
import { planFor, type Search } from './plan.ts';

export interface LookoutParts {
  readonly estimator: Estimator;
  readonly cutter: PictureCutter;
  camera(): CameraPatch;
  infrared(): Infrared;
  nowMs(): number;
  /** One dancer in one picture; `data` is null where the floor marks say that she is not on the stage. */
  dancer(slot: number, data: Float32Array | null, atMs: number): void;
  /** A picture was looked at, whoever is in it. */
  looked(places: Places): void;
  /** The network could not run; nothing is looked at any more. */
  failed(error: unknown): void;
}

export interface LookoutNumbers {
  /** Pictures looked at in a second, over the last ones. */
  readonly fps: number;
  /** Milliseconds of the pose network for one dancer. */
  readonly inferenceMs: number;
  /** Pictures left out because the one before was still being looked at. */
  readonly dropped: number;
}

/** Looks at pictures, one at a time; those that come meanwhile are left out, the newest is looked at next. */
export interface Lookout {
  picture(atMs: number): void;
  expect(dancers: number): void;
  places(): Places;
  stretch(): Stretch;
  numbers(): LookoutNumbers;
  stop(): void;
}

/** The camera's light is measured this often. */
const LIGHT_MS = 300;
/** Least confidence of CenterNet's people; its own answers rarely pass 0.75. */
const FOUND = 0.3;
/** People whose boxes share this much are one. */
const ONE = 0.6;
const EASE = 0.15;

export const startLookout = (parts: LookoutParts, dancers: number): Lookout => {
  const { cutter, estimator } = parts;
  const grounds = new Map<number, Ground>();
  let places = emptyPlaces(dancers);
  let search: Search = { atMs: parts.nowMs(), costMs: 0 };
  let stretch = AS_IT_IS;
  let litMs = Number.NEGATIVE_INFINITY;
  let busy = false;
  let stopped = false;
  let [everyMs, inferenceMs, dropped, lastMs] = [0, 0, 0, 0];

  const ease = (from: number, to: number): number => (from === 0 ? to : from + (to - from) * EASE);

  const light = (): void => {
    const now = parts.nowMs();
    if (now - litMs < LIGHT_MS) return;
    litMs = now;
    const seen = parts.infrared() === 'off' ? null : cutter.light();
    stretch = seen ? eased(stretch, stretchFor(seen, parts.infrared())) : AS_IT_IS;
  };

  const pose = async (region: Region, size: Size): Promise<Figure> => {
    const begunMs = parts.nowMs();
    const answer = await estimator.pose(cutter.dancer(region), stretch);
    inferenceMs = ease(inferenceMs, parts.nowMs() - begunMs);
    return figureFrom(answer, region, size);
  };

  const allowed = (figure: Figure, aspect: number): boolean => {
    const feet = feetOf(figure, parts.camera().believed, aspect);
    return !feet || !masked(parts.camera().masks, feet);
  };

  const tell = ({ slot, seen }: Place, aspect: number): void => {
    if (!seen) return;
    const camera = parts.camera();
    const before = grounds.get(slot) ?? null;
    const ground = groundUnder(before, seen.figure, seen.atMs, camera.believed, aspect);
    if (ground) grounds.set(slot, ground);
    const mapped = poseOf(seen.figure, ground?.point ?? null, camera, aspect);
    parts.dancer(slot, mapped.ok ? mapped.data : null, seen.atMs);
  };

  const newcomers = async (find: 'whole' | 'people', size: Size): Promise<readonly Figure[]> => {
    if (find === 'whole') return [await pose(wholeRegion(size), size)];
    const begunMs = parts.nowMs();
    const answer = await estimator.people(cutter.whole(), stretch);
    search = { atMs: parts.nowMs(), costMs: parts.nowMs() - begunMs };
    const same = (a: Box, b: Box): boolean => overlap(a, b) > ONE;
    const known = places.flatMap(({ state, seen }) => {
      const box = state === 'live' && seen ? boxOf(seen.figure) : null;
      return box ? [box] : [];
    });
    const boxes = peopleFrom(answer, FINDER_SIDE, size, FOUND, same)
      .filter((box) => !standsMasked(parts.camera().masks, box))
      .filter((box) => !known.some((other) => same(other, box)))
      .slice(0, places.length - known.length);
    return await Promise.all(boxes.map((box) => pose(regionOfBox(box, size), size)));
  };

  const look = async (atMs: number): Promise<void> => {
    const size = cutter.size();
    if (!(size.width > 0 && size.height > 0)) return;
    const aspect = size.width / size.height;
    light();
    const plan = planFor(places, search, atMs, size);
    const looked = await Promise.all(
      plan.crops.map(async ({ slot, region }) => ({ slot, figure: await pose(region, size) })),
    );
    if (stopped) return;
    const sightings = looked.filter(({ figure }) => allowed(figure, aspect));
    places = follow(places, sightings, atMs, aspect);
    for (const place of places)
      if (place.state === 'live' && place.seen?.atMs === atMs) tell(place, aspect);
      else if (place.state === 'free') grounds.delete(place.slot);
    if (plan.find !== 'none') await invite(plan.find, size, aspect);
    if (stopped) return;
    if (lastMs > 0 && atMs > lastMs) everyMs = ease(everyMs, atMs - lastMs);
    lastMs = atMs;
    parts.looked(places);
  };

  const invite = async (find: 'whole' | 'people', size: Size, aspect: number): Promise<void> => {
    const found = await newcomers(find, size);
    const sure = found.filter((f) => scoreOf(f) >= ADMIT && allowed(f, aspect));
    if (!stopped) places = admit(places, sure, parts.nowMs(), aspect);
  };

  return {
    picture(atMs) {
      if (stopped) return;
      if (busy) {
        dropped += 1;
        return;
      }
      busy = true;
      look(atMs)
        .catch((error: unknown) => {
          if (stopped) return;
          stopped = true;
          parts.failed(error);
        })
        .finally(() => {
          busy = false;
        });
    },
    expect(count) {
      places = resized(places, count);
    },
    places: () => places,
    stretch: () => stretch,
    numbers: () => ({ fps: everyMs > 0 ? 1000 / everyMs : 0, inferenceMs, dropped }),
    stop() {
      stopped = true;
    },
  };
};
