import type { Text } from '#contracts/ids';
import type { OscArgument } from '../../../sensors/source.ts';
import type { OscMessage } from './message.ts';

/** One argument of a control address: what it is called, which tags and values it takes. */
export interface ControlArgument {
  readonly name: string;
  /** Type tags it may come with. */
  readonly tags: string;
  readonly optional: boolean;
  /** What a right value is, in words. */
  readonly right: Text;
  /** The one tag that a drawn control sends. */
  readonly drawn: 'I' | 'T' | 'i' | 'f' | 's';
  /** Lowest and highest value, or the words there are, for those who draw controls; absent: neither. */
  readonly bounds?:
    | { readonly low: number; readonly high: number }
    | { readonly words: readonly string[] };
  /** Whether a value of a right type is a right value. */
  fits(value: OscArgument): boolean;
}

const NUMBERS = 'ifdh';

/** An argument as a number: T is 1, F is 0; NaN where it is none. */
export const numberOf = (value: OscArgument | undefined): number => {
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  return Number.NaN;
};

/** A number within a range, never clamped into it; NaN and Infinity are none. */
export const range = (name: string, low: number, high: number, whole = false): ControlArgument => ({
  name,
  tags: whole ? 'ih' : NUMBERS,
  drawn: whole ? 'i' : 'f',
  optional: false,
  right: {
    en: `a ${whole ? 'whole ' : ''}number from ${low} to ${high}`,
    ko: `${low}에서 ${high} 사이의 ${whole ? '정수' : '수'}`,
  },
  bounds: { low, high },
  fits: (value) => numberOf(value) >= low && numberOf(value) <= high,
});

/** What a button sends: 0 or F when it is let go. I (impulse) is a press. */
export const press: ControlArgument = {
  name: 'pressed',
  tags: `${NUMBERS}TFI`,
  drawn: 'I',
  optional: true,
  right: {
    en: 'a number, T or F (0 and F: the button is let go, nothing happens)',
    ko: '수, T, F 가운데 하나 (0과 F는 버튼을 뗀 것이며 아무 일도 하지 않음)',
  },
  fits: (value) => !Number.isNaN(numberOf(value)),
};

export const onOff: ControlArgument = {
  name: 'on',
  tags: `${NUMBERS}TF`,
  drawn: 'T',
  optional: true,
  right: {
    en: '1 or T (on), 0 or F (off); without it: the other way than now',
    ko: '1 또는 T(켬), 0 또는 F(끔), 없으면 지금과 반대로',
  },
  fits: (value) => numberOf(value) === 0 || numberOf(value) === 1,
};

/** A button or a word: what a button sends counts as in `press`. */
export const pressOrText = (name: string): ControlArgument => ({
  name,
  tags: `${press.tags}sS`,
  drawn: 's',
  optional: true,
  right: {
    en: `a text of at most ${LONGEST_TEXT} characters, or what a button sends (0 and F: it is let go, nothing happens)`,
    ko: `${LONGEST_TEXT}자까지의 글, 또는 버튼이 보내는 값(0과 F는 뗀 것이며 아무 일도 하지 않음)`,
  },
  fits: (value) =>
    typeof value === 'string' ? value.length <= LONGEST_TEXT : !Number.isNaN(numberOf(value)),
});
const LONGEST_TEXT = 200;

/** One of a few words. */
export const oneOf = (name: string, words: readonly string[], right: Text): ControlArgument => ({
  ...text(name, right),
  bounds: { words },
  fits: (value) => typeof value === 'string' && words.includes(value),
});

export const text = (name: string, right: Text): ControlArgument => ({
  name,
  tags: 'sS',
  drawn: 's',
  optional: false,
  right,
  fits: (value) => typeof value === 'string' && value !== '',
});

export const optional = (argument: ControlArgument): ControlArgument => ({
  ...argument,
  optional: true,
});

/** True where a message brings what the arguments ask for, in number, type and range. */
export const argumentsFit = (wanted: readonly ControlArgument[], message: OscMessage): boolean => {
  const { types, args } = message;
  if (types.length > wanted.length) return false;
  return wanted.every((argument, i) => {
    const value = args[i];
    const tag = types.charAt(i);
    if (value === undefined || tag === '') return argument.optional;
    if (!argument.tags.includes(tag)) return false;
    // Infinity is only a right value as the impulse tag.
    return (tag === 'I' || value !== Infinity) && value !== -Infinity && argument.fits(value);
  });
};

/** `/address <name: what is right> [<name: …>]`: the sentence a wrong message is answered with. */
export const wants = (address: string, wanted: readonly ControlArgument[]): Text => {
  if (wanted.length === 0)
    return { en: `${address} takes no arguments.`, ko: `${address}에는 인수가 없습니다.` };
  const each = (language: 'en' | 'ko'): string[] =>
    wanted.map(({ name, right, optional: may }) =>
      may ? `[<${name}>: ${right[language]}]` : `<${name}>: ${right[language]}`,
    );
  return {
    en: `${address} takes ${each('en').join(', then ')}.`,
    ko: `${address}의 인수: ${each('ko').join(', 다음 ')}.`,
  };
};
