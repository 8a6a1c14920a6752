import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lamp } from '#contracts/status';
import { scheduler } from '../../../conductor/kernel/scheduler.ts';
import { openPeople, type People } from '../../../conductor/state/people/index.ts';
import { makeMasterKey } from '../../../conductor/state/people/master-key.ts';
import { BEAT_MS } from '../../../conductor/state/people/open-people.ts';
import { manualClock } from '../../support/fake-clock.ts';

/** Real files; in memory where the machine has such a folder, as every write here waits for its disk. */
const quick = (): string => (existsSync('/dev/shm') ? '/dev/shm' : tmpdir());

/** A state folder and, beside it, a place for keys. */
export const places = () => {
  const root = mkdtempSync(join(quick(), 'yeoun-people-'));
  const folder = mkdtempSync(join(root, 'state-'));
  return {
    root,
    folder,
    keyFile: join(root, 'keys', 'people.key'),
    async newKey(name = 'people.key') {
      const file = join(root, 'keys', name);
      await makeMasterKey(file, folder);
      return file;
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
};
export type Places = ReturnType<typeof places>;

export const START_MS = 1_700_000_000_000;
export const DAY_MS = 86_400_000;

/** An open store with a clock by hand; what it says is kept. */
export const opened = async (
  folder: string,
  keyFile: string | null = null,
  { strict = false, startMs = START_MS } = {},
) => {
  const clock = manualClock(startMs);
  const lines: string[] = [];
  const lamps: (Lamp | null)[] = [];
  const log = {
    info: (_: string, text: string) => void lines.push(text),
    warn: (_: string, text: string) => void lines.push(text),
    fail: (_: string, text: string) => void lines.push(text),
  };
  const timing = scheduler(clock, (error) => lines.push(String(error)));
  const people = await openPeople({
    folder,
    keyFile,
    timing,
    log,
    onLamp: (lamp) => lamps.push(lamp),
    strict,
  });
  return {
    people,
    clock,
    lines,
    lamps,
    lamp: () => lamps.at(-1) ?? null,
    /** To the next beat, and until it is done: the thread answers in the order it was asked. */
    async beat() {
      clock.advance(BEAT_MS);
      await people.list();
    },
  };
};

/** A consent to a kind, for ever or until a time. */
export const agree = (
  people: People,
  person: string,
  what: string,
  untilMs: number | null = null,
  atMs = START_MS,
): Promise<void> =>
  people.consent.grant({ person, what, who: 'machine', untilMs, by: 'the stage manager', atMs });

/** Random text that no file holds by chance. */
export const canary = (): string => `canary-${randomBytes(12).toString('hex')}`;

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile());

/** Which of the texts stand in any file of a folder, byte by byte. */
export const foundIn = (folder: string, canaries: readonly string[]): string[] => {
  const files = filesIn(folder).map((path) => readFileSync(path));
  return canaries.filter((text) => files.some((bytes) => bytes.includes(text)));
};

/** Bytes of a length with a text in them again and again, and noise between. */
export const bytesWith = (text: string, length: number): Uint8Array => {
  const bytes = randomBytes(Math.max(length, text.length));
  for (let at = 0; at + text.length <= bytes.length; at += 3000) bytes.write(text, at, 'latin1');
  return bytes;
};
