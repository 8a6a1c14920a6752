import { join } from 'node:path';
import type { Modality } from '#contracts/affect';
import { sentence, YeounError } from '#contracts/errors';
import type { Id } from '#contracts/ids';
import type { ModelCard } from '#contracts/model-card';
import type { Lamp, ModelStatus } from '#contracts/status';
import type { Log } from '../../kernel/log.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import { threadFile } from '../../kernel/thread-file.ts';
import type { DecoderContext, Model } from '../decoder.ts';
import {
  type FoundModel,
  findModels,
  fitsCard,
  lentId,
  lentTrouble,
  type ModelTrouble,
  trouble,
} from './found.ts';
import { modelHost } from './host.ts';
import { modelLamp } from './model-lamp.ts';
import { type StartWorker, workerThread } from './worker-link.ts';

/** Where the models that ship lie, below the project's folder. */
export const modelsFolder = (root: string): string => join(root, 'conductor', 'affect', 'models');

export interface ModelsOptions {
  /** The project's folder. */
  readonly root: string;
  readonly timing: Scheduler;
  readonly log: Pick<Log, 'warn' | 'fail'>;
  /** The lamp of the models; null: everything is well. */
  onLamp?(lamp: Lamp | null): void;
  /** The models that ship lie here where given. */
  readonly folder?: string;
  readonly start?: StartWorker;
}

/** The models of a conductor. */
export interface Models {
  /** What decoders are given. */
  readonly context: DecoderContext;
  /**
   * Takes the personal model of a body, or lets it go. Make the body's decoders anew afterwards. Rejects with a
   * YeounError where the file is not the card's or does not load; the body then has none.
   */
  lend(bodyId: Id, modality: Modality, model: LentModel | null): Promise<void>;
  /** For health and the doctor. */
  report(): ModelStatus[];
  outstanding(): number;
  /** Done when nothing is asked that waits for its answer. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface LentModel {
  readonly card: ModelCard;
  readonly bytes: Uint8Array;
}

/**
 * Loads the models that ship. Whatever is wrong with one of them, the others and the rules go on, and the lamp
 * says it. Never rejects.
 */
export const openModels = async (options: ModelsOptions): Promise<Models> => {
  const { root, timing, log, onLamp = () => {} } = options;
  const { found, troubles: first } = await findModels(options.folder ?? modelsFolder(root));
  const troubles = new Map<string, ModelTrouble>();
  const models = new Map<string, Model>();
  const personal = new Map<string, Model>();
  let down: string | null = null;
  const light = (): void => onLamp(modelLamp([...troubles.values()], down));
  const blame = (one: ModelTrouble): void => {
    troubles.set(one.id, one);
    log.fail('models', one.error.message);
    light();
  };
  const forgive = (id: string): void => {
    if (troubles.delete(id)) light();
  };
  const isShipped = (where: string): boolean => found.some((one) => one.where === where);
  const host = modelHost({
    start: options.start ?? workerThread(threadFile('models')),
    timing,
    onDown(reason) {
      down = reason;
      if (reason !== null) log.fail('models', `The worker of the models is gone: ${reason}.`);
      light();
    },
    onRefused({ id, modality }, where, reason) {
      const ships = isShipped(where);
      if (reason === null) forgive(ships ? id : lentId(where, modality));
      else
        blame(
          ships ? trouble('model/refused', where, reason) : lentTrouble(where, modality, reason),
        );
    },
  });
  const load = async ({ card, bytes, where }: FoundModel): Promise<void> => {
    try {
      models.set(card.id, await host.load(card, bytes, where));
    } catch (error) {
      blame(trouble('model/refused', where, reasonOf(error)));
    }
  };
  for (const one of first) blame(one);
  await Promise.all(found.map(load));

  const folder = options.folder ?? modelsFolder(root);
  const keyOf = (bodyId: Id, modality: Modality): string => `${modality}/${bodyId}`;
  /** How often the model of a body was asked for, or let go. */
  const turns = new Map<string, number>();
  const letGo = (bodyId: Id, modality: Modality): void => {
    const key = keyOf(bodyId, modality);
    forgive(lentId(bodyId, modality));
    const model = personal.get(key);
    if (model) host.drop(model);
    personal.delete(key);
  };
  return {
    context: {
      model(id) {
        const model = models.get(id);
        if (!model && !troubles.has(id))
          blame(trouble('model/missing', join(folder, `${id}.onnx`)));
        return model ?? null;
      },
      personal: (bodyId, modality) => personal.get(keyOf(bodyId, modality)) ?? null,
    },
    async lend(bodyId, modality, lent) {
      const key = keyOf(bodyId, modality);
      const turn = (turns.get(key) ?? 0) + 1;
      turns.set(key, turn);
      letGo(bodyId, modality);
      if (!lent) return;
      if (!fitsCard(lent.card, lent.bytes)) throw otherFile(bodyId);
      const model = await host.load(lent.card, lent.bytes, bodyId);
      // Whoever was let go, or replaced, while their model loaded does not come back with it.
      if (turns.get(key) === turn) personal.set(key, model);
      else host.drop(model);
    },
    report: () => [
      ...[...models.values()].flatMap(({ card }) => (troubles.has(card.id) ? [] : loaded(card))),
      ...[...troubles.values()].map(({ id, error }) => failed(id, error)),
    ],
    outstanding: host.outstanding,
    settled: host.settled,
    close: host.close,
  };
};

const reasonOf = (error: unknown): string =>
  sentence(error instanceof YeounError ? (error.cause ?? error) : error);

const otherFile = (bodyId: Id): YeounError =>
  new YeounError(
    'model/other-file',
    bodyId,
    'the personal model is not the file that its card describes.',
    'Calibrate again.',
  );

const loaded = ({ id, version, bytes }: ModelCard): ModelStatus => ({
  id,
  state: 'loaded',
  text: `version ${version}, ${(bytes / 1e6).toFixed(bytes < 1e6 ? 3 : 1)} MB`,
});

/** As long as health takes it. */
const LONGEST = 2_000;

const failed = (id: string, error: YeounError): ModelStatus => ({
  id,
  state: 'failed',
  text: error.message.slice(0, LONGEST),
});
