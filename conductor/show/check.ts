import { join } from 'node:path';
import { placed } from './advice.ts';
import { listSeconds } from './cues.ts';
import { diskFiles, insideFolder, type ShowFiles } from './files.ts';
import { latest } from './latest.ts';
import {
  formatProblems,
  type LoadedShow,
  type LoadOptions,
  loadShow,
  type Problem,
  SHOW_FILE,
  ShowErrors,
} from './load.ts';
import { soundLengths } from './preflight/sound.ts';
import { soundSeconds } from './preflight/sound-length.ts';
import { readText } from './read.ts';
import { parseYaml } from './yaml.ts';

/** What `yeoun check` finds. */
export interface CheckReport {
  /** Nothing is wrong; there may be warnings. */
  readonly ok: boolean;
  /** What keeps the show from running. */
  readonly errors: readonly Problem[];
  /** What is allowed and probably not meant. */
  readonly warnings: readonly Problem[];
  readonly text: string;
  /** The show where it could be read. */
  readonly loaded: LoadedShow | null;
}

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

const length = (loaded: LoadedShow): string => {
  const seconds = listSeconds(loaded.show);
  const atMost = seconds ?? latest(loaded.show).seconds;
  if (atMost === null) return 'waits for GO';
  const round = Math.round(atMost);
  const most = seconds === null ? ' at most' : '';
  return `runs by itself, ${Math.floor(round / 60)} min ${round % 60} s${most}`;
};

const summary = (loaded: LoadedShow): string => {
  const { show, folder } = loaded;
  const parts = [
    count(show.cues.length, 'cue', 'cues'),
    count(Object.keys(show.scenes).length, 'scene', 'scenes'),
    length(loaded),
  ];
  return `${folder}: "${show.title.en}" (${show.title.ko}) is in order: ${parts.join(', ')}.`;
};

/** What the audio files say: looked at here and not at every change of the file, for they may be large. */
const soundAdvice = async (loaded: LoadedShow, files: ShowFiles): Promise<Problem[]> => {
  const { folder, show } = loaded;
  if (Object.keys(show.sounds).length === 0) return [];
  const lengths = new Map<string, number>();
  for (const [name, { file }] of Object.entries(show.sounds)) {
    const path = insideFolder(folder, file);
    const bytes = path && (await files.read(path).catch(() => null));
    const seconds = bytes && soundSeconds(bytes);
    if (seconds) lengths.set(name, seconds);
  }
  const file = join(folder, SHOW_FILE);
  const read = await readText(files, file, '');
  const yaml = read.ok ? parseYaml(read.text, file) : null;
  return yaml?.ok ? placed(soundLengths(show, lengths), file, yaml.located) : [];
};

/** Checks a show folder and says everything that is wrong with it at once. Never throws for a bad show. */
export const checkShow = async (
  folder: string,
  options: LoadOptions = {},
): Promise<CheckReport> => {
  try {
    const loaded = await loadShow(folder, options);
    const heard = await soundAdvice(loaded, options.files ?? diskFiles);
    const warnings = [...loaded.advice, ...heard];
    const advice =
      warnings.length > 0
        ? [`${count(warnings.length, 'warning', 'warnings')}:`, formatProblems(warnings)]
        : [];
    const migrated = loaded.migrated.map((step) => `Read through the migration ${step}.`);
    const text = [summary(loaded), ...migrated, ...advice].join('\n');
    return { ok: true, errors: [], warnings, text, loaded };
  } catch (error) {
    if (!(error instanceof ShowErrors)) throw error;
    const { problems } = error;
    const head = `${folder}: ${count(problems.length, 'error', 'errors')}.`;
    const text = [formatProblems(problems), head].join('\n');
    return { ok: false, errors: problems, warnings: [], text, loaded: null };
  }
};
