import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ShowEdit } from '#contracts/edit';
import type { Plain } from '../../conductor/show/edit/data.ts';
import { editShow } from '../../conductor/show/edit/edit.ts';
import { parseYaml } from '../../conductor/show/yaml.ts';

const SHOWS = ['first-light', 'latency', 'minimal', 'sullae'];
const AT_ONCE = 4;
/**
 * The cues of a show alone, a few at once: what takes a few milliseconds to read. An edit does not ask for the rest.
 */
const textsOf = (show: string): string[] => {
  const whole = readFileSync(`shows/${show}/show.yaml`, 'utf8');
  const parts = whole
    .slice(whole.indexOf('\ncues:') + '\ncues:\n'.length)
    .split(/^(?= {2}- number: )/m);
  const texts: string[] = [];
  for (let i = 0; i < parts.length; i += AT_ONCE)
    texts.push(`format: 2 # as it is\n\ncues:\n${parts.slice(i, i + AT_ONCE).join('')}`);
  return texts;
};
const cuesOf = (text: string): Plain[] => {
  const read = parseYaml(text, 'x');
  if (!read.ok) throw new Error('broken');
  return (read.located.value as { cues: Plain[] }).cues;
};
const done = (text: string, edit: ShowEdit): string => {
  const out = editShow(text, [edit]);
  if (!out.ok) throw new Error(`${JSON.stringify(edit)}: ${out.code} ${out.what}`);
  return out.text;
};

/** The lines of a text cue by cue, by their indent alone: what stands before the first one is 'head'. */
const lines = (text: string): Map<string, string> => {
  const parts = new Map<string, string>();
  let name = 'head';
  for (const line of text.trimEnd().split('\n')) {
    name = line.startsWith('#') ? 'foot' : (/^ {2}- number: '?([^']*)'?$/.exec(line)?.[1] ?? name);
    parts.set(name, `${parts.get(name) ?? ''}${line}\n`);
  }
  return new Map([...parts].map(([key, part]) => [key, part.trimEnd()]));
};
const without = <K, V>(map: ReadonlyMap<K, V>, ...keys: K[]): Map<K, V> =>
  new Map([...map].filter(([key]) => !keys.includes(key)));

const sets = (number: string): Extract<ShowEdit, { do: 'set' }>[] => [
  { do: 'set', number, path: ['notes'], value: `A short one, ${number}.` },
  { do: 'set', number, path: ['title'], value: { en: 'Anew: one', ko: '새로' } },
  { do: 'set', number, path: ['fade', 'seconds'], value: 77.5 },
];

describe('SHOW-90 over every cue of the shows that come with it', () => {
  it.each(SHOWS)('%s: a value that is set leaves every other line and every other key', (show) => {
    for (const text of textsOf(show)) {
      const [before, cues] = [lines(text), cuesOf(text)];
      for (const [i, cue] of cues.entries()) {
        const number = String(cue.number);
        for (const edit of sets(number)) {
          const key = edit.path[0] as string;
          const after = done(text, edit);
          expect(without(lines(after), number), number).toEqual(without(before, number));
          const now = cuesOf(after);
          expect(without(new Map(Object.entries(now[i] ?? {})), key)).toEqual(
            without(new Map(Object.entries(cue)), key),
          );
          expect(now.filter((_, k) => k !== i)).toEqual(cues.filter((_, k) => k !== i));
          // Of the lines of the cue itself only those of the value are other ones.
          const there = new Set(after.split('\n'));
          const gone = text.split('\n').filter((line) => !there.has(line));
          const isOf = (line: string) => line.startsWith(`    ${key}:`) || /^ {6}/.test(line);
          expect(gone.filter((line) => !isOf(line))).toEqual([]);
        }
      }
    }
  });

  it.each(SHOWS)(
    '%s: deleted, duplicated, moved and renumbered cues leave every other line',
    (show) => {
      for (const text of textsOf(show)) {
        const [before, cues] = [lines(text), cuesOf(text)];
        const numbers = cues.map((cue) => String(cue.number));
        for (const [i, number] of numbers.entries()) {
          const rest = cues.filter((_, k) => k !== i);
          if (cues.length > 1) {
            const less = done(text, { do: 'delete', number });
            expect(lines(less)).toEqual(without(before, number));
            expect(cuesOf(less)).toEqual(rest);
          }
          const more = done(text, { do: 'duplicate', number });
          const added = cuesOf(more)[i + 1];
          expect(without(lines(more), String(added?.number))).toEqual(before);
          expect({ ...added, number }).toEqual(cues[i]);
          const to = numbers[(i + 3) % numbers.length] ?? null;
          const moved = to === number ? text : done(text, { do: 'move', number, after: to });
          expect(lines(moved)).toEqual(before);
          expect(cuesOf(moved).filter((cue) => cue.number !== number)).toEqual(rest);
          const renumbered = done(text, { do: 'renumber', number, to: 'zz' });
          expect(without(lines(renumbered), 'zz')).toEqual(without(before, number));
          const inside = (part: string | undefined) => part?.split('\n').slice(1);
          expect(inside(lines(renumbered).get('zz'))).toEqual(inside(before.get(number)));
        }
      }
    },
  );
});

describe('SHOW-90 a folded text in a whole file', () => {
  it.each([
    ['sullae', '3'],
    ['first-light', '4'],
    ['first-light', '5.3'],
  ])('%s, cue %s: only its own lines change', (show, number) => {
    const text = readFileSync(`shows/${show}/show.yaml`, 'utf8');
    const after = done(text, { do: 'set', number, path: ['notes'], value: 'A short one.' });
    const [was, now] = [text.split('\n'), after.split('\n')];
    const at = now.indexOf('      A short one.');
    const gone = was.length - now.length + 1;
    expect(now.slice(0, at)).toEqual(was.slice(0, at));
    expect(now.slice(at + 1)).toEqual(was.slice(at + gone));
    expect(was[at - 1]).toMatch(/^ {4}notes: >-$/);
    expect(gone).toBeLessThan(6);
  });
});

const SECTIONS = `format: 2
cues: # in their order
  # ===== Part one =====

  # the first
  - number: 1
    title: { en: One, ko: 하나 }
    notes: >- # said aloud
      Long ago
      and far away.
    fade:
      seconds: 3 # slow
    # not now
    sounds:
      - { do: play, sound: a }
      - do: play # late
        sound: b

  - number: 2
    title: { en: Two, ko: 둘 }
      # levelCap: 0.5

  # ===== Part two =====

  # the third
  - number: 3
    title: { en: Three, ko: 셋 }

# the end
`;

describe('comments and headings', () => {
  const set = (path: (string | number)[], value: unknown, number = '1') =>
    editShow(SECTIONS, [{ do: 'set', number, path, value } as ShowEdit]);
  const texts = (out: ReturnType<typeof editShow>) => (out.ok ? out.text : out.code);

  it('SHOW-90 a heading that stands apart stays where a cue goes; what stands on a cue goes with it', () => {
    const first = done(SECTIONS, { do: 'delete', number: '1' });
    expect(first).toContain('  # ===== Part one =====\n\n  - number: 2');
    expect(first).not.toContain('the first');
    const second = done(SECTIONS, { do: 'delete', number: '2' });
    expect(second).toContain(
      'sound: b\n\n  # ===== Part two =====\n\n  # the third\n  - number: 3',
    );
    expect(second).not.toContain('levelCap');
    const third = done(SECTIONS, { do: 'delete', number: '3' });
    expect(third).toContain('levelCap: 0.5\n\n  # ===== Part two =====\n\n# the end\n');
    const moved = done(SECTIONS, { do: 'move', number: '3', after: '1' });
    expect(moved).toContain('sound: b\n\n  # the third\n  - number: 3\n');
    expect(moved).toContain('  # ===== Part two =====\n\n# the end\n');
    expect(moved).toContain('  # ===== Part one =====\n\n  # the first\n  - number: 1\n');
    const top = done(SECTIONS, { do: 'move', number: '3', after: null });
    expect(top).toContain('# ===== Part one =====\n\n  # the third\n  - number: 3');
  });

  it('SHOW-90 folded texts stay folded, and blocks are changed inside', () => {
    expect(texts(set(['notes'], 'Nearer now, and all in one place.'))).toBe(
      SECTIONS.replace(
        '      Long ago\n      and far away.\n',
        '      Nearer now, and all in one place.\n',
      ),
    );
    expect(texts(set(['notes'], null))).toBe(SECTIONS.replace(/ {4}notes: >-.*\n.*\n.*\n/, ''));
    expect(texts(set(['fade', 'seconds'], null))).toBe(
      SECTIONS.replace('fade:\n      seconds: 3 # slow\n', 'fade: {}\n'),
    );
    expect(texts(set(['fade'], { seconds: 4, curve: 'linear' }))).toBe(
      SECTIONS.replace('seconds: 3 # slow\n', 'seconds: 4 # slow\n      curve: linear\n'),
    );
    expect(texts(set(['sounds', 0], null))).toBe(
      SECTIONS.replace('      - { do: play, sound: a }\n', ''),
    );
    expect(texts(set(['sounds', 1, 'sound'], 'c'))).toBe(SECTIONS.replace('sound: b', 'sound: c'));
  });

  it('SHOW-90 what would cost a comment inside, or a line outside, is refused', () => {
    expect(texts(set(['sounds'], 'none'))).toBe('edit/form');
    const anchored = SECTIONS.replace('title: { en: One', 'title: &t { en: One').replace(
      'title: { en: Three, ko: 셋 }',
      'title: *t',
    );
    const title = (number: string, path: string[]) =>
      texts(editShow(anchored, [{ do: 'set', number, path, value: 'x' }]));
    expect(title('1', ['title'])).toBe('edit/form');
    // Through the anchor it would change the other cue too.
    expect(title('1', ['title', 'en'])).toBe('edit/form');
    expect(title('3', ['title', 'en'])).toBe('edit/form');
    const block = SECTIONS.replace('seconds: 3 # slow', '# it is slow\n      seconds: 3');
    const out = editShow(block, [
      { do: 'set', number: '1', path: ['fade', 'seconds'], value: null },
    ]);
    expect(texts(out)).toBe('edit/form');
    // Cues in brackets take a new one only where the library that writes them leaves the rest as it is.
    const insert: ShowEdit = { do: 'insert', after: '1', cue: { scene: 'b' } };
    const tidy = 'format: 2\ncues: [{ number: 1 }]\n';
    expect(texts(editShow(tidy, [insert]))).toMatch(/scene: b/);
    expect(texts(editShow(tidy.replace('format: 2', 'format:   2'), [insert]))).toBe('edit/form');
  });
});
