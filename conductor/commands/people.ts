import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { YeounError } from '#contracts/errors';
import { MEMORY_KINDS } from '#contracts/visit';
import { type Config, type Given, readConfig } from '../config.ts';
import { systemClock } from '../kernel/clock.ts';
import { silentLog } from '../kernel/log.ts';
import { scheduler } from '../kernel/scheduler.ts';
import { realFilmDisk } from '../memory/store/film-disk.ts';
import { filmFiles } from '../memory/store/film-files.ts';
import { sweepFilms } from '../memory/store/sweep.ts';
import { isLocked } from '../state/lock.ts';
import { type Erased, openPeople, type People } from '../state/people/index.ts';
import { asideIn } from '../state/people/look.ts';
import { makeMasterKey } from '../state/people/master-key.ts';
import { rekeyPeople } from '../state/people/rekey.ts';
import { IN_PLAIN } from '../state/people/texts.ts';
import { VIEWERS } from '../state/people/types.ts';
import { listTakes } from '../state/takes.ts';
import { unpacked } from './people-export.ts';
import { personText } from './people-list.ts';
import { forgetMovement, hasMovement } from './profiles.ts';

export interface PeopleOptions {
  /** Days, or forever. */
  readonly for?: string;
  readonly who?: string;
  readonly by?: string;
  readonly out?: string;
  readonly movement?: boolean;
}

export interface PeopleAsked {
  readonly action: string;
  readonly names: readonly string[];
  readonly options: PeopleOptions;
}

/** What an action works with. */
interface Context {
  readonly people: People;
  readonly config: Config;
  readonly nowMs: number;
  readonly names: readonly string[];
  readonly options: PeopleOptions;
  say(text: string): void;
}

const DAY_MS = 86_400_000;
const MOST_DAYS = 36_500;

const GONE = `What that means: a disk, above all a solid-state one, may keep copies of deleted blocks until it uses them again. Of
somebody sealed the key is destroyed: without it the rest is noise, also in copies made elsewhere, as long as nobody
kept an older copy of people.db together with the master key.
`;

const wrong = (what: string): YeounError =>
  new YeounError('config/value', 'people', what, '"yeoun people --help" shows how.');

const argument = (names: readonly string[], i: number, what: string): string => {
  const found = names[i];
  if (found !== undefined && found !== '') return found;
  throw wrong(`${what} is missing.`);
};

const idOf = async ({ people, names }: Context, i = 0): Promise<string> => {
  const who = argument(names, i, 'who');
  const id = await people.find(who);
  if (id !== null) return id;
  throw new YeounError(
    'people/unknown',
    who,
    'there is nobody of this id or name.',
    '"yeoun people" lists who is kept.',
  );
};

const untilOf = (text: string, nowMs: number): number | null => {
  if (text === 'forever') return null;
  const days = Number(text);
  if (days > 0 && days <= MOST_DAYS) return nowMs + days * DAY_MS;
  throw wrong(`--for is a number of days or "forever", not "${text}".`);
};

const erasedText = ({ entries, whole, tombstone }: Erased): string => {
  const count = `${entries} ${entries === 1 ? 'entry' : 'entries'} deleted.`;
  const left = whole
    ? ''
    : ' Another program reads people.db: old pages lie in its write-ahead log until that ends.';
  return `${count}${left}${tombstone ? ` The ledger keeps ${tombstone}, and nothing else.` : ''}\n`;
};

const list = async ({ people, nowMs, say, config }: Context): Promise<void> => {
  const all = await people.list();
  if (all.length === 0) say('Nobody is kept.\n');
  for (const person of all) say(personText(person, nowMs));
  const plain = all.filter((person) => !person.sealed).length;
  if (plain > 0) say(`\n${IN_PLAIN(plain).en}\n`);
  await sayAside(config.state, say);
};

const sayAside = async (state: string, say: (text: string) => void): Promise<void> => {
  const aside = await asideIn(state);
  if (aside.length > 0)
    say(
      `\nSet aside as damaged, and not reached by forgetting: ${aside.join(', ')}. Restore or delete.\n`,
    );
};

/** What was learned of the movement of the bodies that somebody is, in another store. */
const movementOf = async (state: string, bodies: readonly string[]): Promise<string[]> => {
  const found: string[] = [];
  for (const body of bodies) if (await hasMovement(state, body)) found.push(body);
  return found;
};

/** Takes are of a show, not of a person: their consent is withdrawn take by take. */
const sayTakes = async (state: string, say: (text: string) => void): Promise<void> => {
  const { length } = await listTakes(state);
  if (length > 0)
    say(
      `Takes are not reached by this: ${length} ${length === 1 ? 'lies' : 'lie'} in the state folder. Where they are in one: yeoun takes consent <id> withdrawn\n`,
    );
};

const forget = async (context: Context): Promise<void> => {
  const { people, config, options, say } = context;
  const id = await idOf(context);
  const bodies = (await people.list()).find((person) => person.id === id)?.bodies ?? [];
  const moved = await movementOf(config.state, bodies);
  if (options.movement && moved.length > 0 && isLocked(config.state))
    throw new YeounError(
      'people/running',
      moved.join(', '),
      'a show is running and goes on learning their movement.',
      'End it first, or forget without --movement now.',
    );
  say(`${id} is forgotten: ${erasedText(await people.delete(id))}`);
  for (const body of moved) {
    if (options.movement) await forgetMovement(config.state, body);
    say(
      options.movement
        ? `What was learned of the movement of ${body} is deleted.\n`
        : `What was learned of the movement of ${body} stays. Delete it with: yeoun profiles forget ${body}\n`,
    );
  }
  await sayTakes(config.state, say);
  say(GONE);
  await sayAside(config.state, say);
};

const exported = async (context: Context): Promise<void> => {
  const { people, options, say } = context;
  const id = await idOf(context);
  if (!options.out) throw wrong('--out <folder> is missing.');
  const out = resolve(options.out);
  if ((await readdir(out).catch(() => [])).length > 0)
    throw wrong(`${out} is not empty; nothing is overwritten.`);
  const { entries, ...person } = await people.export(id);
  await mkdir(out, { recursive: true, mode: 0o700 });
  const files = entries.map((entry, i) => ({ entry, unpacked: unpacked(entry, i + 1) }));
  for (const { name, bytes } of files.flatMap((one) => one.unpacked)) {
    await mkdir(dirname(join(out, name)), { recursive: true, mode: 0o700 });
    await writeFile(join(out, name), bytes, { mode: 0o600, flag: 'wx' });
  }
  const kept = files.map(({ entry: { kind, name, bytes, changedMs }, unpacked: all }) => ({
    files: all.map((one) => one.name),
    kind,
    name,
    bytes: bytes.length,
    changedMs,
  }));
  const text = `${JSON.stringify({ ...person, entries: kept }, null, 2)}\n`;
  await writeFile(join(out, 'person.json'), text, { mode: 0o600, flag: 'wx' });
  say(`${entries.length} entries and person.json are in ${out}. They lie there in plain.\n`);
  if ((await people.shelf.files()).some(({ person: of }) => of === id))
    say(`A film of theirs lies in a file: yeoun memories export ${id} --out <file.zip>\n`);
};

/** What yeoun keeps of people; other kinds are allowed, and a slip of the pen looks like one. */
const KINDS: readonly string[] = ['profile', 'calibration', 'memory', ...MEMORY_KINDS];
const sayKind = (what: string, say: (text: string) => void): void => {
  if (!KINDS.includes(what))
    say(`Mind that "${what}" is none of ${KINDS.join(', ')}: yeoun itself keeps nothing of it.\n`);
};

const ACTIONS: Readonly<Record<string, (context: Context) => Promise<void>>> = {
  list,
  forget,
  export: exported,
  async add({ people, names, say }) {
    const id = await people.add(argument(names, 0, 'a name'));
    say(`${id}\nNothing is kept of them before they agree: yeoun people consent ${id} <what>\n`);
    const { length } = (await people.list()).filter(({ sealed }) => !sealed);
    if (length > 0) say(`${IN_PLAIN(length).en}\n`);
  },
  async name(context) {
    const id = await idOf(context);
    await context.people.rename(id, context.names[1] ?? null);
    context.say(`${id} is called ${context.names[1] ?? 'by no name'} now.\n`);
  },
  async consent(context) {
    const { people, names, nowMs, options, say } = context;
    const person = await idOf(context);
    const what = argument(names, 1, 'what they agree to');
    const who = VIEWERS.find((viewer) => viewer === (options.who ?? 'machine'));
    if (!who) throw wrong(`--who is one of ${VIEWERS.join(', ')}, not "${options.who}".`);
    const untilMs = untilOf(options.for ?? '30', nowMs);
    const by = options.by ?? 'operator';
    await people.consent.grant({ person, what, who, untilMs, by, atMs: nowMs });
    const until = untilMs === null ? 'until withdrawn' : `until ${new Date(untilMs).toISOString()}`;
    say(`Noted: ${person} agrees to "${what}" ${until}, to be seen by: ${who}.\n`);
    sayKind(what, say);
  },
  async withdraw(context) {
    const person = await idOf(context);
    const what = argument(context.names, 1, 'what they withdraw');
    const erased = await context.people.consent.withdraw(person, what);
    context.say(`${person} no longer agrees to "${what}": ${erasedText(erased)}`);
    sayKind(what, context.say);
  },
  async assign(context) {
    const body = argument(context.names, 0, 'a body');
    const person = context.names[1] === undefined ? null : await idOf(context, 1);
    await context.people.assign(body, person);
    context.say(`${body} is ${person ?? 'nobody known'} now.\n`);
  },
};

/** Works without the store. */
const key = async (asked: PeopleAsked, config: Config): Promise<void> => {
  const file = resolve(argument(asked.names, 0, 'a file'));
  await makeMasterKey(file, config.state);
  process.stdout.write(
    `${file} holds a new master key. Set YEOUN_KEY_FILE to it, and keep a copy in a safe place: without it nobody reads what it seals.\n`,
  );
};

const rekey = async ({ names }: PeopleAsked, { state }: Config): Promise<void> => {
  const oldFile = resolve(argument(names, 0, 'the old key file'));
  const newFile = resolve(argument(names, 1, 'the new key file'));
  if (isLocked(state))
    throw new YeounError(
      'people/running',
      state,
      'a show is running and holds the old key.',
      'End it first.',
    );
  const count = await rekeyPeople({
    folder: state,
    oldFile,
    newFile,
    nowMs: systemClock().nowMs(),
  });
  process.stdout.write(
    `${count} people are sealed with ${newFile} now. Set YEOUN_KEY_FILE to it, and destroy ${oldFile}: with it, old copies of people.db still open.\n`,
  );
};

/** Lists people, notes consent, forgets. Rejects with YeounErrors. */
export const people = async (asked: PeopleAsked, given: Given, root: string): Promise<number> => {
  const config = readConfig(given, process.env, root, process.cwd());
  if (asked.action === 'key') await key(asked, config);
  else if (asked.action === 'rekey') await rekey(asked, config);
  else await withStore(asked, config);
  return 0;
};

const withStore = async ({ action, names, options }: PeopleAsked, config: Config) => {
  const act = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  if (!act) throw wrong(`there is no "${action}".`);
  const clock = systemClock();
  if (action === 'add') await mkdir(config.state, { recursive: true });
  else if (!existsSync(config.state) && action !== 'list') throw wrong('nobody is kept yet.');
  const store = await openPeople({
    folder: config.state,
    keyFile: config.keyFile,
    timing: scheduler(clock, () => {}),
    log: silentLog,
    onLamp: (lamp) => void (lamp && process.stderr.write(`${lamp.text.en}\n`)),
    strict: true,
  });
  const say = (text: string): void => void process.stdout.write(text);
  try {
    await act({ people: store, config, nowMs: clock.nowMs(), names, options, say });
    // Films lie beside the database: those that are nobody's now go at once, whether a show runs or not.
    const files = filmFiles(config.state, realFilmDisk, process.pid);
    await sweepFilms({ people: store, files, nowMs: clock.nowMs });
  } finally {
    await store.close();
  }
};
