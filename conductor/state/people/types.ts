import type { Lamp } from '#contracts/status';
import type { Stop } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import type { FileRow } from './file-rows.ts';

/** A person's id: random, `p-` and 16 letters and digits; it says nothing of who they are. */
export type PersonId = string;

/** Who may see it: the machine alone, the crew too, everybody. Each includes those before it. */
export const VIEWERS = ['machine', 'crew', 'public'] as const;
export type Viewer = (typeof VIEWERS)[number];

/**
 * What is kept of a person, and so what they consent to: a calibrated model (`profile`), labelled sessions and
 * their progress (`calibration`), what they remembered (`memory`). Further kinds are lower-case words.
 */
export type Kind = 'profile' | 'calibration' | 'memory' | (string & {});

/** A consent to be noted. */
export interface Grant {
  readonly person: PersonId;
  readonly what: Kind;
  readonly who: Viewer;
  /** When it runs out, Unix ms; null: never, until it is withdrawn. */
  readonly untilMs: number | null;
  /** Who noted it: kept with the person's data and as secret as that. At most 200 characters. */
  readonly by: string;
  readonly atMs: number;
}

/** A line of the ledger. The newest line of a `what` counts; the others are history. */
export interface Consent {
  readonly what: Kind;
  readonly who: Viewer;
  readonly atMs: number;
  readonly untilMs: number | null;
  readonly withdrawnMs: number | null;
  /** Null where the key of this person is not there. */
  readonly by: string | null;
}

export interface EntrySummary {
  readonly kind: Kind;
  /** Null where the key of this person is not there. */
  readonly name: string | null;
  /** Size of what was put. */
  readonly bytes: number;
  readonly changedMs: number;
}

export interface Person {
  readonly id: PersonId;
  /** What they are called; null where none is noted, or the key is not there. */
  readonly name: string | null;
  /** False: what is kept of them lies in plain. */
  readonly sealed: boolean;
  /** True: the master key that opens them was not given. */
  readonly locked: boolean;
  readonly madeMs: number;
  /** Bodies that are this person tonight. */
  readonly bodies: readonly string[];
  readonly entries: readonly EntrySummary[];
  readonly consents: readonly Consent[];
}

/** An entry with its content. */
export interface Entry {
  readonly kind: Kind;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly changedMs: number;
}

/** Everything that is kept of a person, for themselves. */
export interface PersonData extends Omit<Person, 'entries'> {
  readonly entries: readonly Entry[];
}

/** What deleting came to. */
export interface Erased {
  /** Entries that were deleted. */
  readonly entries: number;
  /**
   * True: nothing of it is in the files any more. False: another program reads them, and the write-ahead log
   * keeps old pages until it lets go; that is tried again at every beat.
   */
  readonly whole: boolean;
  /** Of a person: the random id that stays in the ledger in their place. */
  readonly tombstone: string | null;
}

/** Bytes that are kept under a kind and a name. */
export interface KeptPiece {
  readonly kind: Kind;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Somebody new who is found by a code, with everything that is kept of them. */
export interface Kept {
  /** As it is said, in one spelling. */
  readonly code: string;
  readonly grants: readonly Omit<Grant, 'person'>[];
  readonly pieces: readonly KeptPiece[];
  /** Files of a kind: their content stands on the disk already. */
  readonly files: readonly Omit<FileRow, 'person'>[];
}

/** What changes of somebody at once. */
export interface KeptChange {
  readonly grants?: readonly Omit<Grant, 'person'>[];
  readonly pieces?: readonly KeptPiece[];
  /** In the place of the files of their kind. */
  readonly files?: readonly Omit<FileRow, 'person'>[];
  /** Kinds that are no longer kept. */
  readonly ends?: readonly Kind[];
}

/**
 * People who are found by a code instead of a name, and files that are too large for a row. What is kept here is on
 * the disk whole, or it was not kept: `people/refused`.
 */
export interface Shelf {
  /** Rejects with `people/code-taken`, `people/no-key`, `people/refused`. */
  keep(kept: Kept): Promise<PersonId>;
  /** Rejects with `people/unknown`, `people/no-consent`, `people/refused`. */
  amend(person: PersonId, change: KeptChange): Promise<void>;
  /** Takes as long for a code that nobody has. Rejects with `people/no-key`. */
  find(code: string): Promise<PersonId | null>;
  /** Everybody with a code, oldest first. */
  holders(): Promise<readonly PersonId[]>;
  /** Those of them of whom something of a kind is kept. */
  having(kind: Kind): Promise<readonly PersonId[]>;
  /** Rejects with `people/unknown`. */
  one(person: PersonId): Promise<Person>;
  /** Files that belong to somebody; any other in their folder is to be deleted. */
  files(): Promise<readonly FileRow[]>;
}

/** sealed: with a master key. plain: without. locked: sealed people are there and the key is not. */
export type Protection = 'sealed' | 'plain' | 'locked';

export interface Ledger {
  /** Notes a consent. Rejects with `people/unknown`, `people/consent`. */
  grant(grant: Grant): Promise<void>;
  /** Takes it back and deletes all that is kept of that kind. */
  withdraw(person: PersonId, what: Kind): Promise<Erased>;
  /** The lines of a person, oldest first. */
  of(person: PersonId): Promise<readonly Consent[]>;
  /** Whether data of this kind may be kept (and seen by `who`) at that time. */
  allows(person: PersonId, what: Kind, nowMs: number, who?: Viewer): Promise<boolean>;
}

/**
 * What is kept of people. Every call goes to a thread of its own; none blocks this one. Rejections are YeounErrors:
 * `people/unknown` (no such person), `people/ambiguous` (a name that two have), `people/no-consent`,
 * `people/no-key` (sealed, and the master key was not given), `people/value`, `people/unavailable`.
 */
export interface People {
  /**
   * The id of a person by id or name; makes one where there is none. A text that is no id becomes the name of
   * somebody new, with a random id. Use the id that comes back.
   */
  ensure(who: string): Promise<PersonId>;
  /** The same, but null where there is none. */
  find(who: string): Promise<PersonId | null>;
  /** A new person, whatever others are called. */
  add(name: string | null): Promise<PersonId>;
  list(): Promise<readonly Person[]>;
  rename(person: PersonId, name: string | null): Promise<void>;
  /**
   * Keeps bytes (at most 64 MB) under a kind and a name, in the place of what was there. Needs a consent to that
   * kind that is valid now. `memory`: the disk refused it; it holds for tonight, is tried again, and a lamp is lit.
   */
  put(person: PersonId, kind: Kind, name: string, bytes: Uint8Array): Promise<'disk' | 'memory'>;
  /** What was kept; null where there is none or its consent has ended. */
  get(person: PersonId, kind: Kind, name: string): Promise<Uint8Array | null>;
  /** Names of what is kept of a kind, oldest first. */
  names(person: PersonId, kind: Kind): Promise<readonly string[]>;
  deleteEntry(person: PersonId, kind: Kind, name: string): Promise<Erased>;
  /** Forgets a person: key, entries, consents, name. A tombstone with a random id stays. */
  delete(person: PersonId): Promise<Erased>;
  readonly consent: Ledger;
  readonly shelf: Shelf;
  /** Says who a body is tonight, until 12 hours after the last show that ran with it; null: nobody known. */
  assign(body: string, person: PersonId | null): Promise<void>;
  personOf(body: string): Promise<PersonId | null>;
  /** Everything kept of a person. Rejects with `people/no-key`. */
  export(person: PersonId): Promise<PersonData>;
  /** Told after anything changed, by this program or, within seconds, by another. */
  onChange(fn: () => void): Stop;
  protection(): Promise<Protection>;
  /** Writes what waits, empties the write-ahead log and ends the thread. Harmless twice. */
  close(): Promise<void>;
}

export interface PeopleOptions {
  /** The state folder; it must be there. */
  readonly folder: string;
  /** File of the master key; null: what is kept lies in plain. */
  readonly keyFile: string | null;
  readonly timing: Pick<Scheduler, 'nowMs' | 'every'>;
  readonly log: Pick<Log, 'info' | 'warn' | 'fail'>;
  readonly onLamp: (lamp: Lamp | null) => void;
  /**
   * True: a key or a file that is wrong rejects (`people/key-…`, `people/damaged`, …), as a command wants it. Else
   * a lamp is lit and the show goes on: locked without the key, in memory without the file.
   */
  readonly strict?: boolean;
}
