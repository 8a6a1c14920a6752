import { YeounError } from '#contracts/errors';
import { Id, PersonName } from '#contracts/ids';
import type { Intent } from '#contracts/intent';
import { terminalSession } from '../calibrating/terminal-session.ts';
import { type Conductor, compose } from '../compose.ts';
import { type Config, type Given, readConfig } from '../config.ts';
import { systemClock } from '../kernel/clock.ts';
import { isLocked } from '../state/lock.ts';
import { isLoopbackHost } from '../wire/addresses.ts';

/** What the command line says beside the flags of `run`. */
export interface CalibrateOptions {
  readonly body?: string;
  readonly recalls?: string;
  readonly recallS?: string;
  readonly url?: string;
  readonly resume?: boolean;
}

const wrong = (where: string, value: string, remedy: string): YeounError =>
  new YeounError('config/value', where, `"${value}" does not fit.`, remedy);

const numberOf = (
  where: string,
  text: string | undefined,
  low: number,
  high: number,
  isWhole: boolean,
): number | undefined => {
  if (text === undefined) return undefined;
  const n = Number(text);
  const fits = text.trim() !== '' && n >= low && n <= high && (!isWhole || Number.isInteger(n));
  if (fits) return n;
  throw wrong(where, text, `Use a ${isWhole ? 'whole ' : ''}number from ${low} to ${high}.`);
};

const idOf = (where: string, text: string | undefined): string | undefined => {
  if (text === undefined || Id.safeParse(text).success) return text;
  throw wrong(where, text, 'Use letters, digits, dot, underscore and hyphen, at most 64.');
};

/** What is asked of the conductor. Throws `config/value`. */
export const startOf = (
  person: string | undefined,
  options: CalibrateOptions,
): Extract<Intent, { do: 'calibrate' }> => {
  if (person !== undefined && !PersonName.safeParse(person).success)
    throw wrong('person', person.slice(0, 40), 'Use a name of at most 120 characters, or an id.');
  const body = idOf('--body', options.body);
  const recalls = numberOf('--recalls', options.recalls, 4, 12, true);
  const recallS = numberOf('--recall-s', options.recallS, 10, 120, false);
  return {
    do: 'calibrate',
    step: options.resume ? 'resume' : 'begin',
    ...(person !== undefined && { person }),
    ...(body !== undefined && { body }),
    ...(recalls !== undefined && { recalls }),
    ...(recallS !== undefined && { recallS }),
  };
};

const LOOK_MS = 1_500;

/** Where the conductor that runs in this state folder, or any other on this port, answers; null where none does. */
const runningAt = async ({ host, port, state }: Config): Promise<string | null> => {
  const isLocal = isLoopbackHost(host);
  // From another machine's door the health is not asked without its certificate; the lock says that it runs.
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  if (!isLocal) return isLocked(state) ? `https://${name}:${port}` : null;
  const url = `http://127.0.0.1:${port}`;
  try {
    const answer = await fetch(`${url}/health`, { signal: AbortSignal.timeout(LOOK_MS) });
    return answer.ok ? url : null;
  } catch {
    return null;
  }
};

const ownConductor = async (config: Config): Promise<Conductor> => {
  const own = await compose({ config: { ...config, logLevel: 'error' }, restarts: 0 });
  const { url } = own.wire;
  process.stdout.write(
    `No conductor runs: one is started for this, and ends with it. A model that is not kept with a person ends too.
지휘 서버가 없어 새로 시작하며, 이 명령과 함께 끝납니다. 보관하지 않는 모델도 함께 사라집니다.
  ${url}/calibrate\n\n`,
  );
  return own;
};

/**
 * Calibrates a person from a terminal, at the conductor that runs or at one of its own. Returns 0 where the model
 * is usable, 1 where it is not.
 */
export const calibrate = async (
  person: string | undefined,
  options: CalibrateOptions,
  given: Given,
  root: string,
): Promise<number> => {
  const start = startOf(person, options);
  const config = readConfig(given, process.env, root, process.cwd());
  const there = options.url ?? (await runningAt(config));
  const own = there === null ? await ownConductor(config) : null;
  try {
    const isUsable = await terminalSession({
      url: there ?? own?.wire.url ?? '',
      state: config.state,
      start,
      isOwn: own !== null,
      clock: systemClock(),
      input: process.stdin,
      print: (text) => void process.stdout.write(text),
      isScreen: process.stdout.isTTY === true,
    });
    return isUsable ? 0 : 1;
  } finally {
    await own?.close();
  }
};
