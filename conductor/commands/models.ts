import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { YeounError } from '#contracts/errors';
import { type Config, type Given, readConfig } from '../config.ts';
import { systemClock } from '../kernel/clock.ts';
import { scheduler } from '../kernel/scheduler.ts';
import { putFromFolder } from '../models/from-folder.ts';
import { HOST, pull } from '../models/pull.ts';
import { draftFolder } from '../models/put.ts';
import { MODELS, type ModelRecord, modelOf } from '../models/shelf.ts';
import { type Standing, standing } from '../models/shelf-folder.ts';

export interface ModelsAsked {
  readonly action: string;
  readonly id: string | undefined;
  /** A folder or USB stick instead of the network. */
  readonly from?: string;
  /** A mirror instead of huggingface.co. */
  readonly url?: string;
}

const wrong = (what: string): YeounError =>
  new YeounError(
    'models/wrong-use',
    'yeoun models',
    what,
    'Use "yeoun models", "yeoun models pull <model>", "yeoun models pull <model> --from <folder>" or "yeoun models remove <model>".',
  );

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

const standingText = (model: ModelRecord, at: Standing): string => {
  if (at.is === 'ready') return `here, ${megabytes(at.bytes)} in ${at.folder}`;
  if (at.is === 'broken') return `BROKEN: ${at.why}; pull it again`;
  return model.ships
    ? 'missing: run npm install'
    : `not here, about ${megabytes(model.aboutBytes)}: yeoun models pull ${model.id}`;
};

/** What there is, as lines. Pure but for looking at the files. */
export const modelsText = (root: string, models: string): string =>
  MODELS.map((model) =>
    [
      model.id,
      `  ${model.purpose.en}`,
      `  ${model.purpose.ko}`,
      `  licence: ${model.licence}`,
      `  ${standingText(model, standing(model, root, models))}`,
    ].join('\n'),
  ).join('\n\n');

const asked = (id: string | undefined): ModelRecord => {
  const names = MODELS.filter((model) => !model.ships).map((model) => model.id);
  const model = id === undefined ? null : modelOf(id);
  if (!model) throw wrong(`there is no model "${id ?? ''}"; there is ${names.join(', ')}.`);
  if (model.ships) throw wrong(`${model.id} comes with Yeoun: nothing is pulled or removed.`);
  return model;
};

const get = async ({ id, from, url }: ModelsAsked, { models }: Config): Promise<void> => {
  const model = asked(id);
  const { stdout } = process;
  await mkdir(models, { recursive: true });
  if (from === undefined) {
    let told = -1;
    await pull(model, models, {
      host: (url ?? HOST).replace(/\/+$/, ''),
      timing: scheduler(systemClock(), () => {}),
      progress(done, whole) {
        const percent = Math.floor((100 * done) / whole);
        if (percent === told || (!stdout.isTTY && percent < told + 10 && percent < 100)) return;
        told = percent;
        const line = `${model.id}: ${megabytes(done)} of ${megabytes(whole)} (${percent} %)`;
        stdout.write(stdout.isTTY ? `\r${line}` : `${line}\n`);
      },
    });
    if (stdout.isTTY) stdout.write('\n');
  } else await putFromFolder(model, resolve(from), models);
  stdout.write(
    `${model.id} is in ${join(models, model.id)}. A running show hears with it once it is started again.\n`,
  );
};

const remove = async ({ id }: ModelsAsked, { models }: Config): Promise<void> => {
  const model = asked(id);
  const places = [join(models, model.id), draftFolder(models, model.id)];
  const wasHere = places.some((place) => existsSync(place));
  for (const place of places) await rm(place, { recursive: true, force: true });
  process.stdout.write(wasHere ? `${model.id} is removed.\n` : `${model.id} was not here.\n`);
};

/** Lists, pulls and removes models. Rejects with YeounErrors. */
export const models = async (given: ModelsAsked, flags: Given, root: string): Promise<number> => {
  const config = readConfig(flags, process.env, root, process.cwd());
  if (given.action === 'list') process.stdout.write(`${modelsText(root, config.models)}\n`);
  else if (given.action === 'pull') await get(given, config);
  else if (given.action === 'remove') await remove(given, config);
  else throw wrong(`there is no "${given.action}".`);
  return 0;
};
