import type { StreamKind } from '#contracts/sensor';

/** Colours of the scopes: many values of few hues, the same as in shared-ui/tokens.css. */
export const INK = {
  bone: 0xf1ece2,
  paper: 0xcfc8b8,
  warm: 0xe3b778,
  cool: 0x93aecb,
  sage: 0x9fbfa6,
  dim: 0x8b8f90,
  rule: 0x2b3136,
} as const;

/** One colour a channel, repeated where there are more. */
const THREE = [INK.paper, INK.cool, INK.warm] as const;
const BY_KIND: Readonly<Partial<Record<StreamKind, readonly number[]>>> = {
  acc: THREE,
  gyro: THREE,
};

export const channelInk = (kind: StreamKind, channel: number): number => {
  const inks = BY_KIND[kind] ?? [INK.paper];
  return inks[channel % inks.length] ?? INK.paper;
};

/** Kinds whose channels stand under one another, each in a lane of its own. */
export const inLanes = (kind: StreamKind): boolean => kind === 'eeg';
