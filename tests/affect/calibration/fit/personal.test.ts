import { describe, expect, it } from 'vitest';
import { AffectEstimate } from '#contracts/affect';
import type { ModelCard } from '#contracts/model-card';
import { personalGraph } from '../../../../conductor/affect/calibration/fit/card.ts';
import { fitPerson } from '../../../../conductor/affect/calibration/fit/fit.ts';
import { reference } from '../../../../conductor/affect/calibration/fit/reference.ts';
import {
  type PersonRows,
  rowCollector,
} from '../../../../conductor/affect/calibration/fit/rows.ts';
import type { Decoder, Model } from '../../../../conductor/affect/decoder.ts';
import { personalDecoders } from '../../../../conductor/affect/decoders/personal.ts';
import { DECODERS } from '../../../../conductor/affect/decoders.ts';
import { random } from '../../../../sensors/random.ts';
import { feature, T0, viewOf } from '../../support.ts';

const at = (s: number): number => T0 + 1000 * s;
const KINDS = ['positive', 'negative', 'neutral'] as const;
const RECALLS = 9;
const SPAN_S = 50;

/** Heart, skin and breath of a dancer at a second of a session: baseline, then rests of 15 s and recalls of 35 s. */
const body = (seed: number, clarity: number) => {
  const noise = random(seed, 'body');
  let slow = 0;
  return (s: number, kind: (typeof KINDS)[number] | null) => {
    slow = 0.95 * slow + 0.3 * noise.normal();
    const up = kind === 'positive' ? clarity : 0;
    const down = kind === 'negative' ? clarity : 0;
    return [
      feature('heartRate', 70 + slow + noise.normal() + 4 * up, at(s)),
      feature('breathRate', 14 + 0.3 * noise.normal() - 1.5 * up + 1.5 * down, at(s)),
      feature('edaTonic', Math.exp(0.5 + 0.01 * slow + 0.02 * noise.normal() + 0.2 * down), at(s)),
    ];
  };
};

const kindAt = (s: number): (typeof KINDS)[number] | null => {
  const r = Math.floor((s - 60) / SPAN_S);
  return s >= 60 && (s - 60) % SPAN_S >= 15 ? (KINDS[(r + Math.floor(r / 3)) % 3] ?? null) : null;
};

const session = (seed: number, clarity: number): PersonRows => {
  const collector = rowCollector({ bodyId: 'dancer', modalities: ['physiology'] });
  const signals = body(seed, clarity);
  let before: string | null = null;
  for (let s = 0; s < 60 + RECALLS * SPAN_S; s++) {
    const kind = kindAt(s);
    const recall = kind ? `r${Math.floor((s - 60) / SPAN_S)}` : null;
    if (recall !== before) collector.mark({ recall, feeling: kind }, at(s) - 500);
    before = recall;
    collector.hear(signals(s, kind), at(s) + 50);
  }
  return collector.rows('physiology');
};

const calibrated = (seed: number, clarity: number) => {
  const rows = session(seed, clarity);
  const outcome = fitPerson(rows);
  const graph = personalGraph(rows.layout, outcome, { who: 'dancer', seed: 1 });
  if (!graph || !outcome.fitted) throw new Error('nothing was fitted');
  return { outcome, card: graph.card, sums: outcome.fitted.sums };
};

/** A model that answers as the graph would, and counts. */
const modelOf = ({
  card,
  sums,
}: {
  card: ModelCard;
  sums: ReturnType<typeof calibrated>['sums'];
}) => {
  const asked: Float32Array[] = [];
  const model: Model = {
    card,
    ask(input) {
      asked.push(input);
      const z = sums.map(({ weights, bias }) =>
        Math.exp(weights.reduce((t, w, j) => t + w * (input[j] ?? 0), bias) / card.temperature),
      );
      const total = z.reduce((a, b) => a + b, 0);
      return Promise.resolve(Float32Array.from(z, (v) => v / total));
    },
  };
  return { model, asked };
};

const make = (model: Model | null): Decoder | null => {
  const record = personalDecoders.find(({ id }) => id === 'personal-physiology');
  return (
    record?.make('dancer', {
      model: () => null,
      personal: (_, modality) => (modality === 'physiology' ? model : null),
    }) ?? null
  );
};

const clear = calibrated(1, 1.5);

/** Plays a body to a decoder, ten ticks a second, and gives all estimates. */
const play = async (
  decoder: Decoder,
  seconds: number,
  kind: (typeof KINDS)[number] | null,
  values = body(7, 1.5),
) => {
  const out: AffectEstimate[] = [];
  let view = viewOf([]);
  for (let tick = 0; tick < 10 * seconds; tick++) {
    if (tick % 10 === 0) view = viewOf(values(tick / 10, kind));
    const estimate = decoder.decode(view, at(tick / 10) + 50);
    if (estimate) out.push(AffectEstimate.parse(estimate));
    await Promise.resolve();
  }
  return out;
};

describe('the decoder of a person', () => {
  it('is among the decoders, for every modality that is calibrated', () => {
    expect(DECODERS.map(({ id }) => id)).toEqual(
      expect.arrayContaining(personalDecoders.map(({ id }) => id)),
    );
    expect(personalDecoders).toHaveLength(3);
  });

  it('tells what was calibrated, with the time of its input', async () => {
    expect(clear.outcome.verdict.usable).toBe(true);
    const decoder = make(modelOf(clear).model);
    if (!decoder) throw new Error('not made');
    await play(decoder, 60, null);
    const happy = body(7, 1.5);
    const late: AffectEstimate[] = [];
    for (let s = 60; s < 90; s++) {
      const view = viewOf(happy(s, 'positive'));
      const estimate = decoder.decode(view, at(s) + 50);
      await Promise.resolve();
      if (estimate) late.push(estimate);
    }
    const last = late.at(-1);
    expect(last?.positive?.mean).toBeGreaterThan((last?.negative?.mean ?? 1) + 0.3);
    expect(last).not.toHaveProperty('arousal');
    expect(last?.recorded).toBe(false);
    expect(last?.atMs).toBeLessThan(at(89));
    expect(last?.atMs).toBeGreaterThan(at(82));
  });

  it('hears live exactly what it heard in calibration, against what is usual today', async () => {
    const { model, asked } = modelOf(clear);
    const decoder = make(model);
    const { fitted } = clear.outcome;
    if (!decoder || !fitted) throw new Error('not made');
    const signals = body(1, 1.5);
    for (let s = 0; s < 60 + RECALLS * SPAN_S; s++) {
      decoder.decode(viewOf(signals(s, kindAt(s))), at(s) + 50);
      await Promise.resolve();
    }
    const { rows } = session(1, 1.5);
    const today = reference(fitted.problem.places.length, fitted.problem.usual);
    const expected = rows.map(({ values }) =>
      Array.from(
        today.apply(Float64Array.from(fitted.problem.places, (j) => values[j] ?? Number.NaN)),
        (value) => Math.fround(value),
      ),
    );
    expect(asked.length).toBeGreaterThan(200);
    expect(asked.slice(0, 200).map((row) => [...row])).toEqual(expected.slice(0, 200));
  });

  it('is less sure where the check was weaker', async () => {
    const weak = {
      ...clear,
      card: { ...clear.card, settings: { ...clear.card.settings, r: [0.2, 0.2, 0.2] } },
    };
    const sdOf = async (one: typeof clear) => {
      const decoder = make(modelOf(one).model);
      return decoder ? (await play(decoder, 90, 'positive')).at(-1)?.positive?.sd : undefined;
    };
    expect(await sdOf(weak)).toBeGreaterThan(2 * ((await sdOf(clear)) ?? 1));
  });

  it('never speaks where calibration did not beat chance, or nobody was calibrated', () => {
    const nothing = calibrated(3, 0);
    expect(nothing.outcome.verdict.usable).toBe(false);
    expect(make(modelOf(nothing).model)).toBeNull();
    expect(make(null)).toBeNull();
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('is silent where values are %d', async (odd) => {
    const { model, asked } = modelOf(clear);
    const decoder = make(model);
    if (!decoder) throw new Error('not made');
    const spoilt = (s: number) => body(7, 1)(s, null).map((v) => ({ ...v, value: odd }));
    expect(await play(decoder, 30, null, spoilt)).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('falls silent where values are stuck, and where most of them are gone', async () => {
    const decoder = make(modelOf(clear).model);
    if (!decoder) throw new Error('not made');
    const stuck = (s: number) => body(7, 1)(0, null).map((v) => ({ ...v, atMs: at(s) }));
    const told = await play(decoder, 120, null, stuck);
    expect(told.at(-1)?.atMs ?? 0).toBeLessThan(at(60));
    const alone = make(modelOf(clear).model);
    const heartOnly = (s: number) => body(7, 1)(s, null).slice(0, 1);
    expect(alone && (await play(alone, 30, null, heartOnly))).toEqual([]);
  });
});
