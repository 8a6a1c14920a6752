import type { SampleBlock } from '#contracts/sensor';

/** After this long without keypoints a body is felt again instead of seen. */
const SEEN_MS = 500;

/**
 * Where a body is seen (keypoints), its accelerometers do not move the picture beside it: their frames
 * have no places and would take the place of those that have. They still feed features.
 */
export const seenBeforeFelt = () => {
  const seenMs = new Map<string, number>();
  return {
    /** True if this block may move the picture. */
    lets({ kind, bodyId }: SampleBlock, nowMs: number): boolean {
      if (kind === 'pose') {
        seenMs.set(bodyId, nowMs);
        return true;
      }
      return nowMs - (seenMs.get(bodyId) ?? Number.NEGATIVE_INFINITY) > SEEN_MS;
    },
  };
};
