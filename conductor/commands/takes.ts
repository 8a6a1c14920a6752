import { YeounError } from '#contracts/errors';
import { type Given, readConfig } from '../config.ts';
import { systemClock } from '../kernel/clock.ts';
import { isLocked } from '../state/lock.ts';
import { takeFiles, vaults } from '../state/take-files.ts';
import { writeHead } from '../state/take-head.ts';
import { swept, unswept } from '../state/take-texts.ts';
import {
  deleteTake,
  isRunning,
  type KnownTake,
  keptUntilMs,
  listTakes,
  sweepTakes,
} from '../state/takes.ts';
import { readPassphrase } from '../state/vault.ts';
import { takeVideos } from './take-videos.ts';

export interface TakesAsked {
  /** list, consent, delete or video. */
  readonly action: string;
  readonly id?: string | undefined;
  /** Of `consent`: given or withdrawn. Of `video`: the file, which is then noted with the take. */
  readonly value?: string | undefined;
}

const USE =
  'Use "yeoun takes", "yeoun takes consent <id> given", "yeoun takes consent <id> withdrawn", "yeoun takes delete <id>" or "yeoun takes video <id> [file.webm]".';

const wrong = (what: string): YeounError => new YeounError('config/value', 'takes', what, USE);

const GONE = `Its files are deleted. What that means: a disk, above all a solid-state one, may keep copies of deleted blocks until it uses them again. Of an encrypted take the key was overwritten and deleted first: without it the rest is noise, also in copies of the take made elsewhere, as long as nobody kept a copy of its key.json together with the passphrase. A plain take may be found on the disk again with forensic tools; encrypt the state folder (YEOUN_STATE_KEY) before recording people.
`;

const NOT_SHREDDED = `The key of this take could not be overwritten, the disk refused it; it is deleted only.
`;

const length = ({ take, touchedMs }: KnownTake): string => {
  if (!take) return '?';
  const seconds = Math.max(0, Math.round(((take.endMs ?? touchedMs) - take.startMs) / 1000));
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return take.endMs === null ? `${text}+` : text;
};

const size = (bytes: number): string =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

const HEADS = ['id', 'show', 'length', 'marks', 'consent', 'biosignals', 'encrypted', 'size'];

/** Consent, and how long a take without it is kept. */
const consentCell = (known: KnownTake, consent: string): string => {
  const untilMs = keptUntilMs(known);
  if (untilMs === null) return consent;
  return `${consent}, kept until ${new Date(untilMs).toISOString().slice(0, 16)}Z`;
};

const row = (known: KnownTake): string[] => {
  const { id, take, bytes } = known;
  if (!take) return [id, '?', '?', '?', '?', '?', '?', size(bytes)];
  return [
    id,
    take.show ?? '-',
    length(known),
    String(take.marks),
    consentCell(known, take.consent),
    take.raw ? 'yes' : 'left out',
    take.encrypted ? 'yes' : 'no',
    size(bytes),
  ];
};

const table = (rows: readonly (readonly string[])[]): string => {
  const widths = HEADS.map((_, i) => Math.max(...rows.map((r) => (r[i] ?? '').length)));
  const lines = rows.map((r) => r.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  '));
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
};

const list = async (state: string): Promise<void> => {
  const takes = await listTakes(state);
  process.stdout.write(
    takes.length === 0 ? 'There are no takes.\n' : table([HEADS, ...takes.map(row)]),
  );
};

const find = async (state: string, id: string | undefined): Promise<KnownTake> => {
  if (id === undefined) throw wrong('which take is missing.');
  const takes = await listTakes(state);
  const found = takes.find((known) => known.id === id);
  if (found) return found;
  throw new YeounError(
    'takes/unknown',
    id,
    'there is no such take.',
    takes.length > 0 ? `The newest is ${takes[0]?.id}.` : 'There are none.',
  );
};

/** A take that a conductor is writing now: its last word on consent would be written over. */
const refuseRunning = (state: string, known: KnownTake, nowMs: number): void => {
  if (!isLocked(state) || !isRunning(known, nowMs)) return;
  throw new YeounError(
    'takes/running',
    known.id,
    'this take may still be recorded.',
    'End the recording first (console, or /yeoun/record ,i 0).',
  );
};

const remove = async (known: KnownTake): Promise<void> => {
  const shredded = await deleteTake(known);
  process.stdout.write(`Take ${known.id} is deleted.\n${GONE}${shredded ? '' : NOT_SHREDDED}`);
};

const consent = async (known: KnownTake, value: string | undefined): Promise<void> => {
  if (value === 'withdrawn') return await remove(known);
  if (value !== 'given') throw wrong(`consent is "given" or "withdrawn", not "${value ?? ''}".`);
  if (!known.take)
    throw new YeounError('takes/unreadable', known.id, 'has no take.json.', 'Delete it.');
  await writeHead(known.folder, { ...known.take, consent: 'given' });
  process.stdout.write(`The consent to take ${known.id} is noted; it is kept.\n`);
};

/** Deletes what is due (R16); a conductor that works in this folder does so itself. */
const sweep = async (state: string, nowMs: number): Promise<void> => {
  if (isLocked(state)) return;
  const { gone, failed } = await sweepTakes(state, nowMs, null);
  if (gone.length > 0) process.stdout.write(`${swept(gone).en}\n`);
  if (failed.length > 0) process.stderr.write(`${unswept(failed).en}\n`);
};

/** Lists takes, notes consent, deletes. What is due is deleted first, whatever was asked. */
export const takes = async (asked: TakesAsked, given: Given, root: string): Promise<number> => {
  const { state, stateKey, stateKeyFile } = readConfig(given, process.env, root, process.cwd());
  const { action, id, value } = asked;
  if (!['list', 'consent', 'delete', 'video'].includes(action))
    throw wrong(`"${action}" is no action.`);
  const nowMs = systemClock().nowMs();
  await sweep(state, nowMs);
  if (action === 'list') {
    await list(state);
    return 0;
  }
  const known = await find(state, id);
  if (action === 'video') {
    const vaultAt = vaults(() => readPassphrase(stateKey, stateKeyFile));
    await takeVideos(known.folder, value, takeFiles(vaultAt, systemClock().nowMs));
    return 0;
  }
  refuseRunning(state, known, nowMs);
  if (action === 'delete') await remove(known);
  else await consent(known, value);
  return 0;
};
