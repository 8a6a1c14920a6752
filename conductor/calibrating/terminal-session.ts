import type { CalibrationStatus } from '#contracts/calibration';
import { YeounError } from '#contracts/errors';
import type { Intent } from '#contracts/intent';
import type { Note } from '#contracts/wire';
import type { Clock } from '../kernel/clock.ts';
import { type ConsoleHears, type ConsoleLink, joinConsole } from './console-link.ts';
import {
  heading,
  intentOfKey,
  KEYS_LINE,
  notesBeside,
  progressLine,
  promptLines,
  remarkLines,
  verdictLines,
} from './terminal.ts';

type Start = Extract<Intent, { do: 'calibrate' }>;

export interface TerminalParts {
  readonly url: string;
  readonly state: string;
  /** begin or resume. */
  readonly start: Start;
  /** The conductor was started for this, and ends with it. */
  readonly isOwn: boolean;
  readonly clock: Clock;
  readonly input: NodeJS.ReadStream;
  readonly print: (text: string) => void;
  /** True: the line of progress is drawn over again; false: it is printed now and then. */
  readonly isScreen: boolean;
}

/** A session that was asked for and does not begin in this time will not. */
const BEGIN_MS = 8_000;
const PRINT_EVERY_S = 10;

const failed = (where: string, what: string, remedy: string): YeounError =>
  new YeounError('calibrate/failed', where, what, remedy);

const isRunning = ({ phase }: CalibrationStatus): boolean => phase !== 'idle' && phase !== 'done';

/** Whose session runs is told only where they allow it: whoever goes on with one may mean it. */
const isOurs = ({ person }: CalibrationStatus, start: Start): boolean =>
  person === (start.person ?? null) || (person === null && start.step === 'resume');

/** Prints what is new of a status, each thing once. */
const printer = ({ print, isScreen }: Pick<TerminalParts, 'print' | 'isScreen'>) => {
  let [head, prompt, printedS] = ['', '', -1];
  const remarked = new Set<string>();
  const once = (before: string, now: string): string => {
    if (now !== before && now !== '') print(`${isScreen ? '\r\u001b[K' : ''}${now}\n`);
    return now;
  };
  return (status: CalibrationStatus): void => {
    if (heading(status) !== head) printedS = -1;
    head = once(head, heading(status));
    if (status.phase === 'done') return;
    prompt = once(prompt, promptLines(status));
    for (const line of remarkLines(status).filter((one) => !remarked.has(one))) {
      remarked.add(line);
      once('', line);
    }
    const atS = Math.floor(status.elapsedS / PRINT_EVERY_S);
    if (isScreen) print(`\r\u001b[K${progressLine(status)}`);
    else if (atS !== printedS) print(`  ${progressLine(status)}\n`);
    printedS = atS;
  };
};

/** Keys of a terminal, one at a time; nothing where the input is none. */
const listen = (input: NodeJS.ReadStream, hear: (key: string) => void): (() => void) => {
  if (!input.isTTY) return () => {};
  const data = (bytes: Buffer): void => {
    const text = bytes.toString();
    if (text.startsWith('\u001b')) hear(text);
    else for (const key of text) hear(key);
  };
  input.setRawMode(true);
  input.resume();
  input.on('data', data);
  return () => {
    input.off('data', data);
    input.setRawMode(false);
    input.pause();
  };
};

/**
 * Leads through a calibration in a terminal, over the wire of a conductor that runs. Resolves with whether the
 * model is usable. Throws `calibrate/failed` where it did not begin, was left off, or the conductor went away.
 */
export const terminalSession = async (parts: TerminalParts): Promise<boolean> => {
  const { url, start, clock, print } = parts;
  const show = printer(parts);
  let link: ConsoleLink | null = null;
  let asked = false;
  let began = false;
  let said = '';
  let oldMs: number | null = null;
  let newest: CalibrationStatus | null = null;
  const stops: (() => void)[] = [];
  const again = start.person ? ` ${JSON.stringify(start.person)}` : '';
  const when = parts.isOwn ? 'Where' : 'While that conductor runs, or where';
  const resumeHint = `${when} the session is kept, go on within 12 hours with: yeoun calibrate${again} --resume.`;

  const ended = new Promise<boolean>((resolve, reject) => {
    const status = (now: CalibrationStatus): void => {
      newest = now;
      if (!asked || !link) {
        if (isRunning(now) && !isOurs(now, start))
          reject(failed(url, 'a calibration runs already.', 'Wait for its end, or stop it.'));
        else if (isRunning(now)) began = true;
        if (!link) return;
      }
      began ||= isRunning(now);
      if (!began) return;
      if (now.phase !== 'idle') show(now);
      if (now.phase === 'idle') reject(failed(url, 'the session was left off.', resumeHint));
      if (now.phase !== 'done') return;
      print(`${verdictLines(now)}\n`);
      resolve(now.verdict?.usable ?? false);
    };
    const notes = (all: readonly Note[]): void => {
      const ours = all.filter(
        ({ door, atMs }) => door === 'calibration' && atMs > (oldMs ?? Infinity),
      );
      oldMs = all.reduce((most, { atMs }) => Math.max(most, atMs), oldMs ?? 0);
      for (const { text } of newest ? notesBeside(ours, newest) : ours) {
        said = text.en;
        print(`${parts.isScreen ? '\r\u001b[K' : ''}  » ${text.en}\n  » ${text.ko}\n`);
      }
    };
    const hears: ConsoleHears = {
      status,
      notes,
      gone: (why) =>
        reject(failed(url, why?.en ?? 'the conductor went away.', `Start it again. ${resumeHint}`)),
    };
    const leave = (): void => {
      link?.send({ do: 'calibrate', step: 'stop' });
      if (!began) reject(failed(url, 'it was left off before it began.', 'Begin again.'));
    };
    const key = (text: string): void => {
      const intent = intentOfKey(text);
      if (intent === 'leave') leave();
      else if (intent) link?.send(intent);
    };
    joinConsole({ url, state: parts.state, hears }).then((joined) => {
      link = joined;
      asked = true;
      if (!began) joined.send(start);
      stops.push(listen(parts.input, key));
      stops.push(
        clock.at(clock.nowMs() + BEGIN_MS, () => {
          if (!began)
            reject(failed(url, said || 'the session does not begin.', 'See what is said above.'));
        }),
      );
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.once(signal, leave);
        stops.push(() => process.off(signal, leave));
      }
    }, reject);
  });
  print(`${KEYS_LINE}\n`);
  try {
    return await ended;
  } finally {
    for (const stop of stops) stop();
    (link as ConsoleLink | null)?.close();
  }
};
