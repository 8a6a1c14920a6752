import type { Verdict } from '#contracts/calibration';
import { compatible } from '../affect/calibration/fit/compatible.ts';
import { fitPerson, labelledRecalls } from '../affect/calibration/fit/fit.ts';
import {
  type Profile,
  profileBytes,
  profileOf,
  readProfile,
} from '../affect/calibration/fit/profile.ts';
import { type Refined, refine } from '../affect/calibration/fit/refine.ts';
import type { PersonRows } from '../affect/calibration/fit/rows.ts';
import type { FitAsk, FitOutcome, MadeModel } from './fitter.ts';
import { heardOf, type Judged, verdictOfAll } from './judge.ts';

interface Fitted extends Judged {
  readonly models: readonly MadeModel[];
}

const isUsable = ({ model }: Profile): boolean => model?.card.settings.usable === 1;

const made = (profile: Profile): MadeModel[] => {
  const { model, layout } = profile;
  if (!model || !isUsable(profile)) return [];
  const { card, onnx } = model;
  return [{ modality: layout.modality, card, bytes: onnx, profile: profileBytes(profile) }];
};

/** What is kept of the person from before, for the same sensors; null where it is nothing that can be learnt on. */
const knownOf = (known: readonly Uint8Array[], { layout }: PersonRows): Profile | null => {
  for (const bytes of known) {
    try {
      const profile = readProfile(bytes);
      if (compatible(profile, layout)) return profile;
    } catch {
      // What cannot be read is replaced by what comes now.
    }
  }
  return null;
};

/** The verdict on a model that was learnt on: of all recalls where they are kept, else of the new ones alone. */
const refinedVerdict = (refined: Refined, rows: PersonRows): Verdict => {
  const { outcome, before, after, changed, profile, text } = refined;
  const usable = isUsable(profile);
  if (outcome && changed) return { ...outcome.verdict, text };
  return {
    usable,
    text,
    balancedAccuracy: changed ? after : before,
    ci: null,
    chance: 1 / Math.max(2, profile.model?.card.outputs.length ?? 2),
    pValue: null,
    recalls: labelledRecalls(rows.rows),
  };
};

const fitOne = (rows: PersonRows, among: number, ask: FitAsk): Fitted => {
  const { who, seed, keepsRows } = ask;
  const { modality } = rows.layout;
  const known = knownOf(ask.known, rows);
  if (known) {
    const refined = refine(known, rows, { who, seed, among });
    const models = made(keepsRows ? refined.profile : { ...refined.profile, rows: null });
    return { modality, verdict: refinedVerdict(refined, rows), models };
  }
  const outcome = fitPerson(rows, { seed, among });
  const models = made(profileOf(rows, outcome, { who, seed, keepsRows }));
  return { modality, verdict: outcome.verdict, models };
};

/**
 * Fits, checks and judges a session, and makes the models of what beat chance. Where a profile of this person and
 * these sensors is known already, more is learnt on it instead. Takes up to two seconds.
 */
export const fitSession = (ask: FitAsk): FitOutcome => {
  const heard = heardOf(ask.rows);
  const fitted = heard.map((rows) => fitOne(rows, heard.length, ask));
  return { verdict: verdictOfAll(fitted), models: fitted.flatMap(({ models }) => models) };
};
