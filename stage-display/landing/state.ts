import { BareHealth } from '#contracts/status';
import type { Word } from '../shared-ui/words.ts';

/** What the landing page knows of the conductor. */
export type Answer = 'asking' | 'ok' | 'degraded' | 'safe' | 'gone';

export const ANSWER_WORD: Readonly<Record<Answer, Word>> = {
  asking: 'landingAsking',
  ok: 'landingOk',
  degraded: 'landingDegraded',
  safe: 'landingSafe',
  gone: 'landingGone',
};

/** Reads the answer of /health, whole or bare; anything else is no conductor of ours. */
export const readAnswer = (body: unknown): Answer => {
  const status = typeof body === 'object' && body !== null && 'status' in body ? body.status : null;
  return BareHealth.safeParse({ status }).data?.status ?? 'gone';
};

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Asks the conductor how it is. Never throws: no answer is an answer. */
export const askHealth = async (fetchIt: Fetch, timeoutMs = 3_000): Promise<Answer> => {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await fetchIt('/health', { signal, cache: 'no-store' });
    return readAnswer(await answer.json());
  } catch {
    return 'gone';
  }
};
