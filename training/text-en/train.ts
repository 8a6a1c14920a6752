import { englishFeatures } from '../../conductor/affect/text/english-features.ts';
import type { EvalRow } from '../evaluation.ts';
import type { CardDraft, Training, TrainingContext } from '../training.ts';
import { englishCard, toneCard } from './cards.ts';
import { emoBank } from './emobank.ts';
import { goEmotions } from './goemotions.ts';
import { type English, englishGraph } from './graph.ts';
import { leanSpread } from './lean.ts';
import { heardBy, learnEnglish } from './learn.ts';
import { calibrationRows, groupRows, probabilitiesOf, toneRows, tonesOf } from './scores.ts';
import { modelOf } from './shipped.ts';
import { learnTone } from './tone.ts';
import { toneGraph } from './tone-graph.ts';
import { pretrained } from './vectors.ts';

/** Where the scores are taken: the official dev parts, read by the finished model alone. */
const DEV = 'official dev part, thresholds from train';

const listed = (rows: readonly EvalRow[]): string =>
  rows.map(({ metric, value }) => `${metric} ${value.toFixed(3)}`).join(', ');

const feeling = async ({ data, log, write }: TrainingContext) => {
  const vectors = pretrained();
  const { english, held } = learnEnglish(goEmotions(data, 'train'), vectors, log);
  const onnx = englishGraph(english);
  const model = await modelOf(englishCard(english, held, []), onnx);
  const dev = goEmotions(data, 'dev');
  const said = await probabilitiesOf(model, dev);
  const frame = { data: 'GoEmotions, 4 groups', split: DEV };
  const rows = groupRows(dev, said, held.thresholds, frame);
  log(listed([...rows, ...calibrationRows(dev, said, frame)]));
  const card: CardDraft = englishCard(english, held, rows);
  await write(card, onnx);
  return { english, model };
};

const tone = async (
  { data, log, write }: TrainingContext,
  { english, model }: { english: English; model: Awaited<ReturnType<typeof modelOf>> },
): Promise<void> => {
  const rated = emoBank(data, 'train');
  const features = rated.map(({ text }) => englishFeatures(text));
  const words = heardBy(english, features);
  const lean = leanSpread(english, words);
  const heard = words.map((row, i) => Float32Array.from([...row, ...(features[i]?.manner ?? [])]));
  const learnt = learnTone(rated, features, heard, english.meanings.width);
  const onnx = toneGraph(learnt);
  const dev = emoBank(data, 'dev');
  const said = await tonesOf(model, await modelOf(toneCard(learnt, lean, []), onnx), dev);
  const rows = toneRows(dev, said, { data: 'EmoBank', split: 'official dev part' });
  log(`${listed(rows)}; folds ${learnt.r.map((r) => r.toFixed(3)).join(', ')}`);
  await write(toneCard(learnt, lean, rows), onnx);
};

export const training: Training = {
  name: 'text-en',
  makes: ['text-en', 'text-en-va'],
  async run(context) {
    await tone(context, await feeling(context));
  },
};
