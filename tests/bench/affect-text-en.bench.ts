import { emoBank } from '../../training/text-en/emobank.ts';
import { megabytes, msASentence, thresholdsOf } from '../../training/text-en/evaluate.ts';
import { goEmotions } from '../../training/text-en/goemotions.ts';
import { groupRows, probabilitiesOf, toneRows, tonesOf } from '../../training/text-en/scores.ts';
import { shippedModel } from '../../training/text-en/shipped.ts';
import type { Bench, Measured } from '../support/bench.ts';
import { dataFolder, hasData } from '../support/data.ts';

const FRAME = { data: 'GoEmotions, 4 groups', split: 'official dev' };
const absent = (name: string): Measured => ({
  value: null,
  n: 0,
  load: '',
  reason: `${name} is not beside the project`,
});

const macroF1 = async (): Promise<Measured> => {
  if (!hasData('goemotions')) return absent('goemotions');
  const model = await shippedModel('text-en');
  const dev = goEmotions(dataFolder(), 'dev');
  const said = await probabilitiesOf(model, dev);
  const rows = groupRows(dev, said, thresholdsOf(model.card.settings), FRAME);
  const value = rows.find(({ metric }) => metric === 'macroF1')?.value ?? null;
  return { value, n: dev.length, load: 'the shipped model, official dev, thresholds from train' };
};

const toneR = async (metric: string): Promise<Measured> => {
  if (!hasData('emobank')) return absent('emobank');
  const dev = emoBank(dataFolder(), 'dev');
  const said = await tonesOf(await shippedModel('text-en'), await shippedModel('text-en-va'), dev);
  const rows = toneRows(dev, said, { data: 'EmoBank', split: 'official dev' });
  const value = rows.find((row) => row.metric === metric)?.value ?? null;
  return { value, n: dev.length, load: 'the shipped models, official dev' };
};

const ms = async (): Promise<Measured> => {
  if (!hasData('goemotions')) return absent('goemotions');
  const dev = goEmotions(dataFolder(), 'dev').slice(0, 1000);
  return {
    value: await msASentence(dev),
    n: dev.length,
    load: 'features and inference of one sentence at a time, one thread',
  };
};

export const benches: Bench[] = [
  { name: 'affect-text-en-macro-f1', unit: 'F1', op: '>=', goal: 0.68, run: macroF1 },
  {
    name: 'affect-text-en-valence-r',
    unit: 'r',
    op: '>=',
    goal: 0.67,
    run: () => toneR('r valence'),
  },
  {
    name: 'affect-text-en-arousal-r',
    unit: 'r',
    op: '>=',
    goal: 0.54,
    run: () => toneR('r arousal'),
  },
  {
    name: 'affect-text-en-mb',
    unit: 'MB',
    op: '<=',
    goal: 25,
    run: async () => ({ value: megabytes('text-en'), n: 1, load: 'the file that ships' }),
  },
  { name: 'affect-text-en-ms', unit: 'ms (mean)', op: '<=', goal: 5, run: ms },
];
