import { describe, expect, it } from 'vitest';
import type { FeatureName, FeatureValue } from '#contracts/feature';
import { pairId } from '#contracts/ids';
import { cueSheet } from '../../conductor/show/cue-sheet.ts';
import { loadShow, type Problem, ShowErrors } from '../../conductor/show/load.ts';
import { mappingPlans } from '../../conductor/show/mappings.ts';
import { mappedPairs, pairsOf } from '../../conductor/show/pairs.ts';
import { stageShow } from '../../conductor/show/stage-show.ts';
import { MOST_PAIRS } from '../../sensors/synchrony/index.ts';
import { affect, conduct, cue, feature, look, makeShow, memoryFiles, QUIET } from './support.ts';

const fast = { attackS: 0, releaseS: 0 };
const entry = (map: object[], more: object = {}) => ({
  scene: 'tide',
  listen: false,
  map,
  ...more,
});
const showOf = (bodies: string[], map: object[], more: object = {}) =>
  makeShow([cue('1', 'a')], { bodies, scenes: { a: entry(map) }, ...more });
const featuresOf =
  (all: Record<string, FeatureValue[]>) =>
  (id: string): ReadonlyMap<FeatureName, FeatureValue> =>
    new Map((all[id] ?? []).map((v) => [v.name, v]));

const yaml = (bodies: string, map: string, more = ''): string => `format: 2
id: test
title: { en: Test, ko: 시험 }
bodies: ${bodies}
${more}
scenes:
  a:
    scene: tide
    map:
      - ${map}
cues:
  - number: 1
    title: { en: One, ko: 하나 }
    scene: a
`;
const problemsOf = async (text: string): Promise<readonly Problem[]> => {
  const { files } = memoryFiles({ 'f/show.yaml': text, 'f/world.md': 'A world.' });
  try {
    await loadShow('f', { files });
  } catch (error) {
    if (error instanceof ShowErrors) return error.problems;
    throw error;
  }
  return [];
};

describe('several bodies', () => {
  it('SHOW-44 feeling is that of the lead, or of the body a mapping names', () => {
    const show = showOf(
      ['ana', 'bo'],
      [
        { from: 'arousal', to: 'light', ...fast },
        { from: 'arousal', body: 'bo', to: 'density', ...fast },
      ],
    );
    const d = conduct(show);
    const affectOf = (id: string) => affect({ arousal: id === 'bo' ? 0.9 : 0.2 });
    d.to(0, [], { ...QUIET, affectOf });
    const stage = d.to(1, [], { ...QUIET, affectOf });
    expect(look(stage, 'a', 'light')).toBeCloseTo(0.2, 9);
    expect(look(stage, 'a', 'density')).toBeCloseTo(0.9, 9);
    expect(stage.affect.arousal).toBe(0.2);
  });

  it('SHOW-45 a mapping of two listens under the id of the pair', () => {
    const map = [{ from: 'syncMovement', body: 'cy', with: 'bo', to: 'light', ...fast }];
    const show = showOf(['ana', 'bo', 'cy'], map);
    const d = conduct(show);
    const features = featuresOf({ [pairId('bo', 'cy')]: [feature('syncMovement', 0.8)] });
    d.to(0, [], { ...QUIET, features });
    expect(look(d.to(1, [], { ...QUIET, features }), 'a', 'light')).toBeCloseTo(0.8, 9);
  });

  it.each([
    [{}, ['ana', 'bo']],
    [{ body: 'bo' }, ['bo', 'ana']],
    [{ with: 'ana' }, ['bo', 'ana']],
    [{ with: 'bo' }, ['ana', 'bo']],
  ])('SHOW-45 of two bodies the other one is meant: %j', (more, who) => {
    const show = showOf(['ana', 'bo'], [{ from: 'syncBreath', to: 'light', ...more }]);
    const plan = mappingPlans(show).a?.[0];
    expect(plan?.who).toEqual(who);
    expect(plan?.body).toBe('ana--bo');
  });

  it('SHOW-45 compares pairs of mappings first, then with the lead, then neighbours', () => {
    const map = [{ from: 'syncHeart', body: 'dee', with: 'bo', to: 'light' }];
    const show = showOf(['ana', 'bo', 'cy', 'dee'], map);
    expect(mappedPairs(show).map((p) => pairId(p[0], p[1]))).toEqual(['bo--dee']);
    expect(pairsOf(show).map((p) => pairId(p[0], p[1]))).toEqual([
      'bo--dee',
      'ana--bo',
      'ana--cy',
      'ana--dee',
      'bo--cy',
      'cy--dee',
    ]);
    expect(pairsOf(showOf(['ana'], []))).toEqual([]);
  });

  it.each([
    ['[ana, bo]', '{ from: syncBreath, with: bob, to: light }', 'show/unknown-body', /"bob".*"bo"/],
    ['[ana, bo]', '{ from: syncBreath, body: bo, with: bo, to: light }', 'show/same-body', /both/],
    ['[ana, bo, cy]', '{ from: syncBreath, with: ana, to: light }', 'show/same-body', /"ana"/],
    ['[ana]', '{ from: syncBreath, to: light }', 'show/lonely-sync', /has one/],
    ['[ana, bo, cy]', '{ from: syncHeart, to: light }', 'show/lonely-sync', /with:.*ana, bo, cy/],
    ['[ana, bo]', '{ from: arousal, with: bo, to: light }', 'show/needless-with', /one body/],
    ['[ana, bo]', '{ from: breath, with: bo, to: light }', 'show/needless-with', /syncBreath/],
  ])('SHOW-45 refuses %s %s', async (bodies, map, code, text) => {
    const problems = await problemsOf(yaml(bodies, map));
    expect(problems.map((p) => p.code)).toEqual([code]);
    const [problem] = problems as [Problem];
    expect(`${problem.what} ${problem.remedy}`).toMatch(text);
    expect(problem).toMatchObject({ file: 'f/show.yaml', line: 10 });
    expect(problem.column).toBeGreaterThan(8);
  });

  it('SHOW-45 allows what is right', async () => {
    const map = '{ from: syncBreath, to: light }';
    expect(await problemsOf(yaml('[ana, bo]', map))).toEqual([]);
    expect(await problemsOf(yaml('[ana, bo, cy]', map.replace(', to', ', with: cy, to')))).toEqual(
      [],
    );
  });

  it('SHOW-45 refuses more pairs than are compared', async () => {
    const names = Array.from({ length: 8 }, (_, i) => `b${i}`);
    const maps = names.flatMap((a, i) =>
      names.slice(i + 1).map((b) => `{ from: syncBreath, body: ${a}, with: ${b}, to: light }`),
    );
    const problems = await problemsOf(yaml(`[${names.join()}]`, maps.join('\n      - ')));
    expect(problems.map((p) => p.code)).toEqual(['show/out-of-range']);
    expect(problems[0]?.remedy).toContain(`${MOST_PAIRS}`);
  });

  it('SHOW-4 heart, breath and moved name bodies of the show, once', async () => {
    const map = '{ from: breath, to: light }';
    const heart = await problemsOf(yaml('[ana, bo]', map, 'heart: anna'));
    expect(heart[0]).toMatchObject({ code: 'show/unknown-body', path: 'heart', line: 5 });
    expect(heart[0]?.remedy).toContain('ana');
    const breath = await problemsOf(yaml('[ana, bo]', map, 'breath: cy'));
    expect(breath.map((p) => p.path)).toEqual(['breath']);
    const moved = yaml('[ana, bo]', map).replace(
      'scene: tide',
      'scene: tide\n    moved: [bo, dee, bo]',
    );
    expect((await problemsOf(moved)).map((p) => [p.code, p.path])).toEqual([
      ['show/unknown-body', 'scenes.a.moved[1]'],
      ['show/duplicate-body', 'scenes.a.moved[2]'],
    ]);
  });

  it('SHOW-46 a client hears whose movement touches an entry', () => {
    const scenes = { a: entry([]), b: { ...entry([]), moved: ['bo'] } };
    const show = makeShow([cue('1', 'a')], { bodies: ['ana', 'bo'], scenes });
    expect(stageShow(show, 1).entries.map((e) => e.moved)).toEqual([[], ['bo']]);
  });

  it('SHOW-50 SHOW-51 the heart and the breath are of those whom the show names', () => {
    const features = featuresOf({
      ana: [feature('heartRate', 60), feature('breath', 0)],
      bo: [feature('heartRate', 120), feature('breath', 1)],
    });
    const beatsOf = (more: object) => {
      const d = conduct(showOf(['ana', 'bo'], [], more));
      d.to(0, [], { ...QUIET, features });
      let stage = d.to(0, [], { ...QUIET, features });
      for (let s = 0.5; s <= 20; s += 0.5) stage = d.to(s, [], { ...QUIET, features });
      return stage;
    };
    expect(beatsOf({}).beats).toBeCloseTo(19, 0);
    expect(beatsOf({ heart: 'bo' }).beats).toBeCloseTo(38, 0);
    expect(beatsOf({ heart: 'bo' }).breath).toBeLessThan(0.01);
    expect(beatsOf({ breath: 'bo' }).breath).toBeGreaterThan(0.99);
    expect(beatsOf({ breath: 'bo' }).beats).toBeCloseTo(19, 0);
  });

  it('SHOW-50 no other heart steps in for the one that leads', () => {
    const d = conduct(showOf(['ana', 'bo'], [], { heart: 'bo' }));
    const features = featuresOf({ ana: [feature('heartRate', 90)] });
    d.to(0, [], { ...QUIET, features });
    expect(d.to(10, [], { ...QUIET, features }).beats).toBe(0);
  });

  it('the cue sheet says who drives what where there are several', () => {
    const map = [{ from: 'syncMovement', to: 'light' }];
    const sheet = cueSheet(showOf(['ana', 'bo'], map, { heart: 'bo' }));
    expect(sheet).toContain('ana + bo');
    expect(sheet).toContain('Heart · 심장: bo');
    expect(sheet).toContain('Breath · 숨: ana');
    expect(sheet).toMatch(/touched by the movement of .*a: everybody/i);
    expect(cueSheet(showOf(['ana'], []))).not.toContain('## Bodies');
  });
});
