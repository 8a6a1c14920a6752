import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { Id, type Text } from '#contracts/ids';
import { emitter } from '../../kernel/emitter.ts';
import { threadFile } from '../../kernel/thread-file.ts';
import { PEOPLE_FILE } from './database.ts';
import { badValue, unavailable } from './errors.ts';
import { type MasterKey, readMasterKey } from './master-key.ts';
import type { CallName, Calls } from './protocol.ts';
import { reasonOf } from './reasons.ts';
import { type Condition, IN_PLAIN, lampOf, named } from './texts.ts';
import { type PeopleThread, startThread } from './thread.ts';
import type { People, PeopleOptions, Protection } from './types.ts';

const WHERE = 'people';
/** Consents that ran out, what the disk refused, and what another program changed: looked at so often. */
export const BEAT_MS = 5_000;

/** Beats from one try to the next after a failure. */
const RARELY = 12;

/** The key, or why there is none. */
const keyOf = async ({ keyFile, folder, strict }: PeopleOptions) => {
  if (keyFile === null) return { key: null, trouble: null };
  try {
    return { key: await readMasterKey(keyFile, folder), trouble: null };
  } catch (error) {
    if (strict) throw error;
    const { en, ko } = reasonOf(error);
    return { key: null, trouble: { en, ko: `${keyFile}: ${ko}.` } };
  }
};

const keyConditions = (
  key: MasterKey | null,
  keyFile: string | null,
  trouble: Text | null,
): Condition[] => {
  if (trouble !== null) return [{ id: 'key', detail: trouble }];
  return key?.isOpen ? [{ id: 'key-open', detail: named(keyFile ?? '') }] : [];
};

/** Bodies are named by the show. Looked at here: the thread does without the schema library and starts sooner. */
const bodyOf = (text: string): string => {
  if (Id.safeParse(text).success) return text;
  throw badValue(
    'body',
    `"${text.slice(0, 80)}" is no id of a body.`,
    'Use letters, digits, dot, underscore and hyphen.',
  );
};

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/**
 * Opens the store of people. No file is made and no thread started before there is something to keep. Rejects
 * only where it is strict: a show goes on without.
 */
export const openPeople = async (options: PeopleOptions): Promise<People> => {
  const { folder, timing, log, strict = false } = options;
  const { key, trouble } = await keyOf(options);
  const path = join(folder, PEOPLE_FILE);
  const changes = emitter<undefined>();
  const own = keyConditions(key, options.keyFile, trouble);
  let said = 'null';
  let stamp: string | null = null;
  let thread: Promise<PeopleThread> | null = null;
  let isClosed = false;

  const show = (conditions: readonly Condition[]): void => {
    // A wrong file and its consequence are one thing to say.
    const others = trouble === null ? conditions : conditions.filter(({ id }) => id !== 'locked');
    const lamp = lampOf([...own, ...others]);
    if (JSON.stringify(lamp) === said) return;
    said = JSON.stringify(lamp);
    if (lamp) log[lamp.level](WHERE, lamp.text.en);
    options.onLamp(lamp);
  };
  const begin = async (): Promise<PeopleThread> => {
    const master = key?.bytes ?? null;
    const with_ = { folder, strict, master, nowMs: timing.nowMs() };
    const started = await startThread(threadFile('people'), with_, {
      state(reply) {
        show(reply.conditions);
        if (stamp !== null && stamp !== reply.stamp) changes.emit(undefined);
        stamp = reply.stamp;
      },
      gone(reason) {
        thread = null;
        show([{ id: 'dead', detail: { en: reason, ko: '스레드가 끝났습니다' } }]);
        changes.emit(undefined);
      },
    });
    const plain = await started.call('inPlain');
    if (plain > 0) log.warn(WHERE, IN_PLAIN(plain).en);
    return started;
  };
  const running = (): Promise<PeopleThread> => {
    if (isClosed) return Promise.reject(unavailable('it is closed'));
    thread ??= begin().catch((error: unknown) => {
      thread = null;
      if (!strict) show([{ id: 'dead', detail: reasonOf(error) }]);
      throw error;
    });
    return thread;
  };
  const ask = async <K extends CallName>(
    name: K,
    ...args: Parameters<Calls[K]>
  ): Promise<ReturnType<Calls[K]>> => await (await running()).call(name, ...args);
  /** Where nothing was ever kept there is nothing to read, and no file is made for it. */
  const look = async <K extends CallName>(
    nothing: ReturnType<Calls[K]>,
    name: K,
    ...args: Parameters<Calls[K]>
  ): Promise<ReturnType<Calls[K]>> =>
    thread || (await isThere(path)) ? await ask(name, ...args) : nothing;

  const now = (): number => timing.nowMs();
  let isBeating = false;
  let failed = 0;
  const beat = async (): Promise<void> => {
    // A thread that does not even start (no SQLite for this machine) is tried again once a minute.
    if (isBeating || (failed > 0 && failed++ % RARELY !== 0)) return;
    isBeating = true;
    try {
      await look(0, 'beat', now());
      failed = 0;
    } catch {
      failed = Math.max(1, failed);
    }
    isBeating = false;
  };
  const stopBeat = timing.every(BEAT_MS, () => void beat());

  show([]);
  if (await isThere(path)) {
    try {
      await running();
    } catch (error) {
      if (strict) {
        stopBeat();
        throw error;
      }
    }
  }
  const unsealed: Protection = key ? 'sealed' : 'plain';
  return {
    ensure: (who) => ask('ensure', who, now()),
    find: (who) => look(null, 'find', who),
    add: (name) => ask('add', name, now()),
    list: () => look([], 'list'),
    rename: (person, name) => ask('rename', person, name),
    put: (person, kind, name, bytes) => ask('put', person, kind, name, bytes, now()),
    get: (person, kind, name) => look(null, 'get', person, kind, name, now()),
    names: (person, kind) => look([], 'names', person, kind, now()),
    deleteEntry: (person, kind, name) => ask('deleteEntry', person, kind, name),
    delete: (person) => ask('forget', person, now()),
    consent: {
      grant: (grant) => ask('grant', grant),
      withdraw: (person, what) => ask('withdraw', person, what, now()),
      of: (person) => look([], 'consents', person),
      allows: (person, what, nowMs, who = 'machine') =>
        look(false, 'allows', person, what, nowMs, who),
    },
    shelf: {
      keep: (kept) => ask('keepAll', kept, now()),
      amend: (person, change) => ask('amend', person, change, now()),
      find: (code) => look(null, 'byCode', code),
      holders: () => look([], 'holders'),
      having: (kind) => look([], 'having', kind),
      one: (person) => ask('one', person),
      files: () => look([], 'files'),
    },
    assign: async (body, person) => await ask('assign', bodyOf(body), person, now()),
    personOf: async (body) => await look(null, 'personOf', bodyOf(body)),
    export: (person) => ask('whole', person),
    onChange: (fn) => changes.on(fn),
    protection: () => look(unsealed, 'protection'),
    async close() {
      isClosed = true;
      stopBeat();
      const open = await thread?.catch(() => null);
      thread = null;
      await open?.close(now());
    },
  };
};
