import { describe, expect, it } from 'vitest';
import { resumePoint } from '../../conductor/show/director.ts';
import { loadShow, type Problem, ShowErrors } from '../../conductor/show/load.ts';
import { sketchFiles } from '../../conductor/show/memories.ts';
import { watchShow } from '../../conductor/show/watch.ts';
import { conduct, memoryFiles, T0 } from './support.ts';

const YAML = `format: 2
id: test
title: { en: Test, ko: 시험 }
scenes:
  tide: { scene: tide }
memories:
  garden:
    text: { en: a garden of sunflowers, ko: 해바라기 정원 }
    sketch: drawings/garden.json
  bus: { text: the night bus, sketch: [[[0.1, 0.5], [0.9, 0.5]]] }
  nothing: { text: '' }
  7: { text: seven }
cues:
  - { number: 1, title: { en: One, ko: 하나 }, scene: tide, memory: garden }
  - { number: 2, title: { en: Two, ko: 둘 }, scene: tide, memory: 7 }
`;
const GARDEN = JSON.stringify([
  [
    [0.5, 0],
    [0.5, 0.8],
  ],
  [[0.4, 0.7]],
]);

const filesOf = (yaml: string, sketch: string | null = GARDEN) =>
  memoryFiles({
    'f/show.yaml': yaml,
    'f/world.md': 'A world.',
    ...(sketch === null ? {} : { 'f/drawings/garden.json': sketch }),
  });

const problemsOf = async (yaml: string, sketch?: string | null): Promise<readonly Problem[]> => {
  try {
    await loadShow('f', { files: filesOf(yaml, sketch).files });
  } catch (error) {
    if (error instanceof ShowErrors) return error.problems;
    throw error;
  }
  return [];
};

describe('the memories of a show', () => {
  it('SHOW-58 words in one language or in both, also none, and sketches in line or from a file', async () => {
    const { memories, show } = await loadShow('f', { files: filesOf(YAML).files });
    expect(memories.garden).toEqual({
      parts: [
        { text: 'a garden of sunflowers', weight: 0.5 },
        { text: '해바라기 정원', weight: 0.5 },
      ],
      sketch: [
        [
          [0.5, 0],
          [0.5, 0.8],
        ],
        [[0.4, 0.7]],
      ],
    });
    expect(memories.bus?.sketch).toHaveLength(1);
    expect(memories.nothing).toEqual({ parts: [{ text: '', weight: 1 }], sketch: [] });
    expect(show.cues[1]?.memory).toBe('7');
    expect(sketchFiles('f', show)).toEqual(['f/drawings/garden.json']);
  });

  it('SHOW-58 a look may have a parameter of that name, and it is a number', async () => {
    const yaml = YAML.replace('{ scene: tide }', '{ scene: relief, look: { memory: 1 } }');
    const { show } = await loadShow('f', { files: filesOf(yaml).files });
    expect(show.scenes.tide?.look.memory).toBe(1);
  });

  it('SHOW-58 a cue that names one that is not there is told the nearest', async () => {
    const [problem] = await problemsOf(YAML.replace('memory: garden', 'memory: gardn'));
    expect(problem).toMatchObject({
      code: 'show/unknown-memory',
      path: 'cues[0].memory',
      line: 14,
    });
    expect(problem?.remedy).toContain('Did you mean "garden"?');
    const none = YAML.replace(/memories:[\s\S]*cues:/, 'cues:');
    expect((await problemsOf(none)).map(({ code }) => code)).toEqual([
      'show/unknown-memory',
      'show/unknown-memory',
    ]);
  });

  it('SHOW-59 a prompt in a cue is a memory of its own, on the same way', async () => {
    const prompt = (said: string) =>
      filesOf(
        YAML.replace('memory: 7', said).replace(
          'cues:',
          'standing: { bows: { scene: tide, prompt: the last light } }\ncues:',
        ),
      ).files;
    const said = 'prompt: { en: the night bus, ko: 밤 버스 }';
    const { memories, show } = await loadShow('f', { files: prompt(said) });
    expect(show.cues[1]?.memory).toBe('prompt-2');
    expect(memories['prompt-2']).toEqual({
      parts: [
        { text: 'the night bus', weight: 0.5 },
        { text: '밤 버스', weight: 0.5 },
      ],
      sketch: [],
    });
    expect(memories[show.standing.bows?.memory ?? '']?.parts[0]?.text).toBe('the last light');
    // The director gives it by its name, also after a restart, and a jump past it leaves it standing.
    const d = conduct(show);
    d.to(0, [{ do: 'go-cue', number: '2' }]);
    expect(d.state.paint.memory).toBe('prompt-2');
    const again = conduct(show, resumePoint(show, d.state, T0));
    expect(again.state.paint.memory).toBe('prompt-2');
    // Another prompt is another version of the show.
    const other = await loadShow('f', { files: prompt('prompt: the morning') });
    expect(other.memories['prompt-2']?.parts).toEqual([{ text: 'the morning', weight: 1 }]);
  });

  it('SHOW-59 a cue has a memory or a prompt, a prompt wants a scene and has its budget', async () => {
    const both = await problemsOf(YAML.replace('memory: 7', 'memory: 7, prompt: the bus'));
    expect(both).toMatchObject([{ code: 'show/needless-key', path: 'cues[1].prompt', line: 15 }]);
    const side = await problemsOf(YAML.replace('scene: tide, memory: 7', 'prompt: the bus'));
    expect(side).toMatchObject([{ code: 'show/side-cue', path: 'cues[1].prompt' }]);
    const long = YAML.replace('memory: 7', `prompt: ${'바다 '.repeat(8000)}`);
    const { advice } = await loadShow('f', { files: filesOf(long).files });
    expect(advice).toContainEqual(
      expect.objectContaining({ code: 'show/over-budget', path: 'cues[1].prompt' }),
    );
  });

  it.each([
    ['no file', null],
    ['no JSON', '{lines'],
    ['no lines', '{"lines": []}'],
    ['a point outside the page', '[[[0.5, 1.5]]]'],
    ['a line of no points', '[[]]'],
  ])('SHOW-58 a sketch with %s is named, with its place and its form', async (_, sketch) => {
    const problems = await problemsOf(YAML, sketch);
    expect(problems).toMatchObject([
      { code: 'show/sketch', path: 'memories.garden.sketch', file: 'f/show.yaml', line: 9 },
    ]);
    expect(problems[0]?.remedy).toContain('Write lines of points');
  });

  it('SHOW-58 a sketch lies inside the folder of the show', async () => {
    const outside = YAML.replace('drawings/garden.json', '../garden.json');
    expect((await problemsOf(outside))[0]?.what).toContain('inside the folder');
  });

  it('SHOW-7 SHOW-58 a sketch that was changed reaches the running show', async () => {
    const { files, write } = filesOf(YAML);
    const current = await loadShow('f', { files });
    const heard: unknown[] = [];
    let beat = (): void => {};
    const stop = watchShow('f', {
      scheduler: {
        every(_, fn) {
          beat = fn;
          return () => {};
        },
      },
      current,
      files,
      onShow: (loaded) => heard.push(loaded.memories.garden?.sketch),
      onProblems: () => {},
    });
    const beats = async (): Promise<void> => {
      for (let i = 0; i < 4; i++) {
        beat();
        for (let k = 0; k < 200; k++) await Promise.resolve();
      }
    };
    await beats();
    write('f/drawings/garden.json', '[[[0.1, 0.1]]]');
    await beats();
    expect(heard).toEqual([[[[0.1, 0.1]]]]);
    stop();
  });
});
