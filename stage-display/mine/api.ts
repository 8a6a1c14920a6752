import { z } from 'zod';
import { Text } from '#contracts/ids';
import { Language, MemoryKind } from '#contracts/visit';

/** What is kept of whoever showed a code; no word of it. */
export const Kept = z.object({
  lang: Language,
  title: Text,
  day: z.string(),
  making: z.boolean(),
  film: z.object({ mime: z.string(), bytes: z.number(), seconds: z.number() }).nullable(),
  kinds: z.array(z.object({ kind: MemoryKind, untilMs: z.number().nullable(), bytes: z.number() })),
  nowMs: z.number(),
});
export type Kept = z.infer<typeof Kept>;

export const TROUBLES = [
  'no-such',
  'wait',
  'closed',
  'locked',
  'unavailable',
  'bad',
  'away',
] as const;
export type Trouble = (typeof TROUBLES)[number];
const Refusal = z.object({ error: z.enum(TROUBLES), waitS: z.number() });

/** kept: it stands so now. done: nothing of it is left, or it was closed. trouble: it was not done. */
export type Answer =
  | { readonly t: 'kept'; readonly kept: Kept }
  | { readonly t: 'done' }
  | { readonly t: 'trouble'; readonly trouble: Trouble; readonly waitS: number };

const AWAY: Answer = { t: 'trouble', trouble: 'away', waitS: 0 };

const answerOf = async (response: Response): Promise<Answer> => {
  if (response.status === 204) return { t: 'done' };
  const body: unknown = await response.json();
  if (!response.ok) {
    const { error, waitS } = Refusal.parse(body);
    return { t: 'trouble', trouble: error, waitS };
  }
  const kept = Kept.safeParse(body);
  return kept.success ? { t: 'kept', kept: kept.data } : { t: 'done' };
};

const asked = async (name: string, init: RequestInit): Promise<Answer> => {
  try {
    return await answerOf(await fetch(`/mine/${name}`, { cache: 'no-store', ...init }));
  } catch {
    // No conductor, or no answer of one.
    return AWAY;
  }
};

/** How what is kept stands, where a code was shown lately; done: none was. */
export const lookAgain = (): Promise<Answer> => asked('kept', {});

/** Whatever is said goes in the body: no address holds a word. */
export const say = (name: 'open' | 'shorten' | 'drop' | 'forget' | 'leave', body: object = {}) =>
  asked(name, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
