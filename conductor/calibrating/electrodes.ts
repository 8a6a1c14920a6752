import type { SourceInfo, StreamInfo } from '#contracts/sensor';

export interface Announced {
  readonly info: SourceInfo;
  readonly streams: readonly StreamInfo[];
}

/** The electrodes of each body, as its source names them. */
export interface Electrodes {
  /** True where those of a body are new or others than before. */
  hear(announced: Announced): boolean;
  of(bodyId: string): readonly string[] | undefined;
}

const MOST_BODIES = 64;

export const electrodes = (): Electrodes => {
  const known = new Map<string, readonly string[]>();
  return {
    hear({ info, streams }) {
      const channels = streams.find(({ kind }) => kind === 'eeg')?.channels;
      const before = known.get(info.bodyId);
      if (!channels || channels.join() === before?.join()) return false;
      if (!before && known.size >= MOST_BODIES) return false;
      known.set(info.bodyId, channels);
      return true;
    },
    of: (bodyId) => known.get(bodyId),
  };
};
