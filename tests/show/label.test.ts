import { describe, expect, it } from 'vitest';
import { StageShow } from '#contracts/wire';
import { loadShow, type Problem, ShowErrors } from '../../conductor/show/load.ts';
import { stageShow } from '../../conductor/show/stage-show.ts';
import { memoryFiles } from './support.ts';

const yaml = (label: string): string => `format: 2
id: test
title: { en: Test, ko: 시험 }
${label}
scenes:
  tide: { scene: tide }
cues:
  - { number: 1, title: { en: One, ko: 하나 }, scene: tide }
`;
const load = (label: string) =>
  loadShow('f', {
    files: memoryFiles({ 'f/show.yaml': yaml(label), 'f/world.md': 'A world.' }).files,
  });
const labelOf = async (label: string) => {
  const told = stageShow((await load(label)).show, 1);
  expect(StageShow.parse(told)).toEqual(told);
  return told.label;
};
const problemsOf = async (label: string): Promise<readonly Problem[]> => {
  try {
    await load(label);
    return [];
  } catch (error) {
    if (error instanceof ShowErrors) return error.problems;
    throw error;
  }
};

describe('the label a show asks for', () => {
  it('SHOW-64 is none where nothing is said, or false', async () => {
    expect(await labelOf('')).toBeUndefined();
    expect(await labelOf('label: false')).toBeUndefined();
  });

  it('SHOW-64 is in both languages, in the corner that is named', async () => {
    const usual = await labelOf('label: true');
    expect(usual?.corner).toBe('bottom-right');
    expect(usual?.text.ko).toMatch(/기계/);
    expect(usual?.text.en).toMatch(/machine/);
    expect(await labelOf('label: { corner: top-left }')).toEqual({ ...usual, corner: 'top-left' });
    expect(await labelOf('label: { text: { en: by dream, ko: 꿈이 그림 } }')).toEqual({
      text: { en: 'by dream', ko: '꿈이 그림' },
      corner: 'bottom-right',
    });
  });

  it.each([
    ['one language alone', 'label: { text: { en: by dream } }'],
    ['a corner that is none', 'label: { corner: middle }'],
    ['words for a page', `label: { text: { en: ${'a '.repeat(60)}, ko: 가 } }`],
    ['no words', "label: { text: { en: '', ko: '' } }"],
    ['a key nobody knows', 'label: { size: 3 }'],
    ['something else', 'label: 3'],
  ])('SHOW-64 refuses %s, and says where', async (_, label) => {
    const [problem] = await problemsOf(label);
    expect(problem?.path).toMatch(/^label/);
    expect(problem?.line).toBe(4);
  });
});
