import type { Booth } from '#contracts/booth';
import type { VoiceFrame } from '#contracts/frames';
import type { Text } from '#contracts/ids';
import type { Course, Remembrance } from '#contracts/remembrance';
import type { HEARING, Language, MemoryKind } from '#contracts/visit';
import type { WallSheet } from '#contracts/wall';
import type { Stop } from '../kernel/clock.ts';

// What the rooms of a memory ask of each other: the visit calls, the others answer.

export type Hearing = (typeof HEARING)[number];

export interface ListenParts {
  readonly lang: Language;
  /** What was said since the last final text, as far as it is understood. Replaces the partial text before. */
  partial(text: string): void;
  /** A stretch of speech, done. */
  final(text: string): void;
  /** Whether a voice is heard. */
  voice(isVoice: boolean): void;
  /** Something stands in the way of hearing, and what to do; null: no more. */
  trouble(text: Text | null): void;
}

/** Somebody is being listened to. */
export interface Listening {
  push(frame: VoiceFrame): void;
  /** No more will come: what is still being understood is finished, then it is over. */
  end(): Promise<void>;
  /** At once; what was heard is let go. Twice is harmless. */
  close(): void;
}

/** The ear of the booth. Sound is heard and let go, never kept. */
export interface Speech {
  hears(): Readonly<Record<Language, Hearing>>;
  onHears(fn: () => void): Stop;
  /** One at a time: a new one closes the one before. */
  listen(parts: ListenParts): Listening;
  close(): Promise<void>;
}

/** A film as a file. */
export interface FilmFile {
  readonly bytes: Uint8Array;
  readonly mime: 'video/mp4' | 'video/webm';
  readonly seconds: number;
  readonly width: number;
  readonly height: number;
  /** `film.json`: the curve under it, its correlation with the keys, seed, versions. No word of the memory. */
  readonly json: string;
  /** A small grey JPEG of its middle, at most 320 pixels wide, for its sheet on the wall; absent: none. */
  readonly still?: Uint8Array;
}

export interface FilmWish {
  readonly seconds: number;
  readonly aspect: Booth['film']['aspect'];
  /** Of the shorter side. */
  readonly lines: number;
  readonly label: Booth['film']['label'];
}

/** A film on its way. */
export interface FilmRun {
  /** Rejects where it failed or was cancelled. */
  readonly done: Promise<FilmFile>;
  /** Lets all of it go, files too. Twice is harmless. */
  cancel(): void;
}

/** A film that is made while its recall still happens. */
export interface PreviewRun extends FilmRun {
  /** The course so far; call it about once a second. */
  grow(course: Course): void;
  /** The recall is over; the film is ready within seconds. */
  finish(course: Course): void;
}

export interface Films {
  preview(
    given: Omit<Remembrance, 'course'>,
    wish: FilmWish,
    progress: (share: number) => void,
  ): PreviewRun;
  /** In the background, one after the other. `name`: under it an interrupted one is gone on with. */
  keepsake(
    name: string,
    given: Remembrance,
    wish: FilmWish,
    progress: (share: number) => void,
  ): FilmRun;
  /** Forgets what an interrupted film left. */
  forget(name: string): Promise<void>;
  close(): Promise<void>;
}

/** What is kept, by whose code. */
export interface Kept {
  /** Id of the memory in the store. */
  readonly memory: string;
  /** Said once, on paper or screen; nowhere kept but as a hash. */
  readonly code: string;
  readonly untilMs: number;
}

export interface KeepWish {
  readonly kinds: readonly MemoryKind[];
  readonly keepDays: Booth['keepDays'];
  /** Only the film, for so many hours, and none of `kinds`. */
  readonly takeHours: number | null;
  /** Who said so: the visitor, or a guardian. */
  readonly by: 'visitor' | 'guardian';
  /** The keepsake that is promised: made in the background and handed over by `addFilm`; absent: none. */
  readonly keepsake?: FilmWish;
}

/** Memories as data. */
export interface Memories {
  /** Keeps what was consented to and nothing else. Rejects where the disk refuses: then nothing is kept. */
  keep(given: Remembrance, wish: KeepWish, film: FilmFile | null): Promise<Kept>;
  /** The keepsake is ready: it takes the place of the preview. Does nothing for a memory that was forgotten. */
  addFilm(memory: string, film: FilmFile): Promise<void>;
  /** Everything goes, and its sheet from the wall. True: there was something. */
  forget(codeOrMemory: string): Promise<boolean>;
  /** Told before anything of a memory is deleted: whoever holds something of it lets it go too. */
  onForget(fn: (memory: string) => void): Stop;
  /** Keepsakes that were promised and are not there yet. */
  unfinished(): Promise<
    readonly { readonly memory: string; readonly given: Remembrance; readonly wish: FilmWish }[]
  >;
  wall(): readonly WallSheet[];
  onWall(fn: (sheets: readonly WallSheet[]) => void): Stop;
  close(): Promise<void>;
}
