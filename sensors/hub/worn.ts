import type { SourceInfo, StreamKind } from '#contracts/sensor';

/** The ear of the booth: what it hears is the visitor's own voice, and listening is theirs to open. */
const VOICE = 'speech';
/** Says nothing of a body by itself: an instrument, a battery, how electrodes lie. */
const BESIDE: ReadonlySet<StreamKind> = new Set(['contact', 'custom', 'note', 'battery']);

/** Whose signals count while a visitor stands for a body: those of the sensors that they said they wear, and no others. */
export interface Worn {
  /** From now on a body is a visitor's, who wears these sources; null: it is nobody's in particular again. */
  wear(bodyId: string, sources: readonly string[] | null): void;
  /** Whether a visitor stands for this body now. */
  isVisited(bodyId: string): boolean;
  /** Whether samples of this kind count. A simulated source, or one that plays a recording, never does. */
  counts(info: SourceInfo, kind: StreamKind): boolean;
}

export const wornSources = (): Worn => {
  const visited = new Map<string, ReadonlySet<string>>();
  return {
    wear(bodyId, sources) {
      if (sources === null) visited.delete(bodyId);
      else visited.set(bodyId, new Set(sources));
    },
    isVisited: (bodyId) => visited.has(bodyId),
    counts(info, kind) {
      const worn = visited.get(info.bodyId);
      if (!worn) return true;
      if (info.kind === 'synthetic' || info.recorded) return false;
      return info.kind === VOICE || BESIDE.has(kind) || worn.has(info.id);
    },
  };
};
