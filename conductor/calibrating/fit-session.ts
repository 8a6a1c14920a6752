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
  return [
    {
      modality: layout.modality,
      card,
      bytes: onnx,
      // Apart: there is a consent to each, and each goes with its own.
      profile: profileBytes({ ...profile, rows: null }),
      windows: profile.rows && profileBytes({ ...profile, model: null }),
    },
  ];
};

/** Null for what cannot be read: it is replaced by what comes now. */
const readable = (bytes: Uint8Array): Profile | null => {
  try {
    return readProfile(bytes);
  } catch {
    return null;
  }
};

/**
 * What is kept of the person from before, for the same sensors: the model, with the windows it was learnt from where
 * they are there. Null where it is nothing that can be learnt on.
 */
const knownOf = (known: readonly Uint8Array[], { layout }: PersonRows): Profile | null => {
  const all = known.flatMap((bytes) => {
    const profile = readable(bytes);
    return profile && compatible(profile, layout) ? [profile] : [];
  });
  const first = all.find(({ model }) => model !== null) ?? all[0];
  if (!first) return null;
  const columns = first.layout.columns.join();
  const kept = all.find((one) => one.rows !== null && one.layout.columns.join() === columns);
  return { ...first, rows: kept?.rows ?? null };
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
