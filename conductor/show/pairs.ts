import { type Id, pairId } from '#contracts/ids';
import type { Signal } from '#contracts/scenes';
import type { Mapping, Show } from '#contracts/show';
import type { Pair } from '../../sensors/synchrony/index.ts';

/** Signals of two bodies together: a mapping of one names two. */
export const SYNC_SIGNALS = ['syncMovement', 'syncBreath', 'syncHeart'] as const satisfies Signal[];
const SYNC = new Set<unknown>(SYNC_SIGNALS);
export const isSync = (from: unknown): boolean => SYNC.has(from);

/** Who a mapping listens to: one body, or two for what two do together. */
export const listensTo = (
  { from, body, with: other }: Pick<Mapping, 'from' | 'body' | 'with'>,
  bodies: readonly Id[],
): readonly [Id] | Pair => {
  const lead = bodies[0] ?? '';
  if (!isSync(from)) return [body ?? lead];
  // Of exactly two bodies the other one is meant.
  const rest = (id: Id | undefined) =>
    bodies.length === 2 && id !== undefined ? bodies.find((b) => b !== id) : undefined;
  const one = body ?? (other === lead ? rest(other) : undefined) ?? lead;
  const two = other ?? rest(one);
  return two === undefined || two === one ? [one] : [one, two];
};

/** The id under which the features of these are found. */
export const heardUnder = (who: readonly [Id] | Pair): Id =>
  who.length === 2 ? pairId(who[0], who[1]) : who[0];

/** Pairs that mappings listen to, each once, in the order of the show. */
export const mappedPairs = (show: Pick<Show, 'bodies' | 'scenes'>): Pair[] =>
  once(
    Object.values(show.scenes).flatMap((entry) =>
      entry.map
        .filter(({ from }) => isSync(from))
        .map((mapping) => listensTo(mapping, show.bodies))
        .filter((who) => who.length === 2),
    ),
  );

/**
 * Pairs worth comparing, the most wanted first: those of mappings, then everybody with the lead, then
 * neighbours in the list of bodies. Who compares takes as many as he can.
 */
export const pairsOf = (show: Pick<Show, 'bodies' | 'scenes'>): Pair[] => {
  const [lead, ...others] = show.bodies;
  const withLead = others.map((id): Pair => [lead ?? id, id]);
  const neighbours = others.slice(1).map((id, i): Pair => [others[i] ?? id, id]);
  return once([...mappedPairs(show), ...withLead, ...neighbours]);
};

const once = (pairs: readonly Pair[]): Pair[] => [
  ...new Map(pairs.map((pair) => [pairId(pair[0], pair[1]), pair])).values(),
];
