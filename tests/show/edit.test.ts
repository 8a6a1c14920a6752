import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ShowEdit } from '#contracts/edit';
import { changed, changeOf, type Plain } from '../../conductor/show/edit/data.ts';
import { editShow } from '../../conductor/show/edit/edit.ts';
import { numberBetween } from '../../conductor/show/edit/numbers.ts';
import { loadShow } from '../../conductor/show/load.ts';
import { parseYaml } from '../../conductor/show/yaml.ts';
import { memoryFiles } from './support.ts';

const MINIMAL = readFileSync('shows/minimal/show.yaml', 'utf8');
const LONG = readFileSync('shows/first-light/show.yaml', 'utf8');

const done = (text: string, ...edits: ShowEdit[]): string => {
  const out = editShow(text, edits);
  if (!out.ok) throw new Error(`${out.code}: ${out.what} ${out.remedy}`);
  return out.text;
};
const set = (number: string, path: string[], value: string | number | null): ShowEdit => ({
  do: 'set',
  number,
  path,
  value,
});
const dataOf = (text: string): Plain => {
  const read = parseYaml(text, 'x');
  if (!read.ok) throw new Error('broken');
  return read.located.value as Plain;
};
/** Its head, one scene and the first cues: what takes a few milliseconds to read. */
const SHORT = [
  LONG.slice(0, LONG.indexOf('  # The same waterline')),
  LONG.slice(LONG.indexOf('cues:\n'), LONG.indexOf('  - number: 2.5')),
].join('');
/** Lines of one text that are not in the other, in order. */
const linesOnlyIn = (a: string, b: string): string[] => {
  const there = new Set(b.split('\n'));
  return a.split('\n').filter((line) => !there.has(line));
};

describe('editing a show', () => {
  it('SHOW-90 changes one value and leaves every other character', () => {
    const after = done(MINIMAL, {
      do: 'set',
      number: '2',
      path: ['fade', 'seconds'],
      value: 12.5,
    });
    expect(linesOnlyIn(after, MINIMAL)).toEqual(['    fade: { seconds: 12.5, curve: smooth }']);
    expect(after.length - MINIMAL.length).toBe('12.5'.length - '10'.length);
  });

  it('SHOW-90 adds a key, into braces and into blocks, and takes it out again to the same text', () => {
    const once = done(MINIMAL, set('1', ['fade', 'curve'], 'linear'));
    expect(linesOnlyIn(once, MINIMAL)).toEqual(['    fade: { seconds: 6, curve: linear }']);
    expect(done(once, set('1', ['fade', 'curve'], null))).toBe(MINIMAL);
    const twice = done(MINIMAL, set('3', ['levelCap'], 0.5));
    expect(linesOnlyIn(twice, MINIMAL)).toEqual(['    levelCap: 0.5']);
    expect(done(twice, set('3', ['levelCap'], null))).toBe(MINIMAL);
    const deep = set('1', ['palette', 'accent'], '#8A3B2A');
    expect(linesOnlyIn(done(MINIMAL, deep), MINIMAL)).toEqual([
      '    palette: { accent: "#8A3B2A" }',
    ]);
  });

  it('SHOW-90 inserts a cue between two others, with a number between theirs', async () => {
    const after = done(MINIMAL, {
      do: 'insert',
      after: '1',
      cue: { title: { en: 'Between', ko: '사이' }, scene: 'water', fade: { seconds: 3 } },
    });
    expect(linesOnlyIn(after, MINIMAL)).toEqual([
      '  - number: 1.5',
      '    title: { en: Between, ko: 사이 }',
      '    fade: { seconds: 3 }',
    ]);
    const { files } = memoryFiles({ 'f/show.yaml': after, 'f/world.md': 'w' });
    const { show } = await loadShow('f', { files });
    expect(show.cues.map((c) => c.number)).toEqual(['1', '1.5', '2', '3']);
    expect(done(after, { do: 'delete', number: '1.5' })).toBe(MINIMAL);
  });

  it('SHOW-90 moves a cue with its comments, and it keeps its number', () => {
    const after = done(LONG, { do: 'move', number: '2', after: '3' });
    const numbers = (dataOf(after).cues as Plain[]).map((c) => c.number);
    expect(numbers.slice(0, 8)).toEqual(['1', '1.5', '2.3', '2.5', '2.7', '3', '2', '3.5']);
    expect(done(after, { do: 'move', number: '2', after: '1.5' })).toBe(LONG);
    expect(linesOnlyIn(after, LONG)).toEqual([]);
  });

  it('SHOW-90 never renumbers in passing, and says why an edit cannot be made', () => {
    const refused = (edit: ShowEdit) => {
      const out = editShow(MINIMAL, [edit]);
      return out.ok ? null : `${out.code}: ${out.what} ${out.remedy}`;
    };
    expect(refused({ do: 'set', number: '1', path: ['number'], value: '7' })).toMatch(
      /^edit\/renumber: the cue keeps its number 1/,
    );
    expect(refused({ do: 'delete', number: '22' })).toMatch(/no cue "22". Did you mean "2"/);
    expect(refused({ do: 'insert', after: '9', cue: {} })).toMatch(/^edit\/unknown-cue/);
    expect(refused({ do: 'insert', after: '1', cue: { number: 3 } })).toMatch(
      /^edit\/number-taken/,
    );
    expect(refused({ do: 'set-show', path: ['cues', 0, 'scene'], value: 'a' })).toMatch(
      /^edit\/path/,
    );
    expect(editShow('format: 2\n  x: 1', [])).toMatchObject({ ok: false, code: 'edit/broken' });
  });

  it('SHOW-90 renumbers by name, with what names the cue in the file, and takes no number that is there', () => {
    const grouped = MINIMAL.replace(
      'cues:',
      'groups: { middle: { from: 2, to: 3 } }\ntrajectory: { points: [{ cue: 2, arousal: 0.4 }] }\ncues:',
    );
    const after = done(grouped, { do: 'renumber', number: '2', to: '2.10' });
    expect(linesOnlyIn(after, grouped)).toEqual([
      'groups: { middle: { from: 2.10, to: 3 } }',
      'trajectory: { points: [{ cue: 2.10, arousal: 0.4 }] }',
      '  - number: 2.10',
    ]);
    expect((dataOf(after).cues as Plain[])[1]?.number).toBe('2.10');
    expect(done(after, { do: 'renumber', number: '2.10', to: '2' })).toBe(grouped);
    expect(editShow(MINIMAL, [{ do: 'renumber', number: '2', to: '3' }])).toMatchObject({
      ok: false,
      code: 'edit/number-taken',
    });
  });

  it('SHOW-90 duplicates a cue right after itself, whole, with a number between', () => {
    const cues = dataOf(done(LONG, { do: 'duplicate', number: '2' })).cues as Plain[];
    const at = cues.findIndex((c) => c.number === '2');
    expect(String(cues[at + 1]?.number)).toMatch(/^2\.[12]$/);
    expect({ ...cues[at + 1], number: '2' }).toEqual(cues[at]);
  });

  it('SHOW-90 no edit reaches what lies behind plain data', () => {
    const bad = fc.constantFrom('__proto__', 'constructor', 'prototype');
    const step = fc.oneof(bad, fc.constantFrom('fade', 'sheet', 'scene', 'x', 'toString', 0, 1));
    const path = fc.array(step, { minLength: 1, maxLength: 5 });
    const before = Object.getOwnPropertyNames(Object.prototype).sort();
    fc.assert(
      fc.property(path, fc.boolean(), bad, (steps, isShow, name) => {
        const out = steps.some((s) => ['__proto__', 'constructor', 'prototype'].includes(`${s}`));
        const edit = isShow
          ? { do: 'set-show', path: steps, value: 7 }
          : { do: 'set', number: '1', path: steps, value: JSON.parse(`{"a":{"${name}":1}}`) };
        expect(ShowEdit.safeParse(edit).success && out).toBe(false);
        // Also where nobody has parsed it.
        const made = editShow(MINIMAL, [edit as ShowEdit]);
        if (out || !isShow) expect(made).toMatchObject({ ok: false });
        const put = { kind: 'put', path: steps, value: 7 } as const;
        changed(dataOf(MINIMAL), put);
        changed(dataOf(MINIMAL), { kind: 'cut', path: steps });
        expect(({} as Record<string, unknown>).x).toBeUndefined();
        expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(before);
        expect(Object.prototype.toString).toBeTypeOf('function');
      }),
      { numRuns: 60, seed: 9 },
    );
    const insert = { do: 'insert', after: null, cue: JSON.parse('{"__proto__":{"x":1}}') };
    expect(editShow(MINIMAL, [insert as ShowEdit])).toMatchObject({ ok: false, code: 'edit/path' });
  });

  it('SHOW-90 all edits of a list are made, or none', () => {
    const out = editShow(MINIMAL, [
      { do: 'delete', number: '1' },
      { do: 'delete', number: '1' },
    ]);
    expect(out).toMatchObject({ ok: false, code: 'edit/unknown-cue' });
  });

  it('SHOW-90 an older file becomes one of the present format, with its comments', () => {
    const old = MINIMAL.replace('format: 2 ', 'format: 1 ');
    const after = done(old, { do: 'set-show', path: ['panicS'], value: 2 });
    expect(after).toContain('format: 2                       # the version of this file format');
    expect(dataOf(after)).toMatchObject({ format: 2, panicS: 2 });
  });

  it('SHOW-90 whatever is asked, the file then says exactly that, and its comments stay', {
    timeout: 90_000,
  }, () => {
    const comments = (text: string) => text.split('\n').filter((l) => /^\s*#/.test(l)).length;
    const number = fc.constantFrom('1', '1.5', '2', '2.3', '4');
    const value = fc.oneof(
      fc.double({ min: 0, max: 90, noNaN: true }).map((x) => Math.round(x * 100) / 100),
      fc.constantFrom(
        'linear',
        'on',
        '1.10',
        'a: b',
        '# no',
        "it's",
        'two\nlines',
        '',
        ' x',
        '{',
        '-',
      ),
      fc.boolean(),
      fc.constant({ en: 'Neu', ko: '새로' }),
      fc.constant([{ do: 'stop', fadeS: 1 }]),
    );
    const path = fc.constantFrom(
      ['fade', 'seconds'],
      ['notes'],
      ['title'],
      ['title', 'en'],
      ['look', 'light'],
      ['sounds'],
      ['scene'],
      ['sheet', 'call', 'en'],
      ['levelCap'],
    );
    const edit: fc.Arbitrary<ShowEdit> = fc.oneof(
      fc.record({ do: fc.constant('set' as const), number, path, value: fc.option(value) }),
      fc.record({
        do: fc.constant('insert' as const),
        after: fc.option(number),
        cue: fc.record({ title: fc.constant({ en: 'N', ko: '새' }), scene: value, notes: value }),
      }),
      fc.record({ do: fc.constant('move' as const), number, after: fc.option(number) }),
      fc.record({ do: fc.constant('delete' as const), number }),
    ) as fc.Arbitrary<ShowEdit>;
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
        let text = SHORT;
        let meant = dataOf(SHORT);
        for (const raw of edits) {
          const one = ShowEdit.parse(raw);
          const change = changeOf(meant, one as Exclude<ShowEdit, { do: 'renumber' }>);
          const out = editShow(text, [one]);
          expect(out.ok).toBe(!('ok' in change));
          if (!out.ok || 'ok' in change) continue;
          meant = changed(meant, change);
          expect(dataOf(out.text)).toEqual(meant);
          text = out.text;
        }
        expect(comments(text)).toBe(comments(SHORT));
      }),
      { numRuns: 12, seed: 7 },
    );
  });
});

describe('numbers of new cues', () => {
  const taken = (...numbers: string[]) => new Set(numbers);
  it.each([
    ['1', '2', [], '1.5'],
    ['1', '1.5', [], '1.2'],
    ['1', '3', [], '2'],
    ['2', null, [], '3'],
    ['2.5', null, ['3'], '4'],
    [null, '1', [], '0.5'],
    ['1', '1.1', [], '1.05'],
    ['1', '2', ['1.5'], '1.4'],
    ['verse', 'chorus', [], 'verse.1'],
    ['3', '2', ['3.1'], '3.2'],
  ] as const)('between %s and %s', (before, after, there, expected) => {
    const all = taken(...there, ...[before, after].filter((n) => n !== null));
    const got = numberBetween(before, after, all);
    if (before === '1' && after === '1.5') expect(['1.2', '1.3']).toContain(got);
    else expect(got).toBe(expected);
    expect(all.has(got)).toBe(false);
  });
});
