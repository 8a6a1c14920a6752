import { existsSync } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { YeounError } from '#contracts/errors';
import { type Config, type Given, readConfig } from '../config.ts';
import { systemClock } from '../kernel/clock.ts';
import { silentLog } from '../kernel/log.ts';
import { scheduler } from '../kernel/scheduler.ts';
import { openMemories } from '../memory/store/open.ts';
import type { Listed, MemoryStore } from '../memory/store/types.ts';
import { openPeople } from '../state/people/index.ts';

export interface MemoriesOptions {
  readonly out?: string;
}

export interface MemoriesAsked {
  readonly action: string;
  readonly names: readonly string[];
  readonly options: MemoriesOptions;
}

interface Context {
  readonly memories: MemoryStore;
  readonly names: readonly string[];
  readonly options: MemoriesOptions;
  say(text: string): void;
}

const ID = /^p-[a-z2-7]{16}$/;
const MOST_DAYS = 3_650;

const wrong = (what: string): YeounError =>
  new YeounError('config/value', 'memories', what, '"yeoun memories --help" shows how.');

const unknown = (): YeounError =>
  // What was typed may be a code: it is not said again.
  new YeounError(
    'memories/unknown',
    'memories',
    'nothing is kept under this code or id.',
    '"yeoun memories" lists what is kept.',
  );

const idOf = async ({ memories, names }: Context): Promise<string> => {
  const which = names[0];
  if (which === undefined || which === '') throw wrong('a code or an id is missing.');
  const id = ID.test(which) ? which : await memories.find(which);
  if (id === null || !(await memories.list()).some(({ memory }) => memory === id)) throw unknown();
  return id;
};

const minute = (ms: number | null): string =>
  ms === null ? 'until withdrawn' : `until ${new Date(ms).toISOString().slice(0, 16)}Z`;
const size = (bytes: number): string =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

const lineOf = ({ memory, locked, view }: Listed): string => {
  if (locked || !view) return `${memory}  (sealed, key not given)\n`;
  const film = view.making ? '; its film is still being made' : '';
  const kinds = view.kinds.map(
    ({ kind, untilMs, who, bytes }) =>
      `  ${kind}: ${minute(untilMs)}, ${size(bytes)}; may be seen by: ${who}\n`,
  );
  return `${memory}  ${view.day}  ${view.title.en}${film}\n${kinds.join('')}`;
};

const written = async (file: FileHandle, pieces: AsyncIterable<Uint8Array>): Promise<number> => {
  let bytes = 0;
  for await (const piece of pieces) {
    await file.appendFile(piece);
    bytes += piece.length;
  }
  return bytes;
};

const ACTIONS: Readonly<Record<string, (context: Context) => Promise<void>>> = {
  async list({ memories, say }) {
    const all = await memories.list();
    if (all.length === 0) say('Nothing is kept of visitors.\n');
    for (const one of all) say(lineOf(one));
  },
  async export(context) {
    const { memories, options, say } = context;
    const id = await idOf(context);
    if (!options.out) throw wrong('--out <file.zip> is missing.');
    const out = resolve(options.out);
    if (existsSync(out)) throw wrong(`${out} is there already; nothing is overwritten.`);
    const pieces = await memories.exported(id);
    if (!pieces) throw unknown();
    const file = await open(out, 'wx', 0o600);
    try {
      say(
        `${out} holds everything that is kept, ${size(await written(file, pieces))}, in plain.\n`,
      );
    } catch (error) {
      await rm(out, { force: true });
      throw error;
    } finally {
      await file.close();
    }
  },
  async forget(context) {
    const id = await idOf(context);
    if (!(await context.memories.forget(id))) throw unknown();
    context.say(
      'Forgotten: rows, film, sheet on the wall. A conductor that runs notices within seconds.\n',
    );
  },
  async days(context) {
    const id = await idOf(context);
    const days = Number(context.names[1]);
    if (!(days > 0 && days <= MOST_DAYS))
      throw wrong('how many days is missing: "days <which> 7".');
    await context.memories.shorten(id, days);
    context.say(
      `Nothing of it is kept for more than ${days} days from now. It is never lengthened: for that the visitor has to agree again.\n`,
    );
  },
  async hold(context) {
    const id = await idOf(context);
    await context.memories.drop(id, 'wall');
    context.say('Its sheet is off the wall and deleted; everything else stays.\n');
  },
};

const withStore = async ({ action, names, options }: MemoriesAsked, config: Config) => {
  const act = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  if (!act) throw wrong(`there is no "${action}".`);
  const timing = scheduler(systemClock(), () => {});
  const told = (text: string): void => void process.stderr.write(`${text}\n`);
  const people = await openPeople({
    folder: config.state,
    keyFile: config.keyFile,
    timing,
    log: silentLog,
    onLamp: (lamp) => lamp && told(lamp.text.en),
    strict: true,
  });
  const memories = await openMemories({
    people,
    folder: config.state,
    timing,
    log: silentLog,
    onLamp: (lamp) => lamp && told(lamp.text.en),
  });
  try {
    await act({ memories, names, options, say: (text) => void process.stdout.write(text) });
  } finally {
    await memories.close();
    await people.close();
  }
};

/** Lists what visitors left, exports, deletes. Rejects with YeounErrors. */
export const memories = async (
  asked: MemoriesAsked,
  given: Given,
  root: string,
): Promise<number> => {
  await withStore(asked, readConfig(given, process.env, root, process.cwd()));
  return 0;
};
