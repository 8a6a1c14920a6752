import { random } from '../../../sensors/random.ts';
import type { Chord, Role, World } from './worlds.ts';

/** Bars of a phrase, and phrases of a section. */
export const PHRASE_BARS = 4;
export const SECTION_PHRASES = 4;

/** A phrase as it was thought of: what its half bars do, and a number that chooses each chord. The same in any world. */
export interface Plan {
  readonly slots: readonly { readonly role: Role; readonly choice: number }[];
  /** It comes to rest. */
  readonly closes: boolean;
}

const T = 'tonic' as const;
const A = 'away' as const;
const B = 'back' as const;
const OPENING: readonly (readonly Role[])[] = [
  [T, T, T, A, A, A, B, B],
  [T, A, T, A, A, T, A, B],
  [T, T, A, A, T, A, A, B],
];
const CLOSING: readonly (readonly Role[])[] = [
  [T, A, A, T, A, B, T, T],
  [T, T, A, A, T, A, T, T],
  [A, T, A, T, A, B, T, T],
];

/** Which idea each phrase of a section takes up, and how far it is varied: a, a varied, b, a at rest. */
export const PHRASES = [
  { idea: 0, variant: 0, closes: false },
  { idea: 0, variant: 1, closes: true },
  { idea: 1, variant: 0, closes: false },
  { idea: 0, variant: 2, closes: true },
] as const;

/** Ideas come back: three pairs of them go round, so that what was heard is met again. */
const MATERIALS = 3;
const RONDO = [0, 1, 0, 2, 1, 0, 2] as const;
export const materialOf = (section: number): number =>
  (RONDO[section % RONDO.length] ?? 0) % MATERIALS;

/** The plan of a phrase; the same idea has the same plan wherever it returns, but for its end. */
export const planOf = (seed: number, section: number, phrase: number): Plan => {
  const { idea, closes } = PHRASES[phrase % SECTION_PHRASES] ?? PHRASES[0];
  const chance = random(seed, `plan-${materialOf(section)}-${idea}`);
  const [opening, closing] = [OPENING, CLOSING].map(
    (all) => all[Math.floor(chance.next() * all.length)] ?? [],
  );
  const roles = closes ? [...(opening ?? []).slice(0, 4), ...(closing ?? []).slice(4)] : opening;
  const slots = (roles ?? []).map((role, i) => ({ role, choice: i === 0 ? 0 : chance.next() }));
  return { slots, closes };
};

/** Chance of a bar, 0..1: the same wherever its phrase returns. */
export const barChance = (seed: number, section: number, phrase: number, place: number): number => {
  const { idea } = PHRASES[phrase % SECTION_PHRASES] ?? PHRASES[0];
  // Four bars share the range out: each stretch of them mixes as much as it is asked to.
  const chance = random(seed, `bars-${materialOf(section)}-${idea}`);
  const turn = Math.floor(chance.next() * PHRASE_BARS);
  return (((place * 3 + turn) % PHRASE_BARS) + chance.next()) / PHRASE_BARS;
};

/** The chords of a bar in a world, evenly spread over it. */
export const chordsOf = (plan: Plan, bar: number, world: World, chords: number): Chord[] => {
  const at = chords < 1 && bar < 3 ? bar - (bar % 2) : bar;
  const slots = [plan.slots[2 * at], plan.slots[2 * at + 1]];
  const isLeading = plan.closes && bar === PHRASE_BARS - 2;
  const found = slots.flatMap((slot, half) => {
    if (!slot) return [];
    if (isLeading && half === 1) return [world.cadence];
    const list = world.chords[slot.role];
    const chord = list[Math.floor(slot.choice * list.length)];
    return chord ? [chord] : [];
  });
  if (chords >= 2 || isLeading) return found;
  return found.slice(0, 1);
};
