import type { ByteSource } from '../../../sensors/recording/bytes.ts';

/** A place in a file of lines from which it may be read on. */
export interface Place {
  /** Bytes into the file. */
  readonly offset: number;
  /** Number of the record that begins there; 0 in a plain file. */
  readonly record: number;
  /** Bytes of its content that are passed over. */
  readonly skip: number;
}

export const BEGINNING: Place = { offset: 0, record: 0, skip: 0 };

/** A piece of a file and where it begins. */
export interface Piece {
  readonly at: Place;
  readonly bytes: Uint8Array;
}

/** Reads on without holding anything up. */
export interface Pieces {
  /** The next piece; null at the end, or where nothing after can be trusted. */
  next(): Promise<Piece | null>;
  close(): Promise<void>;
}

/** A file that grows. */
export interface Appender {
  /** Resolves when the system has taken the bytes. Rejects with a Node error. */
  append(bytes: Uint8Array): Promise<void>;
  /** Ends the file in order. */
  close(): Promise<void>;
}

/**
 * Files by their names below one folder, as they lie or encrypted. Names are parts of letters, digits, dot,
 * underscore and hyphen with slashes between; anything else throws. Rejections are Node errors or YeounErrors.
 */
export interface Store {
  readonly encrypted: boolean;
  /** A small file; null where there is none. Rejects with `vault/damaged` where it was changed. */
  read(name: string): Promise<Uint8Array | null>;
  /** Replaces a small file so that a crash leaves the old one or the new one. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Seals a small file that still lies plain from before the folder was encrypted; else does nothing. */
  encrypt(name: string): Promise<void>;
  /** Begins a file that grows; it must not be there yet. */
  appender(name: string): Promise<Appender>;
  /** A file that grew, from its beginning, at once. */
  bytes(name: string): ByteSource;
  /** The same from a place on, without holding anything up. */
  pieces(name: string, from?: Place): Promise<Pieces>;
  remove(name: string): Promise<void>;
}

/** The state folder. */
export interface Vault extends Store {
  /** A folder with a key of its own, for a take: without that key what lies in it is noise. */
  room(name: string, how: 'make' | 'open'): Promise<Store>;
}
