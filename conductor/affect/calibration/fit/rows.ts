import { z } from 'zod';
import { Feeling } from '#contracts/calibration';
import type { FeatureValue } from '#contracts/feature';
import type { SampleBlock } from '#contracts/sensor';
import { featureBook } from '../../features.ts';
import { Layout, layoutOf, type PersonalModality } from './layout.ts';
import { WINDOW_S, windowsOf } from './windows.ts';

/** One window of a person, with what they said of it. */
export const PersonRow = z.strictObject({
  /** End of the window: time of its newest input. Orders the rows; never an input of a model. */
  atMs: z.number().min(0),
  /** By column of the layout; null where nothing was believed. */
  values: z.array(z.number().nullable()),
  confidence: z.number().min(0).max(1),
  /** Which recall it lies in; unique over all sessions of the person. Null: baseline or rest. */
  recall: z.string().min(1).max(64).nullable(),
  /** Null where the person said nothing, or changed within the window. */
  feeling: Feeling.nullable(),
});
export type PersonRow = z.infer<typeof PersonRow>;

/** All rows of one modality of one person. */
export const PersonRows = z.strictObject({
  layout: Layout,
  rows: z.array(PersonRow),
});
export interface PersonRows {
  readonly layout: Layout;
  readonly rows: readonly PersonRow[];
}

/** What holds from a moment on. */
export interface Moment {
  readonly recall: string | null;
  readonly feeling: Feeling | null;
}

/** Gathers a body's windows with the feelings said of them. */
export interface RowCollector {
  /** Every feature of the body as it arrives. */
  hear(values: readonly FeatureValue[], nowMs: number): void;
  /** Every block of its samples as it arrives: brain is read from them. */
  hearBlock(block: SampleBlock): void;
  /** From `nowMs` on this is so; told before what is heard after it. */
  mark(moment: Moment, nowMs: number): void;
  /** A recall is done again: its rows go. */
  forget(recall: string): void;
  /** The baseline is done again: windows of no recall that begin before `untilMs` go, late ones too. */
  forgetRest(untilMs: number): void;
  rows(modality: PersonalModality): PersonRows;
}

export interface RowCollectorOptions {
  readonly bodyId: string;
  /** Electrodes in order, where the source names them. */
  readonly channels?: readonly string[];
  /** Rows of an interrupted session, to be gone on from. */
  readonly before?: readonly PersonRows[];
  readonly modalities?: readonly PersonalModality[];
}

/** So many marks are remembered; a window asks for those of its last seconds only. */
const MOST_MARKS = 256;
/** An hour of windows: more is not kept. */
const MOST_ROWS = 1800;

const NOTHING: Moment = { recall: null, feeling: null };
const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** What held throughout a stretch; a feeling or recall that changed within it is null. */
const marks = () => {
  let all: { readonly atMs: number; readonly moment: Moment }[] = [];
  return {
    add(moment: Moment, atMs: number): void {
      all = [...all.slice(-MOST_MARKS), { atMs, moment }];
    },
    during(fromMs: number, toMs: number): Moment {
      const first = all.findLast(({ atMs }) => atMs <= fromMs)?.moment ?? NOTHING;
      const inside = all.filter(({ atMs }) => atMs > fromMs && atMs < toMs).map((m) => m.moment);
      const sameRecall = inside.every(({ recall }) => recall === first.recall);
      const sameFeeling = sameRecall && inside.every(({ feeling }) => feeling === first.feeling);
      return {
        recall: sameRecall ? first.recall : null,
        feeling: sameFeeling && first.recall !== null ? first.feeling : null,
      };
    },
  };
};

const onModality = (modality: PersonalModality, options: RowCollectorOptions) => {
  const before = options.before?.find(({ layout }) => layout.modality === modality);
  const layout = before?.layout ?? layoutOf(modality, options.channels);
  return { modality, layout, windows: windowsOf(layout), rows: [...(before?.rows ?? [])] };
};

/** Rows of all modalities of one body. Pure: the same input at the same times gives the same rows. */
export const rowCollector = (options: RowCollectorOptions): RowCollector => {
  const book = featureBook(options.bodyId);
  const said = marks();
  const parts = (options.modalities ?? (['brain', 'physiology', 'movement'] as const)).map(
    (modality) => onModality(modality, options),
  );
  let restFromMs = Number.NEGATIVE_INFINITY;
  const isGone = ({ atMs, recall }: Pick<PersonRow, 'atMs' | 'recall'>): boolean =>
    recall === null && atMs - 1000 * WINDOW_S < restFromMs;
  const gather = (): void => {
    for (const part of parts)
      for (const { atMs, values, confidence } of part.windows.take()) {
        const moment = said.during(atMs - 1000 * WINDOW_S, atMs);
        if (isGone({ atMs, ...moment })) continue;
        part.rows.push({ atMs, values: Array.from(values, orNull), confidence, ...moment });
        if (part.rows.length > MOST_ROWS) part.rows.shift();
      }
  };
  return {
    hear(values, nowMs) {
      if (book.put(values).size === 0) return;
      const view = book.view(nowMs);
      for (const { windows } of parts) windows.hear(view);
      gather();
    },
    hearBlock(block) {
      if (block.bodyId !== options.bodyId) return;
      for (const { windows } of parts) windows.hearBlock(block);
      gather();
    },
    mark: (moment, nowMs) => said.add(moment, nowMs),
    forget(recall) {
      for (const part of parts) part.rows = part.rows.filter((row) => row.recall !== recall);
    },
    forgetRest(untilMs) {
      restFromMs = untilMs;
      for (const part of parts) part.rows = part.rows.filter((row) => !isGone(row));
    },
    rows(modality) {
      const part = parts.find((p) => p.modality === modality);
      if (!part) return { layout: layoutOf(modality, options.channels), rows: [] };
      return { layout: part.layout, rows: part.rows };
    },
  };
};
