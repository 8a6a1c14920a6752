import { oneToTwo } from './1-to-2.ts';

/** Brings a show file from one format to the next. One file a version, one test a version. */
export interface Migration {
  /** The format it reads; it writes `from + 1`. */
  readonly from: number;
  /** What changed, for the message list. */
  readonly title: string;
  /** Gets plain data as the file holds it and returns plain data; must not throw for odd shapes. */
  migrate(show: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

/** In order; format 1 is the first there was. */
export const MIGRATIONS: readonly Migration[] = [oneToTwo];
