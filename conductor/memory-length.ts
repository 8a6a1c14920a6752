import type { Text } from '#contracts/ids';
import type { Intent } from '#contracts/intent';
import { MEMORY_CHARACTERS } from '#contracts/picture';

type Memory = Extract<Intent, { do: 'memory' }>;

const isHighHalf = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

/** As much of a memory as is read and painted: a longer one ends at a whole character. */
export const taken = (memory: Memory): Memory => {
  const { text } = memory;
  if (text.length <= MEMORY_CHARACTERS) return memory;
  const most = isHighHalf(text.charCodeAt(MEMORY_CHARACTERS - 1))
    ? MEMORY_CHARACTERS - 1
    : MEMORY_CHARACTERS;
  return { ...memory, text: text.slice(0, most) };
};

/** What the operator reads where a memory was longer than that. */
export const CUT_SHORT: Text = {
  en: `The memory was very long: its first ${MEMORY_CHARACTERS} characters were taken, the rest was let go.`,
  ko: `기억이 아주 깁니다. 처음 ${MEMORY_CHARACTERS}자만 받고 나머지는 흘려보냈습니다.`,
};
