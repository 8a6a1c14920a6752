import type { AffectState } from '#contracts/affect';
import { FEATURES, type FeatureName, type FeatureValue } from '#contracts/feature';
import {
  AFFECT_SIGNALS,
  type AffectSignal,
  affectSignal,
  type Signal,
  sceneInfo,
} from '#contracts/scenes';
import type { Curve, SceneEntry, Show } from '#contracts/show';
import { curved, type Values } from './fades.ts';
import { heardUnder, listensTo } from './pairs.ts';
import { entryLook } from './picture.ts';

/** What one step hears of the bodies. */
export interface Heard {
  /** What is felt in a body of the show. */
  readonly affectOf: (bodyId: string) => AffectState;
  /** The features of a body, or of two under their `pairId`, that still hold. */
  readonly features: (bodyId: string) => ReadonlyMap<FeatureName, FeatureValue>;
}

const UNHEARD: AffectState = {
  positive: Number.NaN,
  negative: Number.NaN,
  arousal: Number.NaN,
  valence: Number.NaN,
  confidence: 0,
  source: 'held',
  atMs: 0,
};
/** Nobody is heard: every mapping lets go. */
export const NOTHING_HEARD: Heard = { affectOf: () => UNHEARD, features: () => new Map() };

/** One mapping with nothing left to look up. */
export interface MappingPlan {
  readonly key: string;
  readonly from: Signal;
  /** Under which id its signal is found: a body's, or that of a pair. */
  readonly body: string;
  /** The one or two bodies it listens to. */
  readonly who: readonly string[];
  readonly to: string;
  readonly in: readonly [number, number];
  readonly out: readonly [number, number];
  readonly curve: Curve;
  readonly attackS: number;
  readonly releaseS: number;
  /**
   * Where the parameter stands while nothing is felt and no cue sets it. A mapping moves the
   * parameter by `out - anchor`, so a cue that sets the same parameter moves the whole range along.
   */
  readonly anchor: number;
}

/** How far each mapping has moved its parameter, by entry and key. */
export type Felt = Readonly<Record<string, Values>>;

/** How fast a movement fades whose mapping is gone (the show file was changed). */
const ORPHAN_S = 2;
const SILENT = 1e-4;

const AFFECT = new Set<Signal>(AFFECT_SIGNALS);
const isAffect = (from: Signal): from is AffectSignal => AFFECT.has(from);

/** The typical range of a signal, for a mapping that names none. */
export const typicalRange = (from: Signal): readonly [number, number] => {
  if (!isAffect(from)) return FEATURES[from].range;
  return from === 'valence' ? [-1, 1] : [0, 1];
};

const ownPlans = (entry: SceneEntry, bodies: readonly string[]): MappingPlan[] => {
  const look = entryLook(entry);
  return entry.map.map((m, i) => {
    const who = listensTo(m, bodies);
    const body = heardUnder(who);
    return {
      key: `${m.to}<${m.from}@${body}#${i}`,
      from: m.from,
      body,
      who,
      to: m.to,
      in: m.in ?? typicalRange(m.from),
      out: m.out,
      curve: m.curve,
      attackS: m.attackS,
      releaseS: m.releaseS,
      anchor: look[m.to] ?? 0,
    };
  });
};

const scenePlans = (entry: SceneEntry, leader: string): MappingPlan[] => {
  if (!entry.listen) return [];
  const info = sceneInfo(entry.scene);
  const named = new Set(entry.map.map((m) => m.to));
  const rest = new Map(info.params.map((p) => [p.name, p.rest]));
  return info.defaultMap
    .filter((m) => !named.has(m.to))
    .map((m) => ({
      ...m,
      key: `${m.to}<${m.from}@${leader}`,
      body: leader,
      who: [leader],
      curve: 'linear',
      anchor: rest.get(m.to) ?? 0,
    }));
};

/** What moves what in each entry: its own mappings, and those of the scene for every other parameter. */
export const mappingPlans = (show: Show): Readonly<Record<string, readonly MappingPlan[]>> => {
  const leader = show.bodies[0] ?? '';
  return Object.fromEntries(
    Object.entries(show.scenes).map(([name, entry]) => [
      name,
      [...ownPlans(entry, show.bodies), ...scenePlans(entry, leader)],
    ]),
  );
};

/** A signal now, or null where nothing is heard of it. */
const signalNow = (plan: MappingPlan, heard: Heard): number | null => {
  if (isAffect(plan.from)) {
    const value = affectSignal(heard.affectOf(plan.body), plan.from);
    return Number.isFinite(value) ? value : null;
  }
  const feature = heard.features(plan.body).get(plan.from);
  if (!feature || !(feature.confidence > 0) || !Number.isFinite(feature.value)) return null;
  return feature.value;
};

/** Input range, curve, output range. */
export const mapped = (value: number, plan: Pick<MappingPlan, 'in' | 'out' | 'curve'>): number => {
  const [low, high] = plan.in;
  const share = high === low ? 0 : (value - low) / (high - low);
  return plan.out[0] + (plan.out[1] - plan.out[0]) * curved(plan.curve, share);
};

/** One-pole step, exact for an input that holds over `dtS`; a time constant of 0 follows at once. */
export const approach = (value: number, target: number, dtS: number, tauS: number): number =>
  tauS <= 0 ? target : target + (value - target) * Math.exp(-dtS / tauS);

const felt = (plan: MappingPlan, before: number, heard: Heard, dtS: number): number => {
  const value = signalNow(plan, heard);
  if (value === null) return approach(before, 0, dtS, plan.releaseS);
  const target = mapped(value, plan) - plan.anchor;
  return approach(before, target, dtS, target > before ? plan.attackS : plan.releaseS);
};

/**
 * Moves every mapping on by `dtS` seconds of show time. A signal that is no longer heard lets its
 * parameter go back to what the cue says, over the mapping's release.
 */
export const stepFelt = (
  plans: Readonly<Record<string, readonly MappingPlan[]>>,
  before: Felt,
  heard: Heard,
  dtS: number,
): Felt => {
  if (dtS <= 0) return before;
  const now: Record<string, Values> = {};
  for (const [entry, list] of Object.entries(plans)) {
    const old = before[entry] ?? {};
    const moved: Record<string, number> = {};
    for (const plan of list) moved[plan.key] = felt(plan, old[plan.key] ?? 0, heard, dtS);
    for (const key of Object.keys(old)) {
      if (Object.hasOwn(moved, key)) continue;
      const rest = approach(old[key] ?? 0, 0, dtS, ORPHAN_S);
      if (Math.abs(rest) > SILENT) moved[key] = rest;
    }
    now[entry] = moved;
  }
  return now;
};

const parameterOf = (key: string): string => key.slice(0, key.indexOf('<'));

/**
 * A base look with everything felt on top, each parameter kept within 0..1. What was felt through a
 * mapping that is no longer there counts too, while it fades.
 */
export const feltLook = (
  base: Values,
  moved: Values = {},
  plans: readonly MappingPlan[] = [],
): Values => {
  const look: Record<string, number> = { ...base };
  const add = (to: string, by: number): void => {
    const at = look[to];
    if (at !== undefined) look[to] = at + by;
  };
  for (const plan of plans) add(plan.to, moved[plan.key] ?? 0);
  if (Object.keys(moved).length > plans.length) {
    const known = new Set(plans.map((p) => p.key));
    for (const key of Object.keys(moved))
      if (!known.has(key)) add(parameterOf(key), moved[key] ?? 0);
  }
  for (const name of Object.keys(look)) look[name] = Math.min(1, Math.max(0, look[name] ?? 0));
  return look;
};
