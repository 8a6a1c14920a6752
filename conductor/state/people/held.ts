/** What the disk refused, in memory until it takes it. */
export interface Held {
  readonly person: string;
  readonly kind: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Together as much as one evening makes; beyond it the oldest is let go. */
const MOST_BYTES = 256_000_000;

const keyOf = ({ person, kind, name }: Omit<Held, 'bytes'>): string =>
  JSON.stringify([person, kind, name]);

export const heldEntries = () => {
  const all = new Map<string, Held>();
  let total = 0;
  const drop = (key: string): boolean => {
    total -= all.get(key)?.bytes.length ?? 0;
    return all.delete(key);
  };
  const dropWhere = (fits: (held: Held) => boolean): number => {
    const gone = [...all].filter(([, held]) => fits(held));
    for (const [key] of gone) drop(key);
    return gone.length;
  };
  return {
    get size() {
      return all.size;
    },
    put(held: Held): void {
      drop(keyOf(held));
      all.set(keyOf(held), held);
      total += held.bytes.length;
      for (const key of all.keys()) {
        if (total <= MOST_BYTES || all.size === 1) break;
        drop(key);
      }
    },
    get: (at: Omit<Held, 'bytes'>): Uint8Array | null => all.get(keyOf(at))?.bytes ?? null,
    drop: (at: Omit<Held, 'bytes'>): boolean => drop(keyOf(at)),
    dropKind: (person: string, kind: string): number =>
      dropWhere((held) => held.person === person && held.kind === kind),
    dropPerson: (person: string): number => dropWhere((held) => held.person === person),
    list: (): Held[] => [...all.values()],
  };
};
