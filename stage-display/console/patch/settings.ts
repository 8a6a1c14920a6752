import type { Patch, SourcePatch } from '#contracts/patch';

const NONE: SourcePatch = {};

/** What the machine's patch says of a source. */
export const settingsOf = (patch: Patch | null, id: string): SourcePatch =>
  patch?.sources[id] ?? NONE;

/** Settings with one of them changed; null where nothing is left to be kept. */
export const withSetting = <K extends keyof SourcePatch>(
  before: SourcePatch,
  name: K,
  value: SourcePatch[K] | null,
): SourcePatch | null => {
  const { [name]: _, ...others } = before;
  const next: SourcePatch = value === null ? others : { ...others, [name]: value };
  return Object.keys(next).length > 0 ? next : null;
};

/** The gains of a source with one stream's changed; a gain of 1 is none. */
export const withGain = (before: SourcePatch, stream: string, gain: number): SourcePatch | null => {
  const { [stream]: _, ...others } = before.gain ?? {};
  const gains = gain === 1 ? others : { ...others, [stream]: gain };
  return withSetting(before, 'gain', Object.keys(gains).length > 0 ? gains : null);
};

/** A number as somebody types it: `0.001`, `1e-3`, `9,81`; null for anything that is no gain. */
export const readGain = (text: string): number | null => {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && value >= 1e-9 && value <= 1e9 ? value : null;
};
