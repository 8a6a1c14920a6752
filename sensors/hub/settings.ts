import { EMPTY_PATCH, type Patch, type SourcePatch } from '#contracts/patch';
import type { SampleBlock } from '#contracts/sensor';

/** The machine's patch, as one source asks for it. */
export interface Settings {
  set(patch: Patch): void;
  of(sourceId: string): SourcePatch;
}

const NOTHING: SourcePatch = {};

export const settings = (): Settings => {
  let patch = EMPTY_PATCH;
  return {
    set(next) {
      patch = next;
    },
    of: (id) => (Object.hasOwn(patch.sources, id) ? patch.sources[id] : undefined) ?? NOTHING,
  };
};

/** Factor on the samples of a stream. */
export const gainOf = (setting: SourcePatch, stream: string): number =>
  setting.gain && Object.hasOwn(setting.gain, stream) ? (setting.gain[stream] ?? 1) : 1;

/** The block with every sample times `gain`; the same block where there is nothing to do. */
export const amplified = (block: SampleBlock, gain: number): SampleBlock =>
  gain === 1 ? block : { ...block, data: block.data.map((x) => x * gain) };
