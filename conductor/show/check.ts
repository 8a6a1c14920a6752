import { listSeconds } from './cues.ts';
import { formatProblems, type LoadedShow, type LoadOptions, loadShow, ShowErrors } from './load.ts';

/** What `yeoun check` prints; `ok` false is exit 1. */
export interface CheckReport {
  readonly ok: boolean;
  readonly text: string;
  /** The show where it could be read. */
  readonly loaded: LoadedShow | null;
}

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

const length = (loaded: LoadedShow): string => {
  const seconds = listSeconds(loaded.show);
  if (seconds === null) return 'waits for GO';
  const round = Math.round(seconds);
  return `runs by itself, ${Math.floor(round / 60)} min ${round % 60} s`;
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

/** Checks a show folder and says everything that is wrong with it at once. Never throws for a bad show. */
export const checkShow = async (
  folder: string,
  options: LoadOptions = {},
): Promise<CheckReport> => {
  try {
    const loaded = await loadShow(folder, options);
    const advice =
      loaded.advice.length > 0 ? ['Perhaps not meant:', formatProblems(loaded.advice)] : [];
    const migrated = loaded.migrated.map((step) => `Read through the migration ${step}.`);
    return { ok: true, text: [summary(loaded), ...migrated, ...advice].join('\n'), loaded };
  } catch (error) {
    if (!(error instanceof ShowErrors)) throw error;
    const head = `${folder}: ${count(error.problems.length, 'problem', 'problems')}.`;
    return { ok: false, text: [formatProblems(error.problems), head].join('\n'), loaded: null };
  }
};
