import { describe, expect, it } from 'vitest';
import { checkShow } from '../../conductor/show/check.ts';
import { formatProblems, loadShow, type Problem, ShowErrors } from '../../conductor/show/load.ts';
import { memoryFiles } from './support.ts';

const GOOD = `format: 2
id: test
title: { en: Test, ko: 시험 }
scenes:
  tide: { scene: tide }
  sheet:
    scene: paper
    map:
      - { from: arousal, to: tear, in: [0, 1] }
cues:
  - number: 1
    title: { en: One, ko: 하나 }
    scene: tide
  - number: 1.10
    title: { en: Two, ko: 둘 }
    scene: sheet
    look: { tear: 0.4 }
`;

const show = (yaml: string | Uint8Array, world: string | null = 'A world.') => {
  const { files } = memoryFiles({
    'f/show.yaml': yaml,
    ...(world === null ? {} : { 'f/world.md': world }),
  });
  return { files };
};

const problemsOf = async (
  yaml: string | Uint8Array,
  world?: string | null,
): Promise<readonly Problem[]> => {
  try {
    await loadShow('f', show(yaml, world));
  } catch (error) {
    if (error instanceof ShowErrors) return error.problems;
    throw error;
  }
  return [];
};

const only = async (yaml: string | Uint8Array, world?: string | null): Promise<Problem> => {
  const problems = await problemsOf(yaml, world);
  expect(problems.map((p) => p.code)).toHaveLength(1);
  return problems[0] as Problem;
};

const changed = (from: string, to: string): string => {
  expect(GOOD).toContain(from);
  return GOOD.replace(from, to);
};

describe('loading a show', () => {
  it('SHOW-1 reads a good show with its world', async () => {
    const loaded = await loadShow('f', show(GOOD));
    expect(loaded.show.cues).toHaveLength(2);
    expect(loaded.world).toBe('A world.');
    expect(loaded.advice).toEqual([]);
    expect(loaded.show.cues[0]?.fade).toEqual({ seconds: 4, curve: 'smooth' });
  });

  it('SHOW-3 cue numbers are kept as written', async () => {
    const { show: read } = await loadShow('f', show(GOOD));
    expect(read.cues.map((c) => c.number)).toEqual(['1', '1.10']);
    const odd = changed('number: 1\n', 'number: 1.1\n');
    expect((await loadShow('f', show(odd))).show.cues[0]?.number).toBe('1.1');
  });

  it('SHOW-2 every error at once, with line, column, value and the nearest name', async () => {
    const bad = `format: 2
id: a b
title: Test
colour: red
scenes:
  tide: { scene: tyde }
  sheet:
    scene: paper
    look: { teer: 0.5 }
    map:
      - { from: arousel, to: tear }
      - { from: arousal, to: heel, in: [1, 1], body: nobody }
cues:
  - number: 1
    title: { en: One, ko: 하나 }
    scene: tyde
    fade: { second: 3 }
    levelCap: 2
  - number: 1
    title: { en: Two, ko: 둘 }
    scene: sheet
    look: { ligth: 0.3 }
    follow: contine
`;
    const problems = await problemsOf(bad, '  \n');
    const lines = formatProblems(problems);
    const expected = [
      /^f\/show\.yaml:2:5 id: "a b" will not do\. Write letters, digits/m,
      /^f\/show\.yaml:3:8 title: "Test" is not a block of keys\. Write a block of keys: en, ko\./m,
      /^f\/show\.yaml:4:1 colour: There is no "colour" here\./m,
      /^f\/show\.yaml:6:18 scenes\.tide\.scene: "tyde" is not known here\. Did you mean "tide"\?/m,
      /^f\/show\.yaml:9:13 scenes\.sheet\.look\.teer: .*Did you mean "tear"\?/m,
      /^f\/show\.yaml:11:17 scenes\.sheet\.map\[0\]\.from: "arousel" .*Did you mean "arousal"\?/m,
      /^f\/show\.yaml:12:30 scenes\.sheet\.map\[1\]\.to: .*"heel".*Did you mean "heal"\?/m,
      /^f\/show\.yaml:12:40 scenes\.sheet\.map\[1\]\.in: \[1,1\] has no width/m,
      /^f\/show\.yaml:12:54 scenes\.sheet\.map\[1\]\.body: "nobody" is not among/m,
      /^f\/show\.yaml:16:12 cues\[0\]\.scene: "tyde" is not an entry of `scenes`\. Did you mean "tide"\? There are: tide, sheet\./m,
      /^f\/show\.yaml:17:13 cues\[0\]\.fade\.second: .*Did you mean "seconds"\?/m,
      /^f\/show\.yaml:18:15 cues\[0\]\.levelCap: 2 is too much\. Write a number that is at most 1\./m,
      /^f\/show\.yaml:19:13 cues\[1\]\.number: Cue "1" is there already/m,
      /^f\/show\.yaml:22:13 cues\[1\]\.look\.ligth: .*Did you mean "light"\?/m,
      /^f\/show\.yaml:23:13 cues\[1\]\.follow: "contine" .*Did you mean "continue"\?/m,
      /^f\/world\.md: The world is empty\./m,
    ];
    for (const line of expected) expect(lines).toMatch(line);
    expect(problems).toHaveLength(expected.length);
  });

  it.each([
    ['a tab', 'format: 2\nscenes:\n\ttide: 1\n', 3, /tab indents/],
    ['a key twice', `${GOOD}id: other\n`, 18, /stands twice/],
    ['a quote left open', 'format: 2\nid: "abc\n', 0, /./],
    ['a bad indent', 'format: 2\n  id: test\n', 0, /./],
    ['two documents', `${GOOD}---\n${GOOD}`, 18, /more than one document/],
    ['an alias without anchor', changed('scene: tide\n', 'scene: *x\n'), 13, /alias/],
    ['a tag', changed('id: test', 'id: !!js/function test'), 2, /tag/],
  ])('SHOW-2 says where the YAML breaks: %s', async (_, yaml, line, what) => {
    const problems = await problemsOf(yaml);
    expect(problems.length).toBeGreaterThan(0);
    for (const p of problems) {
      expect(p.code).toBe('show/syntax');
      expect(p.line).toBeGreaterThan(0);
      expect(p.remedy).not.toBe('');
    }
    if (line > 0) expect(problems.some((p) => p.line === line && what.test(p.what))).toBe(true);
  });

  it('SHOW-2 refuses a bomb of aliases and endless nesting, quickly', async () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (let i = 1; i < 9; i++) {
      const [name, before] = ['abcdefghij'[i], 'abcdefghij'[i - 1]];
      bomb.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(',')}]`);
    }
    expect((await only(bomb.join('\n'))).what).toMatch(/aliases/);
    for (const deep of ['[', '{a: ', '- ', '? '])
      expect((await only(deep.repeat(200_000))).what).toMatch(/nested too deeply/);
    const keys = Array.from({ length: 5_000 }, () => 'a: 1').join('\n');
    expect(await problemsOf(keys)).toHaveLength(100);
    const stairs = Array.from({ length: 1300 }, (_, i) => `${' '.repeat(i)}a:`).join('\n');
    expect((await problemsOf(stairs)).length).toBeGreaterThan(0);
  });

  it('SHOW-1 says that a folder or file is missing and what a show is', async () => {
    const gone = await loadShow('nowhere', { files: memoryFiles({}).files }).catch((e) => e);
    expect(gone).toBeInstanceOf(ShowErrors);
    expect(gone.message).toMatch(/no such file.*shows\/minimal/);
    expect((await only(GOOD, null)).file).toBe('f/world.md');
  });

  it('SHOW-1 refuses what is not UTF-8, and says in which line', async () => {
    const bytes = new Uint8Array([...new TextEncoder().encode('format: 2\nid: '), 0xff, 0xfe, 10]);
    expect(await only(bytes)).toMatchObject({ code: 'show/not-utf8' });
    expect((await only(bytes)).what).toContain('Line 2');
  });

  it('SHOW-1 refuses a file over 1 MB', async () => {
    const problem = await only(`${GOOD}#${'x'.repeat(1024 * 1024)}\n`);
    expect(problem.code).toBe('show/too-large');
  });

  it.each(['../world.md', '/etc/passwd', 'a/../../b', '.', 'C:\\world.md'])(
    'SHOW-1 the world lies inside the folder: %s',
    async (world) => {
      const problem = await only(`${GOOD}world: '${world}'\n`);
      expect(problem).toMatchObject({ code: 'show/world', line: 18, path: 'world' });
    },
  );

  it.each([
    ['', 'show/shape'],
    ['- 1\n', 'show/shape'],
    ['id: x\n', 'show/format'],
    ['format: one\n', 'show/format'],
    ['format: 0\n', 'show/older'],
    ['format: 7\n', 'show/newer'],
  ])('SHOW-6 refuses %j', async (yaml, code) => {
    expect((await only(yaml)).code).toBe(code);
  });

  it('SHOW-6 a newer format is refused with a clear sentence', async () => {
    const problem = await only(changed('format: 2', 'format: 3'));
    expect(formatProblems([problem])).toBe(
      'f/show.yaml:1:9 format: This show is written in format 3; this conductor reads up to 2. Update Yeoun.',
    );
  });

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'SHOW-4 a name that every object has names nothing in a show: %s',
    async (name) => {
      const problem = await only(changed('scene: sheet', `scene: ${name}`));
      expect(problem.code).toBe('show/shape');
      expect(formatProblems([problem])).toContain('a name that the language itself uses');
    },
  );

  it('SHOW-4 refuses an entry that no record can hold', async () => {
    const problems = await problemsOf(changed('  tide: {', '  __proto__: {'));
    expect(problems.some((p) => p.path === 'scenes.__proto__')).toBe(true);
  });

  it('SHOW-5 refuses a list that goes round in no time', async () => {
    const endless = `${GOOD.replaceAll('title: {', 'follow: continue\n    title: {').replace(
      'follow: continue\n    title',
      'follow: continue\n    title',
    )}loop: true\n`.replace('follow: continue\n    title: { en: Test', 'title: { en: Test');
    const yaml = endless.replace(/^follow: continue\n {4}title/m, 'title');
    const problem = await only(yaml);
    expect(problem.code).toBe('show/endless-loop');
    expect(await problemsOf(yaml.replace('look: { tear: 0.4 }', 'postWaitS: 1'))).toEqual([]);
  });

  it('advises on what is allowed and probably not meant', async () => {
    const yaml = changed(
      'scene: sheet\n',
      'scene: tide\n    fade: { seconds: 0.1 }\n    follow: follow\n',
    ).replace('look: { tear: 0.4 }', 'cut: false');
    const report = await checkShow('f', show(yaml));
    expect(report.ok).toBe(true);
    expect(report.loaded?.advice.map((a) => a.code)).toEqual([
      'show/unused-scene',
      'show/short-fade',
      'show/follow-nowhere',
    ]);
    expect(report.text).toContain('3 warnings:');
  });

  it('SHOW-2 check prints every problem and fails', async () => {
    const report = await checkShow('f', show(changed('scene: sheet', 'scene: shet')));
    expect(report).toMatchObject({ ok: false, loaded: null });
    expect(report.text).toBe(
      'f/show.yaml:16:12 cues[1].scene: "shet" is not an entry of `scenes`. ' +
        'Did you mean "sheet"? There are: tide, sheet.\nf: 1 error.',
    );
  });
});
