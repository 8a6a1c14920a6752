import { sentence, YeounError } from '../../kernel/errors.ts';
import type { OpenDesk } from './book.ts';
import type { Desk } from './desk.ts';
import { koreanOf } from './reasons.ts';
import type { Condition } from './texts.ts';

/** What may be asked of the thread: everything its desk does. */
export type Calls = Omit<Desk, 'close' | 'conditions' | 'stamp'>;
export type CallName = keyof Calls;

/** To the thread. `open` comes first, `close` last. */
export type Request =
  | { readonly id: number; readonly t: 'open'; readonly with: OpenDesk }
  | {
      readonly id: number;
      readonly t: 'call';
      readonly name: CallName;
      readonly args: readonly unknown[];
    }
  | { readonly id: number; readonly t: 'close'; readonly nowMs: number };

/** An error as it goes from thread to thread. */
export interface SaidError {
  readonly code: string | null;
  readonly where: string;
  readonly what: string;
  readonly remedy: string;
  /** The same in Korean. */
  readonly ko: string;
}

export interface Reply {
  readonly id: number;
  readonly result: unknown;
  readonly error: SaidError | null;
  /** What is not as it should be, as it stands after this call. */
  readonly conditions: readonly Condition[];
  /** Another one than before: something has changed. */
  readonly stamp: string;
}

export const saidError = (error: unknown): SaidError =>
  error instanceof YeounError
    ? {
        code: error.code,
        where: error.where,
        what: error.what,
        remedy: error.remedy,
        ko: koreanOf(error),
      }
    : { code: null, where: '', what: sentence(error), remedy: '', ko: koreanOf(error) };

export const errorSaid = ({ code, where, what, remedy, ko }: SaidError): Error =>
  new YeounError(
    code ?? 'people/failed',
    where || 'people.db',
    what,
    remedy || 'Look at the state folder and its disk.',
    { ko },
  );
