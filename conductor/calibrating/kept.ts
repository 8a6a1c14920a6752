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
}

export const KEEPS_NOTHING: Keeping = { person: null, sessions: false, profile: false };

export type CalibrationPeople = Pick<
  People,
  'find' | 'assign' | 'put' | 'get' | 'deleteEntry' | 'consent'
>;

const PROGRESS = 'progress';

/** The drawer of one person's calibration. Nothing here rejects: what fails is said in the log. */
export interface Drawer {
  readonly keeping: Keeping;
  save(progress: Progress): Promise<void>;
  /** What was left off; null where there is nothing that can be gone on with. */
  left(nowMs: number): Promise<Progress | null>;
  /** The session is over: its progress goes. */
  over(): Promise<void>;
  /** What is kept from before, of whatever modality. */
  profiles(): Promise<readonly Uint8Array[]>;
  /** True: it is on its way to the disk. */
  keepModel(model: MadeModel): Promise<boolean>;
}

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
  const [sessions, profile] = await Promise.all([may('calibration'), may('profile')]);
  return { person, sessions, profile };
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
      return bytes ? readProgress(bytes, nowMs) : null;
    },
    async over() {
      if (isOpen && sessions)
        await tried(() => people.deleteEntry(person, 'calibration', PROGRESS));
    },
    async profiles() {
      if (!isOpen) return [];
      const all = PERSONAL_MODALITIES.map((one) => tried(() => people.get(person, 'profile', one)));
      return (await Promise.all(all)).filter((bytes) => bytes !== null);
    },
    async keepModel(model) {
      if (!isOpen || !profile) return false;
      const put = () => people.put(person, 'profile', model.modality, model.profile);
      return (await tried(put)) !== null;
    },
  };
};
