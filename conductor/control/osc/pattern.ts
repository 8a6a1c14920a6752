import type { Text } from '#contracts/ids';

/** Longer patterns are refused: matching costs at most pattern length times address length. */
export const MAX_PATTERN = 256;

/** One instruction; `fork` goes on at several places at once without eating a character. */
type Step =
  | { readonly op: 'eat'; readonly eats: (code: number) => boolean }
  | { readonly op: 'fork'; readonly to: number[] }
  | { readonly op: 'end' };

export interface AddressPattern {
  readonly kind: 'pattern';
  matches(address: string): boolean;
}

/** Why a pattern is none, in one sentence. */
export interface PatternProblem {
  readonly kind: 'problem';
  readonly remedy: Text;
}

const SLASH = 0x2f;
const notSlash = (code: number): boolean => code !== SLASH;

/**
 * Compiles an OSC address pattern: `?` one character, `*` any number of them, `[a-z]` and `[!a-z]` one of
 * a set, `{one,two}` one of some words, `//` any number of levels (OSC 1.1); none but `//` crosses a slash.
 * All ways are followed side by side, so no pattern takes more than its length times the address
 * (Thompson, Regular Expression Search Algorithm, CACM 11(6), 1968).
 */
export const compilePattern = (pattern: string): AddressPattern | PatternProblem => {
  if (!pattern.startsWith('/')) return wrong('A pattern begins with /.', '패턴은 /로 시작합니다.');
  if (pattern.length > MAX_PATTERN)
    return wrong(
      `A pattern has at most ${MAX_PATTERN} characters.`,
      `패턴은 ${MAX_PATTERN}자까지입니다.`,
    );
  const steps: Step[] = [];
  for (let at = 0; at < pattern.length; ) {
    const next = compileAt(pattern, at, steps);
    if (typeof next !== 'number') return next;
    at = next;
  }
  steps.push({ op: 'end' });
  return { kind: 'pattern', matches: runner(steps) };
};

const wrong = (en: string, ko: string): PatternProblem => ({
  kind: 'problem',
  remedy: { en, ko },
});

/** Adds the steps of what stands at `at`; gives the place behind it. */
const compileAt = (pattern: string, at: number, steps: Step[]): number | PatternProblem => {
  const sign = pattern.charAt(at);
  if (sign === '/' && pattern.charAt(at + 1) === '/') return deep(at, steps);
  if (sign === '[') return set(pattern, at, steps);
  if (sign === '{') return words(pattern, at, steps);
  if (sign === ']' || sign === '}')
    return wrong(`A ${sign} closes nothing.`, `${sign}가 닫을 것이 없습니다.`);
  if (sign === '*') {
    if (pattern.charAt(at + 1) === '*') return at + 1;
    const here = steps.length;
    steps.push({ op: 'fork', to: [here + 1, here + 3] });
    steps.push({ op: 'eat', eats: notSlash });
    steps.push({ op: 'fork', to: [here] });
  } else if (sign === '?') steps.push({ op: 'eat', eats: notSlash });
  else literal(sign, steps);
  return at + 1;
};

const literal = (sign: string, steps: Step[]): void => {
  const wanted = sign.charCodeAt(0);
  steps.push({ op: 'eat', eats: (code) => code === wanted });
};

/** `//`: a slash, then any levels and another slash, or nothing more. */
const deep = (at: number, steps: Step[]): number => {
  literal('/', steps);
  const here = steps.length;
  steps.push({ op: 'fork', to: [here + 1, here + 5] });
  steps.push({ op: 'fork', to: [here + 2, here + 4] });
  steps.push({ op: 'eat', eats: () => true });
  steps.push({ op: 'fork', to: [here + 1] });
  literal('/', steps);
  return at + 2;
};

const set = (pattern: string, at: number, steps: Step[]): number | PatternProblem => {
  const close = pattern.indexOf(']', at);
  const negated = pattern.charAt(at + 1) === '!';
  const inner = pattern.slice(at + (negated ? 2 : 1), close);
  if (close < 0 || inner === '' || /[/[{}]/.test(inner))
    return wrong(
      'A [ opens a set of characters that a ] closes, such as [0-9].',
      '[는 글자의 모음을 열고 ]로 닫습니다. 예: [0-9].',
    );
  const members = new Set<number>();
  for (let i = 0; i < inner.length; i++) {
    const low = inner.charCodeAt(i);
    const ranged = inner.charAt(i + 1) === '-' && i + 2 < inner.length;
    const high = ranged ? inner.charCodeAt(i + 2) : low;
    if (high < low)
      return wrong(
        'A range of characters runs upwards, such as [a-f].',
        '글자의 범위는 작은 것부터 적습니다. 예: [a-f].',
      );
    for (let code = low; code <= high; code++) members.add(code);
    if (ranged) i += 2;
  }
  steps.push({ op: 'eat', eats: (code) => notSlash(code) && members.has(code) !== negated });
  return close + 1;
};

const words = (pattern: string, at: number, steps: Step[]): number | PatternProblem => {
  const close = pattern.indexOf('}', at);
  const inner = pattern.slice(at + 1, close);
  if (close < 0 || /[/[\]{*?]/.test(inner))
    return wrong(
      'A { opens a list of plain words that a } closes, such as {one,two}.',
      '{는 낱말의 목록을 열고 }로 닫습니다. 예: {one,two}.',
    );
  const fork: number[] = [];
  steps.push({ op: 'fork', to: fork });
  const exits: number[][] = [];
  for (const one of inner.split(',')) {
    fork.push(steps.length);
    for (const sign of one) literal(sign, steps);
    const exit: number[] = [];
    exits.push(exit);
    steps.push({ op: 'fork', to: exit });
  }
  for (const exit of exits) exit.push(steps.length);
  return close + 1;
};

/**
 * Follows all ways through the steps at once. `marks` says in which round a step was reached last, so that
 * each is looked at once a character.
 */
const runner = (steps: readonly Step[]): ((address: string) => boolean) => {
  const marks = new Uint32Array(steps.length);
  let round = 0;

  /** Every eating step (and the end) that can be reached from `from` without eating a character. */
  const reach = (from: number[]): number[] => {
    round++;
    const found: number[] = [];
    for (let at = from.pop(); at !== undefined; at = from.pop()) {
      if (marks[at] === round) continue;
      marks[at] = round;
      const step = steps[at];
      if (step?.op === 'fork') for (const to of step.to) from.push(to);
      else found.push(at);
    }
    return found;
  };

  return (address) => {
    let here = reach([0]);
    for (let i = 0; i < address.length && here.length > 0; i++) {
      const code = address.charCodeAt(i);
      const next: number[] = [];
      for (const at of here) {
        const step = steps[at];
        if (step?.op === 'eat' && step.eats(code)) next.push(at + 1);
      }
      here = reach(next);
    }
    return here.includes(steps.length - 1);
  };
};
