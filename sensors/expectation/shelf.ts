import { encodeProfile, MOST_SECTIONS, parseProfile, type Section } from './profile.ts';
import type { Sensor } from './sensor.ts';

/** What is kept of each body while the house is open. */
export interface Shelf {
  /** Lays down what a sensor has learned, if there is something new. */
  put(sensor: Sensor): void;
  /** Gives a fresh sensor what is known of it; keys in `taken` are in use by others. */
  fill(sensor: Sensor, taken: readonly string[]): void;
  /** Profiles of bodies that changed since the last call. */
  changed(): Map<string, Uint8Array>;
}

interface Kept {
  readonly section: Section;
  readonly learned: number;
}

/** Bodies that are remembered at once; beyond it one that was handed out is let go, or the one first met. */
const MOST_BODIES = 32;

export const shelf = (options: {
  load?(bodyId: string): Uint8Array | null;
  refused?(bodyId: string, error: unknown): void;
}): Shelf => {
  const bodies = new Map<string, Map<string, Kept>>();
  const fresh = new Set<string>();

  const read = (bodyId: string): readonly Section[] => {
    try {
      const bytes = options.load?.(bodyId);
      return bytes ? parseProfile(bodyId, bytes) : [];
    } catch (error) {
      options.refused?.(bodyId, error);
      return [];
    }
  };

  const letGo = (): void => {
    const ids = [...bodies.keys()];
    const id = ids.find((one) => !fresh.has(one)) ?? ids[0] ?? '';
    bodies.delete(id);
    fresh.delete(id);
  };

  const open = (bodyId: string): Map<string, Kept> => {
    const known = bodies.get(bodyId);
    if (known) return known;
    if (bodies.size >= MOST_BODIES) letGo();
    const all = new Map<string, Kept>();
    for (const section of read(bodyId))
      all.set(section.key, { section, learned: section.numbers[0] ?? 0 });
    bodies.set(bodyId, all);
    return all;
  };

  /** Its own section, or one of the same model that nobody uses: a camera may have a new name today. */
  const find = (sensor: Sensor, taken: readonly string[]): Section | null => {
    const all = open(sensor.bodyId);
    const { signature } = sensor.model;
    const own = all.get(sensor.key)?.section;
    if (own?.signature === signature && !taken.includes(sensor.key)) return own;
    for (const [key, { section }] of all)
      if (section.signature === signature && !taken.includes(key)) return section;
    return null;
  };

  return {
    put({ bodyId, key, model, track }) {
      const all = open(bodyId);
      const kept = all.get(key);
      // Another model's section counts for nothing: today's takes its place.
      const usable = kept?.section.signature === model.signature;
      if (track.learned <= (usable ? kept.learned : 0)) return;
      const section = { key, signature: model.signature, numbers: track.dump() };
      all.delete(key);
      if (all.size >= MOST_SECTIONS) all.delete([...all.keys()][0] ?? '');
      all.set(key, { section, learned: track.learned });
      fresh.add(bodyId);
    },
    fill(sensor, taken) {
      const section = find(sensor, taken);
      if (section) sensor.track.adopt(section.numbers);
    },
    changed() {
      const out = new Map<string, Uint8Array>();
      for (const id of fresh) {
        const sections = [...(bodies.get(id)?.values() ?? [])].map((kept) => kept.section);
        out.set(id, encodeProfile(id, sections));
      }
      fresh.clear();
      return out;
    },
  };
};
