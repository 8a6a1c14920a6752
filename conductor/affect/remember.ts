import type { AffectEstimate } from '#contracts/affect';
import type { Id, Text } from '#contracts/ids';
import type { Intent } from '#contracts/intent';

/**
 * The feeling in some words of a body; null where they say none. May reject.
 * @param nowMs when they were said
 */
export type ReadText = (text: string, bodyId: Id, nowMs: number) => Promise<AffectEstimate | null>;

export type Memory = Extract<Intent, { do: 'memory' }>;

export interface RememberParts {
  /** Null where nothing here reads words. */
  readonly read: ReadText | null;
  /** The bodies of the show, the lead first. */
  bodies(): readonly Id[];
  feel(bodyId: Id | null, estimate: AffectEstimate): void;
  /** Tells the operator; the words are never in it. */
  warn(text: Text): void;
}

/** So many memories are read at a time; whatever comes meanwhile is not read. */
const MOST = 4;

const NOBODY_READS: Text = {
  en: 'The memory was not read: no model for text is loaded.',
  ko: '기억을 읽지 못했습니다. 글을 읽는 모델이 없습니다.',
};
const TOO_MANY: Text = {
  en: 'The memory was not read: too many at once. Send it again.',
  ko: '기억을 읽지 못했습니다. 한꺼번에 너무 많습니다. 다시 보내세요.',
};
const NOT_READ: Text = {
  en: 'The memory could not be read. Send it again.',
  ko: '기억을 읽지 못했습니다. 다시 보내세요.',
};
const SAYS_NOTHING: Text = {
  en: 'The memory says nothing that can be read as feeling, in English or Korean.',
  ko: '기억에서 영어나 한국어로 읽을 수 있는 감정을 찾지 못했습니다.',
};
const unknown = (body: Id): Text => ({
  en: `The memory was not read: the show has no body ${body}.`,
  ko: `기억을 읽지 못했습니다. 이 공연에는 ${body}이(가) 없습니다.`,
});

/**
 * Reads memories and lets their words go: nothing of them is kept, told or logged, whatever happens. One
 * without a body is felt by all of them.
 * @returns done when it was read; never rejects
 */
export const remembering = ({ read, bodies, feel, warn }: RememberParts) => {
  let running = 0;
  return async ({ text, body }: Memory, atMs: number): Promise<void> => {
    const all = bodies();
    const reader = body ?? all[0];
    if (!read) return warn(NOBODY_READS);
    if (reader === undefined || !all.includes(reader)) return warn(unknown(body ?? ''));
    if (running >= MOST) return warn(TOO_MANY);
    running++;
    try {
      const estimate = await read(text, reader, atMs);
      if (estimate) feel(body ?? null, estimate);
      else warn(SAYS_NOTHING);
    } catch {
      // What went wrong might quote the words.
      warn(NOT_READ);
    } finally {
      running--;
    }
  };
};
