import { koreanReader } from '../../conductor/affect/text/korean.ts';
import { hear, MEMORY_GOAL, memories, memoryRows } from '../../training/memories/evaluate.ts';
import { shippedContext } from '../../training/memories/shipped.ts';
import { shippedModel } from '../../training/text-en/shipped.ts';
import { nested } from '../../training/text-ko/nested.ts';
import { GOAL, strictRows } from '../../training/text-ko/scores.ts';
import { readKote } from '../../training/text-ko/table.ts';
import { type Bench, type Measured, quantile } from '../support/bench.ts';
import { dataFolder, hasData } from '../support/data.ts';

const IDS = ['text-en', 'text-en-va', 'text-ko'];

const absent = (reason: string): Measured => ({ value: null, n: 0, load: '', reason });

const strictPolarity: Bench = {
  name: 'affect-text-ko-balanced-accuracy',
  unit: 'balanced accuracy',
  op: '>=',
  goal: GOAL,
  long: true,
  run() {
    if (!hasData('kote')) return Promise.resolve(absent(`${dataFolder('kote')} is not here`));
    const kote = readKote(dataFolder());
    const [row] = strictRows(
      kote,
      nested(kote, () => {}),
    );
    return Promise.resolve({
      value: row?.value ?? null,
      n: row?.n ?? 0,
      load: 'KOTE strict polarity, 5 folds of texts, choices in nested folds',
    });
  },
};

const size: Bench = {
  name: 'affect-text-ko-mb',
  unit: 'MB',
  op: '<=',
  goal: 25,
  async run() {
    const { card } = await shippedModel('text-ko');
    return { value: card.bytes / 1e6, n: 1, load: 'text-ko.onnx' };
  },
};

const speed: Bench = {
  name: 'affect-text-ko-ms',
  unit: 'ms a sentence',
  op: '<=',
  goal: 5,
  async run() {
    const reader = koreanReader(await shippedContext(['text-ko']));
    if (!reader) return absent('text-ko does not ship');
    const texts = memories().flatMap(({ language, text }) => (language === 'ko' ? [text] : []));
    const times: number[] = [];
    for (let round = 0; round < 4; round++)
      for (const text of texts) {
        const before = performance.now();
        await reader(text);
        if (round > 0) times.push(performance.now() - before);
      }
    return { value: quantile(times, 0.95), n: times.length, load: 'p95, features and graph' };
  },
};

const memoryBench = (language: 'en' | 'ko'): Bench => ({
  name: `affect-memories-${language}-balanced-accuracy`,
  unit: 'balanced accuracy',
  op: '>=',
  goal: MEMORY_GOAL,
  async run() {
    const heard = await hear(await shippedContext(IDS), language);
    if (!heard) return absent(`text-${language} does not ship`);
    const [row] = memoryRows(language, heard);
    return {
      value: row?.value ?? null,
      n: row?.n ?? 0,
      load: 'hand-written sentences with one side',
    };
  },
});

export const benches: readonly Bench[] = [
  strictPolarity,
  size,
  speed,
  memoryBench('en'),
  memoryBench('ko'),
];
