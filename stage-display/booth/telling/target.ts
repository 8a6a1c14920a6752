import { MEMORY_CHARACTERS } from '#contracts/picture';
import type { AskedQuestion, VisitStatus } from '#contracts/visit';
import type { Desk } from '../view.ts';

export type Question = AskedQuestion | null;

/** Where a text goes: the memory, or the answer to one question. */
export interface Target {
  readonly most: number;
  /** What the conductor holds of it. */
  read(status: VisitStatus): string;
  /** What is being heard just now. */
  partial(status: VisitStatus): string;
  send(text: string, status: VisitStatus): boolean;
}

const ANSWER_CHARACTERS = 4_000;

/** Both count versions: what is sent says which one it was made of. */
export const targetOf = (desk: Desk, question: Question): Target => {
  if (question) {
    // Another question's answer is not this one's text.
    const asked = ({ question: now }: VisitStatus) => (now?.id === question.id ? now : question);
    return {
      most: ANSWER_CHARACTERS,
      read: (status) => asked(status).answer,
      partial: (status) => asked(status).partial,
      send: (text, status) =>
        desk.act({
          do: 'answer',
          question: question.id,
          n: asked(status).n + 1,
          text: text.slice(0, ANSWER_CHARACTERS),
        }),
    };
  }
  return {
    most: MEMORY_CHARACTERS,
    read: ({ words }) => words.text,
    partial: ({ words }) => words.partial,
    send: (text, { words }) =>
      desk.act({ do: 'words', n: words.n + 1, text: text.slice(0, MEMORY_CHARACTERS) }),
  };
};
