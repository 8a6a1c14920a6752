import { FEELINGS, type Feeling } from '#contracts/calibration';
import type { ModelCard } from '#contracts/model-card';
import { LAYOUT_VERSION, type Layout, PersonalModality } from './layout.ts';

/** What a live decoder reads from a personal model's card. */
export interface PersonalSettings {
  /** Columns that the graph takes, in order. */
  readonly layout: Layout;
  /** Feelings in the order of the graph's shares. */
  readonly classes: readonly Feeling[];
  readonly usable: boolean;
  /** What was usual when the person was calibrated, by column. */
  readonly usual: readonly number[];
  /** By feeling: correlation of its probability with its being said, in recalls left out. */
  readonly r: readonly number[];
}

const numbers = (value: ModelCard['settings'][string] | undefined): readonly number[] =>
  Array.isArray(value) ? value : typeof value === 'number' ? [value] : [];

const isFeeling = (name: string): name is Feeling => FEELINGS.some((feeling) => feeling === name);

/** The layout a card was made for. */
export const layoutOfCard = (card: ModelCard, modality: PersonalModality): Layout => ({
  version: card.version,
  modality,
  channels: `${card.settings.channels ?? ''}`.split(',').filter((name) => name !== ''),
  columns: card.features,
});

/** Reads a card; null where it is none of a personal model that this version understands. */
export const settingsOf = (card: ModelCard): PersonalSettings | null => {
  const { data: modality } = PersonalModality.safeParse(card.modality);
  const classes = card.outputs.filter(isFeeling);
  const { usable, usual, r } = card.settings;
  if (!modality || card.version !== LAYOUT_VERSION || classes.length !== card.outputs.length)
    return null;
  if (numbers(usual).length !== card.features.length || numbers(r).length !== classes.length)
    return null;
  return {
    layout: layoutOfCard(card, modality),
    classes,
    usable: usable === 1,
    usual: numbers(usual),
    r: numbers(r),
  };
};
