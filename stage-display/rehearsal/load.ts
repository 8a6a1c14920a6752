import { z } from 'zod';
import { RehearsalTake, TakeListing } from '#contracts/rehearsal';

/** What came of asking the conductor: an answer, or why there is none. */
export type Loaded<T> =
  | { readonly is: 'here'; readonly value: T }
  | { readonly is: 'not'; readonly why: 'denied' | 'unreadable' | 'gone' };

const ask = async <T>(path: string, schema: z.ZodType<T>): Promise<Loaded<T>> => {
  try {
    const response = await fetch(path);
    if (response.status === 401 || response.status === 403) return { is: 'not', why: 'denied' };
    if (!response.ok) return { is: 'not', why: 'unreadable' };
    return { is: 'here', value: schema.parse(await response.json()) };
  } catch {
    return { is: 'not', why: 'gone' };
  }
};

export const askTakes = (): Promise<Loaded<readonly TakeListing[]>> =>
  ask('/takes', z.array(TakeListing));
export const askTake = (id: string): Promise<Loaded<RehearsalTake>> =>
  ask(`/takes/${encodeURIComponent(id)}`, RehearsalTake);
