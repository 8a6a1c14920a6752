import type { Modality } from '#contracts/affect';
import type { Verdict } from '#contracts/calibration';
import type { ModelCard } from '#contracts/model-card';
import type { PersonRows } from '../affect/calibration/fit/rows.ts';

/** What a person's rows are made into. */
export interface FitAsk {
  /** Becomes part of the models' ids: the person's random id, or the body's where nobody is named. */
  readonly who: string;
  readonly seed: number;
  readonly rows: readonly PersonRows[];
  /** Whether the person lets labelled windows be kept in their profile, so that more can be learnt later. */
  readonly keepsRows: boolean;
  /** Profiles and windows that are kept of this person: more is learnt on those of the same sensors. */
  readonly known: readonly Uint8Array[];
}

/** A personal model of one modality. */
export interface PersonalModel {
  readonly modality: Modality;
  readonly card: ModelCard;
  /** The graph. */
  readonly bytes: Uint8Array;
}

/** A model that was just made. */
export interface MadeModel extends PersonalModel {
  /** Model and card, as they are kept with consent to a profile. */
  readonly profile: Uint8Array;
  /** The labelled windows that refine it, kept with consent to calibrations; null where the person keeps none. */
  readonly windows: Uint8Array | null;
}

export interface FitOutcome {
  readonly verdict: Verdict;
  /** Those that beat chance; none where the verdict is that nothing does. */
  readonly models: readonly MadeModel[];
}

/** Makes and checks the models of a person, away from the thread of the tick. Rejects where it could not. */
export type Fit = (ask: FitAsk) => Promise<FitOutcome>;
