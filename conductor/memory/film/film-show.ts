import { type SceneId, sceneInfo } from '#contracts/scenes';
import { Cue, Mapping, type SceneEntry, type Show } from '#contracts/show';

/** The one body of a film: who remembered. */
export const FILM_BODY = 'visitor';
/**
 * What moves what in a film, wider than live: everything happens within a minute or three, and a film knows what comes,
 * so that it need not wait for it. By the art direction: arousal is pace, density, contrast; positive lifts and warms;
 * negative is weight; confidence is focus.
 */
const FOLLOWS: readonly Mapping[] = [
  { from: 'positive', to: 'warmth', out: [0.05, 1] },
  { from: 'positive', to: 'horizon', out: [0.38, 0.68] },
  { from: 'negative', to: 'weight', out: [0.1, 0.9] },
  { from: 'arousal', to: 'pace', out: [0.02, 1] },
  { from: 'arousal', to: 'density', out: [0.1, 0.9] },
  { from: 'arousal', to: 'contrast', out: [0.12, 0.95] },
  { from: 'arousal', to: 'swell', out: [0.02, 1] },
  { from: 'confidence', to: 'focus', out: [0.3, 1] },
].map((m) => Mapping.parse({ ...m, attackS: 1.2, releaseS: 1.2 }));

/** Slower than this a film of a minute could not follow. */
const SLOWEST_S = 3;

const quickened = (m: Mapping): Mapping => ({
  ...m,
  attackS: Math.min(SLOWEST_S, m.attackS),
  releaseS: Math.min(SLOWEST_S, m.releaseS),
});

const knows = (scene: SceneId, name: string): boolean =>
  sceneInfo(scene).params.some((p) => p.name === name);

/** What the show itself says of other parameters stays; other bodies are not in a film. */
const mapOf = (entry: SceneEntry): Mapping[] => {
  const follows = FOLLOWS.filter(({ to }) => knows(entry.scene, to));
  const taken = new Set(follows.map(({ to }) => to));
  const own = entry.map.filter(({ to }) => !taken.has(to));
  return [...follows, ...own.map(({ body: _, with: __, ...m }) => quickened(m))];
};

interface Shown {
  readonly entry: SceneEntry;
  readonly cue: Show['cues'][number] | null;
}

const PREFERRED = ['recall', 'opening'];
const TIDE: SceneEntry = { scene: 'tide', look: { light: 0.42 }, map: [], listen: true };

/** The entry of the show that shows a film, and the cue that says how. */
const shownIn = (show: Show): Shown => {
  const number = show.booth?.film.cue ?? show.booth?.cues.recall;
  const cue = show.cues.find((c) => c.number === number) ?? null;
  const named = show.scenes[cue?.scene ?? ''];
  if (cue && named && sceneInfo(named.scene).pictures) return { entry: named, cue };
  const entries = Object.values(show.scenes);
  for (const scene of PREFERRED) {
    const entry = entries.find((e) => e.scene === scene);
    if (entry) return { entry, cue: null };
  }
  return { entry: { scene: 'opening', look: {}, map: [], listen: true }, cue: null };
};

/** Looks that only a scene which knows them is given. */
const known = (scene: SceneId, look: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(look).filter(([name]) => knows(scene, name)));

/** A place is wide open in a film. */
const OPEN = { open: 0.92, empty: 0 };
/** Emptied to its waterline, with nothing left of the place's colours. */
const EMPTIED = { open: 0.92, empty: 1, hue: 0, touch: 0 };

/** Where a film comes from and goes to: the show's own shore, or Tide; null: the place itself can be emptied. */
const waterlineOf = (show: Show, film: SceneEntry): SceneEntry | null => {
  if (knows(film.scene, 'empty')) return null;
  const found = Object.values(show.scenes).find((e) => e.scene === 'shore' || e.scene === 'tide');
  const { moved: _, ...entry } = found ?? TIDE;
  return entry;
};

export interface FilmTimes {
  /** How long the place takes to come out of the waterline, and to go back into it. */
  readonly comesS: number;
  readonly goesS: number;
}

/**
 * The show that a film is: one place, which comes out of the waterline and goes back into it; palette, look and label
 * are those of the show it belongs to.
 */
export const filmShow = (show: Show, seed: number, times: FilmTimes): Show => {
  const { entry, cue } = shownIn(show);
  const waterline = waterlineOf(show, entry);
  const calm = waterline ? 'waterline' : 'film';
  const open = { ...known(entry.scene, OPEN), ...cue?.look };
  const emptied = waterline ? {} : { ...open, ...known(entry.scene, EMPTIED) };
  const cueOf = (number: string, scene: string, seconds: number, look: Cue['look']): Cue =>
    Cue.parse({
      number,
      title: show.title,
      scene,
      fade: { seconds, curve: 'smooth' },
      look,
      palette: cue?.palette ?? {},
    });
  const { heart: _h, breath: _b, trajectory: _t, music: _m, booth: _o, ...kept } = show;
  const { moved: _w, ...alone } = entry;
  return {
    ...kept,
    seed,
    start: 'auto',
    loop: false,
    bodies: [FILM_BODY],
    understudy: false,
    scenes: {
      film: { ...alone, listen: true, map: mapOf(entry) },
      ...(waterline && { waterline: { ...waterline, map: mapOf(waterline) } }),
    },
    memories: {},
    devices: {},
    sounds: {},
    groups: {},
    standing: {},
    onPanic: { osc: [], midi: [] },
    cues: [
      cueOf('waterline', calm, 0, emptied),
      cueOf('recall', 'film', times.comesS, open),
      cueOf('ebb', calm, times.goesS, emptied),
    ],
  };
};
