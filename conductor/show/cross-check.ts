import { SCENES, type SceneId, sceneInfo } from '#contracts/scenes';
import { checkActs, checkSide, checkWhen, namesOf } from './check-acts.ts';
import { bodiesOf, checkBodies, checkListening } from './check-bodies.ts';
import { checkBooth } from './check-booth.ts';
import { checkGroups } from './check-groups.ts';
import { checkMusic } from './check-music.ts';
import { checkTrajectory } from './check-trajectory.ts';
import { type Path, type Problem, pathText, shown } from './problems.ts';
import { list, own, type Raw, type Report, record } from './raw.ts';
import { meant } from './shape.ts';
import type { Located } from './yaml.ts';

/** What no schema can say. Works on plain data, so that it finds its errors beside those of the schema. */
export const crossCheck = (raw: unknown, file: string, located: Located): Problem[] => {
  const show = record(raw);
  const problems: Problem[] = [];
  const report: Report = (code, path, what, remedy, key) => {
    const place =
      key === undefined ? located.place(path) : located.keyPlace(path.slice(0, -1), key);
    problems.push({ code, file, ...place, path: pathText(path), what, remedy });
  };
  checkBodies(show, report);
  checkEntries(show, report);
  checkCues(show, report);
  checkStanding(show, report);
  checkActs(record(show.onPanic), ['onPanic'], namesOf(show), report);
  checkMusic(show, report);
  checkBooth(show, report);
  checkGroups(show, report);
  checkTrajectory(show, report);
  return problems;
};

/** The wire carries this many entries. */
const MOST_ENTRIES = 64;

const isScene = (id: unknown): id is SceneId => typeof id === 'string' && Object.hasOwn(SCENES, id);
const paramsOf = (entry: Raw): string[] | null =>
  isScene(entry.scene) ? sceneInfo(entry.scene).params.map((p) => p.name) : null;

const checkLook = (look: unknown, path: Path, params: string[] | null, report: Report): void => {
  if (!params) return;
  for (const name of Object.keys(record(look))) {
    if (!params.includes(name))
      report(
        'show/unknown-param',
        [...path, name],
        `The scene has no parameter "${name}".`,
        meant(name, params, 'It has'),
        name,
      );
  }
};

const checkRange = (range: unknown, path: Path, why: string, report: Report): void => {
  if (Array.isArray(range) && range.length === 2 && range[0] === range[1])
    report(
      'show/empty-range',
      path,
      `${shown(range)} has no width: ${why}.`,
      'Write two different numbers.',
    );
};

const checkMapping = (
  mapping: Raw,
  path: Path,
  params: string[] | null,
  bodies: string[],
  report: Report,
): void => {
  const { to } = mapping;
  if (params && typeof to === 'string' && !params.includes(to))
    report(
      'show/unknown-param',
      [...path, 'to'],
      `The scene has no parameter "${to}".`,
      meant(to, params, 'It has'),
    );
  checkListening(mapping, path, bodies, report);
  checkRange(mapping.in, [...path, 'in'], 'every input would be the same', report);
  checkRange(mapping.out, [...path, 'out'], 'the parameter would never move', report);
};

const checkEntries = (show: Raw, report: Report): void => {
  const scenes = record(show.scenes);
  const names = Object.keys(scenes);
  if (names.length > MOST_ENTRIES)
    report(
      'show/out-of-range',
      ['scenes'],
      `${names.length} scenes are too many.`,
      `Write at most ${MOST_ENTRIES}.`,
    );
  const bodies = bodiesOf(show);
  for (const name of names) {
    if (name === '__proto__')
      report(
        'show/wrong-form',
        ['scenes', name],
        'This name will not do.',
        'Take another one.',
        name,
      );
    const entry = record(own(scenes, name));
    const params = paramsOf(entry);
    checkLook(entry.look, ['scenes', name, 'look'], params, report);
    list(entry.map).forEach((m, i) => {
      checkMapping(record(m), ['scenes', name, 'map', i], params, bodies, report);
    });
  }
};

const checkScene = (scene: unknown, path: Path, scenes: Raw, report: Report): void => {
  if (typeof scene === 'string' && own(scenes, scene) === undefined)
    report(
      'show/unknown-scene',
      path,
      `"${scene}" is not an entry of \`scenes\`.`,
      meant(scene, Object.keys(scenes), 'There are'),
    );
};

/** The states of the evening are checked as cues are. */
const checkStanding = (show: Raw, report: Report): void => {
  const scenes = record(show.scenes);
  const all = namesOf(show);
  for (const [state, value] of Object.entries(record(show.standing))) {
    const path = ['standing', state];
    const look = record(value);
    checkScene(look.scene, [...path, 'scene'], scenes, report);
    checkLook(look.look, [...path, 'look'], paramsOf(record(own(scenes, look.scene))), report);
    checkActs(look, path, all, report);
    checkSide(look, path, report);
  }
};

const checkCues = (show: Raw, report: Report): void => {
  const scenes = record(show.scenes);
  const all = namesOf(show);
  const first = new Map<string, number>();
  list(show.cues).forEach((value, i) => {
    const cue = record(value);
    const { scene, number } = cue;
    const entry = own(scenes, scene);
    checkScene(scene, ['cues', i, 'scene'], scenes, report);
    checkLook(cue.look, ['cues', i, 'look'], paramsOf(record(entry)), report);
    checkActs(cue, ['cues', i], all, report);
    checkWhen(record(cue.when), ['cues', i, 'when'], all, report);
    checkSide(cue, ['cues', i], report);
    if (typeof number !== 'string') return;
    const before = first.get(number);
    if (before === undefined) first.set(number, i);
    else
      report(
        'show/duplicate-cue',
        ['cues', i, 'number'],
        `Cue "${number}" is there already (cues[${before}]).`,
        'Give every cue a number of its own.',
      );
  });
};
