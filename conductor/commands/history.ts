import { userInfo } from 'node:os';
import { ShowEdit } from '#contracts/edit';
import { YeounError } from '#contracts/errors';
import { type Given, readConfig } from '../config.ts';
import { systemClock } from '../kernel/clock.ts';
import { leadsOut } from '../show/edit/names.ts';
import { openShowStore, type ShowStore } from '../show/edit/store.ts';
import { loadShow } from '../show/load.ts';
import { keepsLocked } from '../state/locked-show.ts';

const stateOf = (given: Given, root: string): string =>
  readConfig(given, process.env, root, process.cwd()).state;

const storeOf = (folder: string, given: Given, root: string): Promise<ShowStore> =>
  openShowStore({
    folder,
    state: stateOf(given, root),
    nowMs: systemClock().nowMs,
    tell: ({ en, ko }) => process.stderr.write(`${en}\n${ko}\n`),
  });

/** A saved file is one thing, the show that runs another: says when the one does not reach the other yet. */
const sayIfLocked = async (folder: string, given: Given, root: string): Promise<void> => {
  const { show } = await loadShow(folder, { sounds: false });
  if (!(await keepsLocked(stateOf(given, root), show.id))) return;
  say('The show that runs is locked: it takes this over at the next safe moment after unlocking.');
  say('지금 진행 중인 공연이 잠겨 있습니다. 잠금을 풀면 전환이 끝나는 대로 반영합니다.');
};

const me = (): string => {
  try {
    return userInfo().username;
  } catch {
    return 'command line';
  }
};

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Lists the versions that are kept of a show, the newest first. */
export const history = async (folder: string, given: Given, root: string): Promise<number> => {
  const store = await storeOf(folder, given, root);
  await store.note(me());
  const { versions, line, at } = await store.history();
  if (versions.length === 0) say('Nothing is kept of this show yet.');
  for (const { n, atMs, by, what } of [...versions].reverse()) {
    const place = line.indexOf(n);
    const mark = place === at ? '>' : place < 0 ? '-' : ' ';
    say(
      `${mark} ${String(n).padStart(4)}  ${new Date(atMs).toISOString().slice(0, 19)}Z  ${by}: ${what}`,
    );
  }
  if (versions.length > 0)
    say('> stands in the file, - is met by neither undo nor redo (`--to <n>` brings it back)');
  return 0;
};

const numberOf = (to: string): number => {
  const n = Number(to);
  if (Number.isInteger(n) && n > 0) return n;
  throw new YeounError('config/value', '--to', `"${to}" is no version.`, 'See `yeoun history`.');
};

/** One version back, or any kept version with `to`. */
export const undo = async (
  folder: string,
  options: { to?: string },
  given: Given,
  root: string,
): Promise<number> => {
  const store = await storeOf(folder, given, root);
  const saved =
    options.to === undefined
      ? await store.undo(me())
      : await store.restore(numberOf(options.to), me());
  say(`Version ${saved.kept.n} stands in the file (${saved.kept.by}: ${saved.kept.what}).`);
  await sayIfLocked(folder, given, root);
  return 0;
};

/** One version forward again. */
export const redo = async (folder: string, given: Given, root: string): Promise<number> => {
  const saved = await (await storeOf(folder, given, root)).redo(me());
  say(`Version ${saved.kept.n} stands in the file (${saved.kept.by}: ${saved.kept.what}).`);
  await sayIfLocked(folder, given, root);
  return 0;
};

export interface EditOptions {
  readonly cue?: string;
  readonly set?: readonly string[];
  readonly insertAfter?: string;
  readonly moveAfter?: string;
  readonly delete?: boolean;
  readonly duplicate?: boolean;
  /** The number the cue gets. */
  readonly renumber?: string;
}

const USE = new YeounError(
  'config/value',
  'edit',
  'what is to be changed is not said.',
  'Use --cue 2 --set fade.seconds=6, --insert-after 1 --set scene=water, --cue 2 --move-after 3, --cue 2 --renumber 2.5, --cue 2 --duplicate, or --cue 2 --delete.',
);

/** `fade.seconds=6`: the path, and a value that is read as JSON where it is JSON; nothing after `=` takes it out. */
const assignment = (text: string): { path: (string | number)[]; value: unknown } => {
  const at = text.indexOf('=');
  if (at < 1) throw USE;
  const path = text
    .slice(0, at)
    .split('.')
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  const written = text.slice(at + 1);
  if (written === '') return { path, value: null };
  try {
    return { path, value: JSON.parse(written) as unknown };
  } catch {
    return { path, value: written };
  }
};

const nestedIn = (
  target: Record<string, unknown>,
  path: (string | number)[],
  value: unknown,
): void => {
  if (leadsOut(path)) throw USE;
  const [first = '', ...rest] = path;
  if (rest.length === 0) target[first] = value;
  else {
    const inner = target[first];
    const holder = typeof inner === 'object' && inner !== null ? inner : {};
    target[first] = holder;
    nestedIn(holder as Record<string, unknown>, rest, value);
  }
};

const editsOf = (o: EditOptions): unknown[] => {
  const sets = (o.set ?? []).map(assignment);
  const after = (number: string): string | null => (number === '' ? null : number);
  if (o.insertAfter !== undefined) {
    const cue: Record<string, unknown> = {};
    for (const { path, value } of sets) nestedIn(cue, path, value);
    return [{ do: 'insert', after: after(o.insertAfter), cue }];
  }
  if (o.cue === undefined) return sets.map((set) => ({ do: 'set-show', ...set }));
  const number = o.cue;
  if (o.delete) return [{ do: 'delete', number }];
  if (o.duplicate) return [{ do: 'duplicate', number }];
  const moved =
    o.moveAfter === undefined ? [] : [{ do: 'move', number, after: after(o.moveAfter) }];
  const renamed = o.renumber === undefined ? [] : [{ do: 'renumber', number, to: o.renumber }];
  return [...sets.map((set) => ({ do: 'set', number, ...set })), ...moved, ...renamed];
};

/** Edits a show from the command line: comments and layout stay, every version is kept. */
export const edit = async (
  folder: string,
  options: EditOptions,
  given: Given,
  root: string,
): Promise<number> => {
  const edits = editsOf(options).map((one) => {
    const parsed = ShowEdit.safeParse(one);
    if (!parsed.success) throw USE;
    return parsed.data;
  });
  if (edits.length === 0) throw USE;
  const store = await storeOf(folder, given, root);
  const { version } = await store.read();
  const saved = await store.edit(edits, version, me());
  say(`Saved as version ${saved.kept.n}: ${saved.kept.what}.`);
  await sayIfLocked(folder, given, root);
  return 0;
};
