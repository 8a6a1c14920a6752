import type { Edited, EditProblem } from '#contracts/editing';
import type { Text } from '#contracts/ids';
import { WORDS } from '../../shared-ui/words.ts';

/** What tells whether an answer may still come. */
export interface Moment {
  readonly nowMs: number;
  /** Local time at which the link came to be as it is; another one: it was cut in between. */
  readonly linkSinceMs: number;
  /** The newest denial of an edit, one object each; null: none yet. */
  readonly denied: { readonly text: Text } | null;
}

/** Edits that were asked for and not answered yet, each with what it was for. */
export interface Pending<T> {
  asked(n: number, what: T, at: Moment): void;
  /** Those that were answered since the last look, each once, oldest first; also such as had been given up. */
  answered(edited: readonly Edited[]): readonly Answered<T>[];
  /** Those that no answer is expected for any more, each once: the link was cut, they were denied, it took too long. */
  lost(now: Moment): readonly Answered<T>[];
}

export interface Answered<T> {
  readonly what: T;
  readonly ok: boolean;
  readonly problems: readonly EditProblem[];
}

/** An answer that takes longer is none. */
export const ANSWER_WITHIN_MS = 5_000;
/** Most that are remembered after they were given up. */
const MOST_GIVEN_UP = 32;

interface Open<T> {
  readonly what: T;
  readonly at: Moment;
  readonly givenUp: boolean;
}

const whyLost = (at: Moment, now: Moment): Text | null => {
  if (now.denied !== null && now.denied !== at.denied) return now.denied.text;
  if (now.linkSinceMs !== at.linkSinceMs) return WORDS.editCutOff;
  return now.nowMs - at.nowMs > ANSWER_WITHIN_MS ? WORDS.editUnanswered : null;
};

const notSaved = (why: Text): EditProblem => ({
  path: '',
  text: { en: `${WORDS.editNotSaved.en} ${why.en}`, ko: `${WORDS.editNotSaved.ko} ${why.ko}` },
});

export const pending = <T>(): Pending<T> => {
  const open = new Map<number, Open<T>>();
  const forgetOld = (): void => {
    const old = [...open].filter(([, one]) => one.givenUp).slice(0, -MOST_GIVEN_UP);
    for (const [n] of old) open.delete(n);
  };
  return {
    asked: (n, what, at) => void open.set(n, { what, at, givenUp: false }),
    answered: (edited) =>
      edited.flatMap(({ n, ok, problems }) => {
        const one = open.get(n);
        if (one === undefined) return [];
        open.delete(n);
        return [{ what: one.what, ok, problems }];
      }),
    lost(now) {
      const gone = [...open].flatMap(([n, one]) => {
        const why = one.givenUp ? null : whyLost(one.at, now);
        if (why === null) return [];
        open.set(n, { ...one, givenUp: true });
        return [{ what: one.what, ok: false, problems: [notSaved(why)] }];
      });
      if (gone.length > 0) forgetOld();
      return gone;
    },
  };
};
