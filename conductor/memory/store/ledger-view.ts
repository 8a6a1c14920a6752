import { MEMORY_KINDS, type MemoryKind } from '#contracts/visit';
import type { Consent, People } from '../../state/people/index.ts';

const holds = ({ withdrawnMs, untilMs }: Consent, nowMs: number): boolean =>
  withdrawnMs === null && (untilMs === null || nowMs < untilMs);

/** The line of each kind that counts and holds now. Pure. */
export const standing = (
  lines: readonly Consent[],
  nowMs: number,
): ReadonlyMap<string, Consent> => {
  const newest = new Map(lines.map((line) => [line.what, line]));
  return new Map([...newest].filter(([, line]) => holds(line, nowMs)));
};

/** What a person agreed to that holds now. */
export const consentsOf = async (people: People, person: string, nowMs: number) =>
  standing(await people.consent.of(person), nowMs);

export const isMemoryKind = (what: string): what is MemoryKind =>
  MEMORY_KINDS.some((kind) => kind === what);

/** When the last of the kinds of a memory ends, Unix ms; null: nobody agrees to any. Pure. */
export const cardUntil = (lines: ReadonlyMap<string, Consent>): number | null => {
  const ends = [...lines.values()].filter(({ what }) => isMemoryKind(what));
  if (ends.length === 0) return null;
  return Math.max(...ends.map(({ untilMs }) => untilMs ?? Number.MAX_SAFE_INTEGER));
};
