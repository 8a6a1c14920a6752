import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { sentence } from '#contracts/errors';
import type { EvalRow, Evaluation } from './evaluation.ts';
import { EVALUATIONS } from './evaluations.ts';
import { modelsFolder, writeModel } from './models.ts';
import { evaluationTable, holds } from './table.ts';
import { TRAININGS } from './trainings.ts';

const HELP = `npm run train [-- <name> ...] [--data <folder>] [--check]
  Makes the shipped weights again from the data, the same bytes every time on the same machine; \`dream\` ends at
  other bytes where the arithmetic of Python's libraries is another.
  --check   train, and fail where a file that ships would change; those of \`dream\`, \`dream-words\` and \`safety\` stay
npm run evaluate [-- <name> ...] [--data <folder>] [--json <file>]
  Prints one table of scores, every split worked out anew.
  --data    another folder with data sets of the same layout
Names: `;

const log = (text: string): void => void process.stderr.write(`${text}\n`);

interface Asked {
  readonly names: readonly string[];
  readonly data: string;
  readonly json: string | undefined;
  readonly check: boolean;
}

const chosen = <T extends { readonly name: string }>(
  all: readonly T[],
  names: readonly string[],
): readonly T[] => {
  const unknown = names.filter((name) => !all.some((one) => one.name === name));
  if (unknown.length > 0)
    throw new Error(
      `There is no ${unknown.join(', ')}. Known: ${all.map((one) => one.name).join(', ')}.`,
    );
  return names.length === 0 ? all : all.filter((one) => names.includes(one.name));
};

const train = async ({ names, data, check }: Asked, root: string): Promise<number> => {
  let changed = 0;
  for (const training of chosen(TRAININGS, names)) {
    const startedMs = performance.now();
    log(`${training.name}: training ...`);
    const kept = shipped(root, training.files ?? []);
    await training.run({
      data,
      log: (text) => log(`  ${text}`),
      async write(draft, onnx) {
        const before = shippedSha(root, draft.id);
        const card = writeModel(root, draft, onnx);
        if (before !== card.sha256) changed++;
        const fate = before === card.sha256 ? 'as it was' : before ? 'CHANGED' : 'new';
        log(`  ${card.id}: ${(card.bytes / 1e6).toFixed(2)} MB, ${fate}`);
      },
    });
    changed += compared(kept, check);
    log(`${training.name}: ${((performance.now() - startedMs) / 1000).toFixed(0)} s`);
  }
  return check && changed > 0 ? 1 : 0;
};

interface Kept {
  readonly file: string;
  readonly bytes: Buffer | null;
}

/** Files as they ship. */
const shipped = (root: string, files: readonly string[]): readonly Kept[] =>
  files.map((name) => {
    const file = join(root, name);
    return { file, bytes: existsSync(file) ? readFileSync(file) : null };
  });

/** How many are no longer what they were, which is said; `check` puts them back. */
const compared = (kept: readonly Kept[], check: boolean): number => {
  const others = kept.filter(({ file, bytes }) => !bytes?.equals(readFileSync(file)));
  for (const { file, bytes } of others) {
    log(`  ${basename(file)}: ${bytes ? 'CHANGED' : 'new'}`);
    if (check && bytes) writeFileSync(file, bytes);
  }
  return others.length;
};

/** What is missing of the data that the chosen trainings read. */
const missingData = (names: readonly string[], data: string): readonly string[] =>
  chosen(TRAININGS, names).flatMap(({ needs }) =>
    needs === undefined
      ? existsSync(data)
        ? []
        : [data]
      : needs.map((name) => join(data, name)).filter((path) => !existsSync(path)),
  );

const shippedSha = (root: string, id: string): string | null => {
  const file = join(modelsFolder(root), `${id}.onnx`);
  return existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : null;
};

/** The rows of one evaluation; null where it failed, which is said: the others go on. */
const rowsOf = async (evaluation: Evaluation, data: string): Promise<EvalRow[] | null> => {
  const missing = evaluation.needs.filter((name) => !existsSync(join(data, name)));
  if (missing.length > 0) {
    log(`${evaluation.name}: left out, ${missing.join(', ')} is not in ${data}`);
    return [];
  }
  const startedMs = performance.now();
  log(`${evaluation.name}: evaluating ...`);
  try {
    const rows = await evaluation.run({ data, log: (text) => log(`  ${text}`) });
    log(`${evaluation.name}: ${((performance.now() - startedMs) / 1000).toFixed(0)} s`);
    if (rows.length === 0) log(`${evaluation.name}: nothing there could be scored`);
    return rows;
  } catch (error) {
    log(`${evaluation.name}: FAILED, ${sentence(error)}`);
    return null;
  }
};

const evaluate = async ({ names, data, json }: Asked): Promise<number> => {
  const rows: EvalRow[] = [];
  const failed: string[] = [];
  for (const evaluation of chosen(EVALUATIONS, names)) {
    const found = await rowsOf(evaluation, data);
    if (found) rows.push(...found);
    else failed.push(evaluation.name);
  }
  process.stdout.write(`${evaluationTable(rows)}\n`);
  if (json) writeFileSync(json, `${JSON.stringify(rows, null, 2)}\n`);
  const missed = rows.filter((row) => holds(row) === false).length;
  log(missed > 0 ? `${missed} goals are missed.` : 'Every goal that could be looked at holds.');
  if (failed.length > 0) log(`Not evaluated: ${failed.join(', ')}.`);
  return failed.length > 0 ? 1 : 0;
};

const absent = (path: string): boolean => !existsSync(path);

/** `train` or `evaluate` with their arguments; returns the exit code. */
export const main = async (args: readonly string[], root: string): Promise<number> => {
  const [command = '', ...rest] = args;
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        json: { type: 'string' },
        check: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help || !['train', 'evaluate'].includes(command)) {
      const known = (command === 'evaluate' ? EVALUATIONS : TRAININGS).map((one) => one.name);
      process.stdout.write(`${HELP}${known.join(', ')}\n`);
      return values.help ? 0 : 2;
    }
    const data = resolve(values.data ?? process.env.YEOUN_DATA ?? join(root, '../shared/data'));
    const missing = command === 'train' ? missingData(positionals, data) : [data].filter(absent);
    if (missing.length > 0)
      throw new Error(
        `There is no data at ${missing.join(', ')}. Give a folder with --data or YEOUN_DATA.`,
      );
    const asked = { names: positionals, data, json: values.json, check: values.check };
    return command === 'train' ? await train(asked, root) : await evaluate(asked);
  } catch (error) {
    log(sentence(error));
    return 2;
  }
};
