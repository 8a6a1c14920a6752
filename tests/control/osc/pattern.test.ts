import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern, MAX_PATTERN } from '../../../conductor/control/osc/pattern.ts';

const matches = (pattern: string, address: string): boolean => {
  const compiled = compilePattern(pattern);
  if (compiled.kind === 'problem') throw new Error(compiled.remedy.en);
  return compiled.matches(address);
};

describe('OSC address patterns', () => {
  it.each([
    ['/a/b', '/a/b', true],
    ['/a/b', '/a/bc', false],
    ['/a/?', '/a/b', true],
    ['/a/?', '/a/', false],
    ['/a?b', '/a/b', false],
    ['/*', '/abc', true],
    ['/*', '/a/b', false],
    ['/a*c/*', '/abbc/x', true],
    ['/a**c', '/ac', true],
    ['/[a-c]x', '/bx', true],
    ['/[a-c]x', '/dx', false],
    ['/[!a-c]x', '/dx', true],
    ['/[!a]x', '//x', false],
    ['/[ab-]', '/-', true],
    ['/[a!]', '/!', true],
    ['/{foo,bar}/x', '/bar/x', true],
    ['/{foo,bar}/x', '/baz/x', false],
    ['/{foo,}x', '/x', true],
    ['/{a,ab}c', '/abc', true],
    ['//c', '/a/b/c', true],
    ['//c', '/c', true],
    ['//c', '/a/bc', false],
    ['/a//c', '/a/c', true],
    ['/a//c', '/a/x/y/c', true],
    ['/a//c', '/b/c', false],
    ['/yeoun/state/*', '/yeoun/state/cue', true],
  ])('%s and %s: %s', (pattern, address, yes) => {
    expect(matches(pattern, address)).toBe(yes);
  });

  it.each([
    'a',
    '/[',
    '/[]',
    '/{a',
    '/a}',
    '/a]',
    '/[z-a]',
    '/{a/b}',
    '/{a{b}}',
    '/[!]',
    `/${'a'.repeat(MAX_PATTERN)}`,
  ])('says what is wrong with %s', (pattern) => {
    const compiled = compilePattern(pattern);
    expect(compiled.kind === 'problem' && compiled.remedy.en.length > 10).toBe(true);
  });

  it('agrees with a regular expression on short patterns', () => {
    const piece = fc.constantFrom('a', 'b', '/', '*', '?', '[ab]', '[!a]', '{a,bb}', '{b,}');
    const word = fc
      .array(fc.constantFrom('a', 'b', '/'), { maxLength: 7 })
      .map((s) => `/${s.join('')}`);
    const signs: Record<string, string> = {
      '*': '[^/]*',
      '?': '[^/]',
      '[!a]': '[^a/]',
      '{a,bb}': '(?:a|bb)',
      '{b,}': '(?:b|)',
    };
    const pieces = fc
      .array(piece, { maxLength: 7 })
      .filter((p) => p[0] !== '/' && !p.join('').includes('//'));
    fc.assert(
      fc.property(pieces, word, (p, address) => {
        const wanted = new RegExp(`^/${p.map((s) => signs[s] ?? s).join('')}$`).test(address);
        return matches(`/${p.join('')}`, address) === wanted;
      }),
      { numRuns: 20_000 },
    );
  });

  it('does not blow up where backtracking would', () => {
    const address = `/${'a'.repeat(1000)}`;
    expect(matches(`/${'*a'.repeat(120)}b`, address)).toBe(false);
    expect(matches(`/${'{a,aa}'.repeat(40)}b`, address)).toBe(false);
    expect(matches(`/${'//a'.repeat(80)}b`, `/${'a/'.repeat(500)}`)).toBe(false);
  });

  it('takes anything without an error', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 300 }),
        fc.string({ maxLength: 60 }),
        (pattern, address) => {
          const compiled = compilePattern(`/${pattern}`);
          return compiled.kind === 'problem' || typeof compiled.matches(address) === 'boolean';
        },
      ),
      { numRuns: 20_000 },
    );
  });
});
