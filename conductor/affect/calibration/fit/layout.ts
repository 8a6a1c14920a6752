import { z } from 'zod';
import { STREAM_KIND_INFO } from '#contracts/sensor';
import { EEG_BAND_NAMES } from '../../../../sensors/features/eeg-spectrum.ts';
import { type Strand, strandsOf } from './strands.ts';

/** What a person's model may listen to. */
export const PERSONAL_MODALITIES = ['brain', 'physiology', 'movement'] as const;
export const PersonalModality = z.enum(PERSONAL_MODALITIES);
export type PersonalModality = z.infer<typeof PersonalModality>;

/** Changes whenever the meaning of a column does: a profile of another version is refused. */
export const LAYOUT_VERSION = 1;

/** What the columns of a person's rows mean, and in which order they come. */
export const Layout = z.strictObject({
  version: z.int().min(1),
  modality: PersonalModality,
  /** Electrodes in order; empty for what is not brain. */
  channels: z.array(z.string().min(1).max(32)).max(256),
  /** `eegAlpha@AF7`, `heartRate.mean`, `motionEnergy.sd` ... */
  columns: z.array(z.string().min(1).max(80)).min(1).max(512),
});
export type Layout = z.infer<typeof Layout>;

const columnsOf = (strand: Strand): string[] =>
  strand.reads.map((read) => `${strand.feature}.${read}`);

/**
 * Everything a modality may be read from; what a person's sensors do not give is left out when it is fitted.
 * @param channels electrodes in order, for `brain`
 */
export const layoutOf = (
  modality: PersonalModality,
  channels: readonly string[] = STREAM_KIND_INFO.eeg.channels,
): Layout => ({
  version: LAYOUT_VERSION,
  modality,
  channels: modality === 'brain' ? [...channels] : [],
  columns:
    modality === 'brain'
      ? channels.flatMap((channel) => EEG_BAND_NAMES.map((band) => `${band}@${channel}`))
      : strandsOf(modality).flatMap(columnsOf),
});
