import { PERSONAL_MODALITIES } from '../affect/calibration/fit/layout.ts';
import { type Progress, progressBytes, readProgress } from '../affect/calibration/session/saved.ts';
import { sentence } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import type { People, PersonId } from '../state/people/index.ts';
import type { MadeModel } from './fitter.ts';

/** What a calibration may write of a person. */
export interface Keeping {
  /** Id in the store; null where nobody is named, nobody of that name is known, or there is no store. */
  readonly person: PersonId | null;
  /** Labelled sessions and their progress. */
  readonly sessions: boolean;
  /** The calibrated model. */
  readonly profile: boolean;
  /** Whether consoles may show who it is. */
  readonly crew: boolean;
}

export const KEEPS_NOTHING: Keeping = {
  person: null,
  sessions: false,
  profile: false,
  crew: false,
};

export type CalibrationPeople = Pick<
  People,
  'find' | 'assign' | 'personOf' | 'put' | 'get' | 'deleteEntry' | 'consent' | 'onChange'
>;

/** The name of what was left off, among what is kept with consent to calibrations. */
export const PROGRESS = 'progress';
const windowsOf = (modality: string): string => `windows-${modality}`;

/** The drawer of one person's calibration. Nothing here rejects: what fails is said in the log. */
export interface Drawer {
  readonly keeping: Keeping;
  save(progress: Progress): Promise<void>;
  /** What was left off; null where there is nothing that can be gone on with. */
  left(nowMs: number): Promise<Progress | null>;
  /** The session is over: its progress goes. */
  over(): Promise<void>;
  /** Models and windows that are kept from before, of whatever modality. */
  known(): Promise<readonly Uint8Array[]>;
  /** The model, and the windows it was learnt from where they may be kept. True: the model is on its way to the disk. */
  keepModel(model: MadeModel): Promise<boolean>;
}

const KINDS = ['calibration', 'profile'] as const;

/** Asks the ledger whether the crew may see whose this is: some consent stands, and all that stand allow it. */
export const mayCrewSee = async (
  people: Pick<CalibrationPeople, 'consent'> | null,
  person: PersonId | null,
  nowMs: number,
): Promise<boolean> => {
  if (!people || person === null) return false;
  const seen = async (what: string): Promise<boolean | null> =>
    (await people.consent.allows(person, what, nowMs))
      ? await people.consent.allows(person, what, nowMs, 'crew')
      : null;
  const all = await Promise.all(KINDS.map(seen)).catch(() => [false]);
  return all.includes(true) && !all.includes(false);
};

/** Asks what may be kept. `who` is a name or an id. */
export const keepingOf = async (
  people: CalibrationPeople | null,
  who: string | null,
  nowMs: number,
): Promise<Keeping> => {
  const person = people && who !== null ? await people.find(who).catch(() => null) : null;
  if (!people || person === null) return KEEPS_NOTHING;
  const may = (what: string): Promise<boolean> =>
    people.consent.allows(person, what, nowMs).catch(() => false);
  const [sessions, profile, crew] = await Promise.all([
    may('calibration'),
    may('profile'),
    mayCrewSee(people, person, nowMs),
  ]);
  return { person, sessions, profile, crew };
};

/** Whether somebody was forgotten. Where the store does not answer nothing is known, and nothing is taken away. */
export const isForgotten = async (
  people: CalibrationPeople | null,
  { person }: Keeping,
): Promise<boolean> =>
  people !== null &&
  person !== null &&
  (await people.find(person).then(
    (found) => found === null,
    () => false,
  ));

/** Whether a session that was left off may stay in memory: who it is of is known, and allows what they allowed. */
export const mayStay = async (
  people: CalibrationPeople | null,
  keeping: Keeping,
  nowMs: number,
): Promise<boolean> => {
  if (await isForgotten(people, keeping)) return false;
  const { person, sessions } = keeping;
  if (!people || person === null || !sessions) return true;
  return await people.consent.allows(person, 'calibration', nowMs).catch(() => true);
};

/**
 * Says who a body is from now on. Where that is nobody known, the models of who it was before must not stay on it.
 * @returns true where it was somebody else before and is nobody known now
 */
export const takeBody = async (
  people: CalibrationPeople,
  body: string,
  person: PersonId | null,
): Promise<boolean> => {
  const before = await people.personOf(body);
  if (before !== person) await people.assign(body, person);
  return person === null && before !== null;
};

export const drawer = (
  people: CalibrationPeople | null,
  keeping: Keeping,
  log: Pick<Log, 'seldom'>,
): Drawer => {
  const { person, sessions, profile } = keeping;
  const tried = async <T>(act: () => Promise<T>): Promise<T | null> => {
    try {
      return await act();
    } catch (error) {
      log.seldom('calibration', sentence(error));
      return null;
    }
  };
  const isOpen = people !== null && person !== null;
  return {
    keeping,
    async save(progress) {
      if (!isOpen || !sessions) return;
      await tried(() => people.put(person, 'calibration', PROGRESS, progressBytes(progress)));
    },
    async left(nowMs) {
      if (!isOpen || !sessions) return null;
      const bytes = await tried(() => people.get(person, 'calibration', PROGRESS));
      const progress = bytes ? readProgress(bytes, nowMs) : null;
      // What nobody can go on with must not lie there until a consent ends.
      if (bytes && !progress)
        await tried(() => people.deleteEntry(person, 'calibration', PROGRESS));
      return progress;
    },
    async over() {
      if (isOpen && sessions)
        await tried(() => people.deleteEntry(person, 'calibration', PROGRESS));
    },
    async known() {
      if (!isOpen) return [];
      const all = PERSONAL_MODALITIES.flatMap((one) => [
        tried(() => people.get(person, 'profile', one)),
        tried(() => people.get(person, 'calibration', windowsOf(one))),
      ]);
      return (await Promise.all(all)).filter((bytes) => bytes !== null);
    },
    async keepModel(model) {
      if (!isOpen || !profile) return false;
      const { modality, windows } = model;
      const put = () => people.put(person, 'profile', modality, model.profile);
      if ((await tried(put)) === null) return false;
      if (windows && sessions)
        await tried(() => people.put(person, 'calibration', windowsOf(modality), windows));
      return true;
    },
  };
};
