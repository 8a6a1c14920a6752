import { statSync } from 'node:fs';
import { YeounError } from '#contracts/errors';
import { lineSource } from '../../sensors/adapters/replay/lines.ts';
import type { OpenTakeFiles } from '../../sensors/recording/files.ts';
import { MAX_LINE_BYTES, TIMELINE_FILE } from '../../sensors/recording/format.ts';
import type { Config } from '../config.ts';
import { systemClock } from '../kernel/clock.ts';
import { diffRuns, within } from '../rehearsal/diff.ts';
import { diffText } from '../rehearsal/diff-text.ts';
import { type Moment, momentOf } from '../rehearsal/moment.ts';
import { takeFiles, vaults } from '../state/take-files.ts';
import { readPassphrase } from '../state/vault.ts';

export interface DiffOptions {
  readonly json?: boolean | undefined;
  /** The largest difference of anything seen or felt that still counts as alike. */
  readonly tolerance?: string | undefined;
  /** How far apart a cue may start, in seconds. */
  readonly drift?: string | undefined;
}

const amount = (flag: string, text: string | undefined): number => {
  const n = Number(text ?? 0);
  if (n >= 0) return n;
  throw new YeounError('config/value', flag, `"${text}" does not fit.`, 'Use 0 or more.');
};

const isFolder = (path: string): boolean => {
  try {
    return statSync(path).isDirectory();
  } catch {
    throw new YeounError(
      'diff/missing',
      path,
      'there is no such file or folder.',
      'Name a timeline of `yeoun replay --out`, or the folder of a take.',
    );
  }
};

/** The moments of a timeline file, or of the timeline in a take. */
const momentsOf = async (path: string, open: OpenTakeFiles): Promise<Iterable<Moment>> => {
  const bytes = isFolder(path) ? (await open(path)).bytes(TIMELINE_FILE) : path;
  return (function* () {
    const lines = lineSource(bytes, MAX_LINE_BYTES);
    let number = 0;
    for (let line = lines.next(); line !== null; line = lines.next())
      yield momentOf(line, path, ++number);
    lines.close();
  })();
};

/** Says how two runs differ. Returns 1 where they differ by more than is allowed. */
export const diff = async (
  a: string,
  b: string,
  options: DiffOptions,
  config: Pick<Config, 'stateKey' | 'stateKeyFile'>,
): Promise<number> => {
  const allowed = {
    value: amount('--tolerance', options.tolerance),
    driftS: amount('--drift', options.drift),
  };
  const open = takeFiles(
    vaults(() => readPassphrase(config.stateKey, config.stateKeyFile)),
    systemClock().nowMs,
  );
  const found = diffRuns(await momentsOf(a, open), await momentsOf(b, open));
  const alike = within(found, allowed);
  const text = options.json
    ? JSON.stringify({ alike, allowed, ...found }, null, 2)
    : diffText(found, a, b);
  process.stdout.write(`${text}\n`);
  return alike ? 0 : 1;
};
