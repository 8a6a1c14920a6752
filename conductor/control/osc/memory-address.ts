import { Id } from '#contracts/ids';
import { MEMORY_CHARACTERS } from '#contracts/picture';
import { type ControlArgument, optional, text } from './arguments.ts';
import { ask, type Call, type ControlAddress, type Verdict } from './control.ts';

const WORDS: ControlArgument = {
  ...text('text', {
    en: `a memory in any language, or nothing; ${MEMORY_CHARACTERS} characters of it are taken`,
    ko: `어떤 언어로든 쓴 기억, 비어 있어도 됨. ${MEMORY_CHARACTERS}자까지 받음`,
  }),
  fits: (value) => typeof value === 'string',
};

const BODY: ControlArgument = {
  ...text('body', {
    en: 'who feels it; every body of the show where absent',
    ko: '누가 느끼는지, 없으면 쇼의 모든 몸',
  }),
  fits: (value) => Id.safeParse(value).success,
};

const memory = ({ message: { args } }: Call): Verdict => {
  const [words, body] = args;
  return ask({
    do: 'memory',
    text: String(words),
    ...(typeof body === 'string' && { body }),
  });
};

/** Words to be felt with and painted. They are read once and let go. */
export const MEMORY_CONTROL: ControlAddress = {
  address: '/yeoun/memory',
  private: true,
  trigger: true,
  args: [WORDS, optional(BODY)],
  does: {
    en: 'Reads the feeling in the words of a memory, and gives them to the engine that paints. The words are not kept, logged or shown anywhere.',
    ko: '기억을 적은 글에서 감정을 읽고, 그림 엔진에 그 기억을 건넵니다. 글은 어디에도 저장하거나 기록하거나 보여 주지 않습니다.',
  },
  example: '/yeoun/memory ,s "The night train home after the funeral, and nobody spoke."',
  handle: memory,
};
