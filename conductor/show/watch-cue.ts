import { AFFECT_SIGNALS, type AffectSignal, affectSignal, type Signal } from '#contracts/scenes';
import type { Condition, CueWhen, Show } from '#contracts/show';
import { inMs } from './cues.ts';
import type { Heard } from './mappings.ts';
import { heardUnder, listensTo } from './pairs.ts';

/** A condition as it reads now; `value` null: not heard, or not sure enough. */
export interface Reading {
  readonly value: number | null;
  readonly confidence: number;
  readonly holds: boolean;
}

/** A cue on feeling that stands by. Times are of the list. */
export interface Watch {
  readonly index: number;
  /** As it was written when it came to stand by. */
  readonly when: CueWhen;
  /** Since when it stands by; since when all its conditions hold, or null. */
  readonly armedMs: number;
  readonly heldMs: number | null;
  /** The operator has been told that it will call itself: because of what is felt, or because its time has come. */
  readonly announced: { readonly by: 'feeling' | 'time'; readonly atMs: number } | null;
  readonly vetoed: boolean;
  readonly readings: readonly Reading[];
}

export interface WatchDue {
  readonly does: 'announce' | 'fire';
  readonly by: 'feeling' | 'time';
  readonly atMs: number;
}

const NEVER = Number.POSITIVE_INFINITY;
const FELT = new Set<Signal>(AFFECT_SIGNALS);
const isFelt = (signal: Signal): signal is AffectSignal => FELT.has(signal);

/** A cue comes to stand by; null where it is none on feeling. */
export const watchOf = (show: Show, index: number | null, listMs: number): Watch | null => {
  const when = index === null ? undefined : show.cues[index]?.when;
  if (index === null || !when) return null;
  return {
    index,
    when,
    armedMs: listMs,
    heldMs: null,
    announced: null,
    vetoed: false,
    readings: when.all.map(() => ({ value: null, confidence: 0, holds: false })),
  };
};

/** When it calls itself whatever is felt. */
const elseMs = ({ when, armedMs }: Watch): number =>
  when.elseAfterS === undefined ? NEVER : armedMs + inMs(when.elseAfterS);

/** From when on it is told that its time has come. */
const tellsTimeMs = (watch: Watch): number =>
  Math.max(watch.armedMs, elseMs(watch) - inMs(watch.when.announceS));

/** What happens to it next by itself; null: nothing, as things stand. */
export const watchDue = (watch: Watch | null): WatchDue | null => {
  if (!watch || watch.vetoed) return null;
  const { when, announced, armedMs, heldMs } = watch;
  if (announced) {
    const told = announced.by === 'time' ? NEVER : announced.atMs + inMs(when.announceS);
    return { does: 'fire', by: announced.by, atMs: Math.min(told, elseMs(watch)) };
  }
  const feels =
    heldMs === null ? NEVER : Math.max(heldMs + inMs(when.forS), armedMs + inMs(when.notBeforeS));
  const time = tellsTimeMs(watch);
  if (feels === NEVER && time === NEVER) return null;
  return feels <= time
    ? { does: 'announce', by: 'feeling', atMs: feels }
    : { does: 'announce', by: 'time', atMs: time };
};

const measured = (condition: Condition, show: Show, heard: Heard) => {
  const { signal, body } = condition;
  const who = listensTo(
    body === undefined ? { from: signal } : { from: signal, body },
    show.bodies,
  );
  const under = heardUnder(who);
  if (isFelt(signal)) {
    const affect = heard.affectOf(under);
    return { value: affectSignal(affect, signal), confidence: affect.confidence };
  }
  const feature = heard.features(under).get(signal);
  return feature ? { value: feature.value, confidence: feature.confidence } : null;
};

/** How a condition reads now: what is not heard, or not surer than it asks for, does not hold. */
export const readingOf = (condition: Condition, show: Show, heard: Heard): Reading => {
  const found = measured(condition, show, heard);
  if (!found || !Number.isFinite(found.value)) return { value: null, confidence: 0, holds: false };
  const confidence = Math.min(1, Math.max(0, found.confidence));
  if (!(confidence > condition.confidence)) return { value: null, confidence, holds: false };
  const { above = Number.NEGATIVE_INFINITY, below = NEVER } = condition;
  return { value: found.value, confidence, holds: found.value > above && found.value < below };
};

/** What a new reading did to it. */
export type Turned = 'nothing' | 'withdrawn' | 'by-time';

/**
 * Reads the conditions at a moment of the list. A break lets the time that they have held begin anew, and takes
 * back what was announced because of them; where its time has come meanwhile, it stays announced for that.
 */
export const readWatch = (
  watch: Watch,
  show: Show,
  heard: Heard,
  listMs: number,
): { readonly watch: Watch; readonly turned: Turned } => {
  const readings = watch.when.all.map((condition) => readingOf(condition, show, heard));
  const holds = readings.every((reading) => reading.holds);
  const heldMs = holds ? (watch.heldMs ?? listMs) : null;
  const read = { ...watch, readings, heldMs };
  if (holds || watch.announced?.by !== 'feeling') return { watch: read, turned: 'nothing' };
  return listMs >= tellsTimeMs(watch)
    ? { watch: { ...read, announced: { ...watch.announced, by: 'time' } }, turned: 'by-time' }
    : { watch: { ...read, announced: null }, turned: 'withdrawn' };
};

/** When it calls itself whatever is felt, in the time of the list; null: never. */
export const elseAt = (watch: Watch): number | null => {
  const at = elseMs(watch);
  return at === NEVER ? null : at;
};
