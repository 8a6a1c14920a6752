import { affectState } from '#contracts/affect';
import { FEATURE_NAMES, FEATURES, type FeatureName, type FeatureValue } from '#contracts/feature';
import { sceneInfo } from '#contracts/scenes';
import { Show } from '#contracts/show';
import { begin, step } from '../../conductor/show/director.ts';
import { type Bench, quantile } from '../support/bench.ts';

const CUES = 200;
const MAPPINGS = 64;
const STEPS = 20_000;
const WARM_UP = 2_000;

/** 200 cues in a loop over two entries with 32 mappings each; the scenes' own mappings are off. */
const bigShow = (): Show => {
  const entry = (scene: 'tide' | 'paper') => ({
    scene,
    listen: false,
    map: Array.from({ length: MAPPINGS / 2 }, (_, i) => ({
      from: FEATURE_NAMES[i % FEATURE_NAMES.length],
      to: sceneInfo(scene).params[i % sceneInfo(scene).params.length]?.name,
      curve: 'smooth',
    })),
  });
  return Show.parse({
    format: 2,
    id: 'bench',
    title: { en: 'Bench', ko: '측정' },
    start: 'auto',
    loop: true,
    scenes: { a: entry('tide'), b: entry('paper') },
    cues: Array.from({ length: CUES }, (_, i) => ({
      number: String(i + 1),
      title: { en: 'Cue', ko: '큐' },
      scene: i % 2 ? 'b' : 'a',
      look: { light: (i % 10) / 10 },
      fade: { seconds: 1 },
      follow: 'follow',
    })),
  });
};

/** What a body says in one of the moments that the run goes round through. */
const bodyAt = (i: number): ReadonlyMap<FeatureName, FeatureValue> =>
  new Map(
    FEATURE_NAMES.map((name, k) => {
      const [low, high] = FEATURES[name].range;
      const value = low + (high - low) * (0.5 + 0.5 * Math.sin(i / 10 + k));
      const base = { bodyId: 'dancer', sourceId: 'bench', confidence: 1, recorded: false };
      return [name, { ...base, name, value, atMs: 1_700_000_000_000 }];
    }),
  );

export const benches: Bench[] = [
  {
    name: 'road-director-step-p99-ms',
    unit: 'ms',
    op: '<=',
    goal: 0.5,
    async run() {
      const show = bigShow();
      let now = 1_700_000_000_000;
      let state = begin(show, now);
      const moments = Array.from({ length: 64 }, (_, i) => bodyAt(i));
      const took: number[] = [];
      for (let i = 0; i < STEPS + WARM_UP; i++) {
        now += 1000 / 60;
        const features = moments[i % moments.length] ?? new Map();
        const affect = affectState({
          positive: 0.5,
          negative: 0.3,
          arousal: 0.4,
          confidence: 0.8,
          source: 'live',
          atMs: now,
        });
        const inputs = { asked: [], affectOf: () => affect, features: () => features };
        const before = performance.now();
        ({ state } = step(show, state, inputs, now));
        if (i >= WARM_UP) took.push(performance.now() - before);
      }
      const load = `${CUES} cues that follow each other each second, ${MAPPINGS} mappings, steps of 1/60 s`;
      return { value: quantile(took, 0.99), n: STEPS, load };
    },
  },
];
