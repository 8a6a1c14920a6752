import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { sentence, YeounError } from '#contracts/errors';
import type { Text } from '#contracts/ids';
import { ModelCard } from '#contracts/model-card';

const CARD = '.card.json';
const GRAPH = '.onnx';

const idOf = (file: string): string => file.replace(CARD, '').replace(GRAPH, '');

/** A graph with its card, as they lie in a folder. */
export interface FoundModel {
  readonly card: ModelCard;
  readonly bytes: Uint8Array;
  /** The graph's file. */
  readonly where: string;
}

/** A model that cannot be used, and why. */
export interface ModelTrouble {
  readonly id: string;
  readonly error: YeounError;
  /** For the operator: the file and what to do. */
  readonly text: Text;
}

/** What is wrong with a model, in both languages, each a whole sentence without the file's name. */
const FAULTS = {
  'model/missing': { en: 'is not there', ko: '파일이 없습니다' },
  'model/card': { en: 'cannot be read as a model card', ko: '모델 카드로 읽을 수 없습니다' },
  'model/other-file': {
    en: 'is not the file that its card describes',
    ko: '카드에 적힌 파일이 아닙니다',
  },
  'model/refused': { en: 'does not load', ko: '불러올 수 없습니다' },
} as const satisfies Record<string, Text>;
export type FaultCode = keyof typeof FAULTS;

const REMEDY: Text = {
  en: 'Take the file from the project again, or make it again with "npm run train". The rules go on without it.',
  ko: '프로젝트에서 파일을 다시 받거나 "npm run train"으로 다시 만드세요. 그동안은 규칙만으로 이어집니다.',
};

/** @param detail what exactly, for the log */
export const trouble = (code: FaultCode, where: string, detail = ''): ModelTrouble => {
  const { en, ko } = FAULTS[code];
  const file = basename(where);
  const what = detail ? `${en} (${detail}).` : `${en}.`;
  return {
    // A stray file may be called anything.
    id: idOf(file)
      .replaceAll(/[^A-Za-z0-9._-]/g, '-')
      .slice(0, 64),
    error: new YeounError(code, where, what, REMEDY.en),
    text: { en: `${file} ${en}. ${REMEDY.en}`, ko: `${file}: ${ko}. ${REMEDY.ko}` },
  };
};

/** What stands for the personal model of a body among the troubles. */
export const lentId = (bodyId: string, modality: string): string =>
  `${bodyId}.${modality}`.slice(0, 64);

/** A personal model that no longer loads. @param detail what exactly, for the log */
export const lentTrouble = (bodyId: string, modality: string, detail: string): ModelTrouble => ({
  id: lentId(bodyId, modality),
  error: new YeounError(
    'model/refused',
    bodyId,
    `the personal model no longer loads (${detail}).`,
    'Calibrate again.',
  ),
  text: {
    en: `The personal model of ${bodyId} no longer loads. Calibrate again. The rules go on without it.`,
    ko: `${bodyId}의 개인 모델을 더는 불러올 수 없습니다. 다시 보정하세요. 그동안은 규칙만으로 이어집니다.`,
  },
});

const isTrouble = (found: FoundModel | ModelTrouble): found is ModelTrouble => 'error' in found;

const readCard = (text: string): ModelCard => {
  const parsed = ModelCard.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
};

/** Whether these bytes are those that the card describes. */
export const fitsCard = (card: ModelCard, bytes: Uint8Array): boolean =>
  createHash('sha256').update(bytes).digest('hex') === card.sha256;

const readOne = async (folder: string, id: string): Promise<FoundModel | ModelTrouble> => {
  const cardFile = join(folder, id + CARD);
  const where = join(folder, id + GRAPH);
  let card: ModelCard;
  try {
    card = readCard(await readFile(cardFile, 'utf8'));
    if (card.id !== id) throw new Error(`it is the card of ${card.id}`);
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return trouble(
      isGone ? 'model/missing' : 'model/card',
      cardFile,
      isGone ? '' : sentence(error),
    );
  }
  const bytes = await readFile(where).catch(() => null);
  if (!bytes) return trouble('model/missing', where);
  return fitsCard(card, bytes) ? { card, bytes, where } : trouble('model/other-file', where);
};

/** Everything in a folder of models: those that are whole, and what is wrong with the others. Never rejects. */
export const findModels = async (
  folder: string,
): Promise<{ readonly found: FoundModel[]; readonly troubles: ModelTrouble[] }> => {
  const files = await readdir(folder).catch(() => []);
  const ids = files.filter((file) => file.endsWith(CARD) || file.endsWith(GRAPH)).map(idOf);
  const all = await Promise.all([...new Set(ids)].sort().map((id) => readOne(folder, id)));
  return {
    found: all.filter((one): one is FoundModel => !isTrouble(one)),
    troubles: all.filter(isTrouble),
  };
};
