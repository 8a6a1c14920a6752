import type { Text } from '#contracts/ids';
import type { Remembrance } from '#contracts/remembrance';
import type { Lamp } from '#contracts/status';
import type { Language, MemoryKind } from '#contracts/visit';
import type { Log } from '../../kernel/log.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import type { People } from '../../state/people/index.ts';
import type { Memories } from '../parts.ts';
import type { FilmDisk } from './film-disk.ts';
import type { Span } from './film-files.ts';

/** A kind that is kept of a memory, as its ledger says. */
export interface ViewKind {
  readonly kind: MemoryKind;
  /** Unix ms; null: until it is withdrawn. */
  readonly untilMs: number | null;
  readonly who: 'machine' | 'crew' | 'public';
  readonly by: string | null;
  readonly bytes: number;
}

/** A film that can be played, without its bytes. */
export interface ViewFilm {
  readonly mime: 'video/mp4' | 'video/webm';
  readonly bytes: number;
  readonly seconds: number;
  readonly width: number;
  readonly height: number;
}

/** What is kept of one visitor, without a word of it. */
export interface View {
  readonly memory: string;
  readonly lang: Language;
  readonly title: Text;
  readonly day: string;
  readonly kinds: readonly ViewKind[];
  /** making: it was promised and is not there yet; `film` is then the preview, where there is one. */
  readonly making: boolean;
  readonly film: ViewFilm | null;
}

/** The film of a memory, read as it is decrypted. */
export interface FilmBytes extends ViewFilm {
  /** Ends early, with an error, where the memory is forgotten meanwhile. */
  read(span: Span): AsyncIterable<Uint8Array>;
}

/** A memory as `yeoun memories` lists it; what is sealed without a key says so. */
export interface Listed {
  readonly memory: string;
  readonly locked: boolean;
  readonly view: View | null;
}

/** Memories as data, and all that a page, a command and a film ask of them. Rejections are YeounErrors. */
export interface MemoryStore extends Memories {
  /** The id of a memory by its code, however it was typed; null after as long a time where there is none. */
  find(code: string): Promise<string | null>;
  view(memory: string): Promise<View | null>;
  list(): Promise<readonly Listed[]>;
  film(memory: string): Promise<FilmBytes | null>;
  /** The memory as far as it is kept; null where nothing of it is. What was not kept is empty. */
  given(memory: string): Promise<Remembrance | null>;
  /** Everything of a visitor, for themselves: a ZIP in pieces. Null where there is nothing. */
  exported(memory: string): Promise<AsyncIterable<Uint8Array> | null>;
  /** Nothing is kept longer than so many days from now; what ends sooner anyway stays as it is. */
  shorten(memory: string, days: number): Promise<void>;
  /** A kind is no longer kept: it goes at once. */
  drop(memory: string, kind: MemoryKind): Promise<void>;
  /** The small grey picture of a sheet that hangs, JPEG. */
  picture(sheet: string): Promise<Uint8Array | null>;
  /** Deletes what is nobody's now instead of within the hour. */
  sweep(): Promise<void>;
}

export interface MemoriesOptions {
  readonly people: People;
  /** The state folder. */
  readonly folder: string;
  readonly timing: Pick<Scheduler, 'nowMs' | 'every' | 'after'>;
  readonly log: Pick<Log, 'info' | 'warn' | 'fail'>;
  readonly onLamp: (lamp: Lamp | null) => void;
  readonly disk?: FilmDisk;
  readonly newCode?: () => string;
}
