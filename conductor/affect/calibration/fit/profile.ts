import { z } from 'zod';
import { YeounError } from '#contracts/errors';
import { ModelCard } from '#contracts/model-card';
import { type CardOptions, personalGraph } from './card.ts';
import type { FitOutcome } from './fit.ts';
import { Layout } from './layout.ts';
import { PersonRow, type PersonRows } from './rows.ts';

const FORMAT = 1;
/** Four letters that begin every profile, then the header's length, little-endian. */
const MAGIC = 'YNP1';
const HEAD = 8;
const MOST_ROWS = 20_000;

const Sum = z.strictObject({ weights: z.array(z.number()), bias: z.number() });

const Header = z.strictObject({
  format: z.literal(FORMAT),
  /** Everything the sensors gave; the card names the columns that the graph takes. */
  layout: Layout,
  /** Null where nothing could be learnt yet: the rows wait for more. */
  model: z
    .strictObject({
      card: ModelCard,
      bytes: z.int().min(1),
      sums: z.array(Sum),
      /** Spread of each column, to weigh later changes by. */
      sd: z.array(z.number().min(0)),
    })
    .nullable(),
  /** Rows without their values, which follow the graph as float32; null where the person keeps none. */
  rows: z
    .array(PersonRow.omit({ values: true }))
    .max(MOST_ROWS)
    .nullable(),
});

/** What the graph is made of, for changing it without the rows. */
export interface ProfileModel {
  readonly card: ModelCard;
  readonly onnx: Uint8Array;
  readonly sums: readonly { readonly weights: Float64Array; readonly bias: number }[];
  readonly sd: readonly number[];
}

/** One modality of one person: personal data. */
export interface Profile {
  /** All columns there were when it was made. */
  readonly layout: Layout;
  readonly model: ProfileModel | null;
  /** Kept for refinement; null where the person keeps none. */
  readonly rows: readonly PersonRow[] | null;
}

/** @param keepsRows whether the person lets labelled windows be kept, so that more can be learnt later */
export const profileOf = (
  person: PersonRows,
  outcome: FitOutcome,
  options: CardOptions & { readonly keepsRows: boolean },
): Profile => {
  const graph = personalGraph(person.layout, outcome, options);
  const { fitted } = outcome;
  const model = graph && fitted ? { ...graph, sums: fitted.sums, sd: fitted.sd } : null;
  return { layout: person.layout, model, rows: options.keepsRows ? person.rows : null };
};

/** A profile as one piece of bytes. */
export const profileBytes = ({ layout, model, rows }: Profile): Uint8Array => {
  const header: z.infer<typeof Header> = {
    format: FORMAT,
    layout,
    model: model && {
      card: model.card,
      bytes: model.onnx.length,
      sums: model.sums.map(({ weights, bias }) => ({ weights: [...weights], bias })),
      sd: [...model.sd],
    },
    rows: rows === null ? null : rows.map(({ values: _, ...rest }) => rest),
  };
  const head = new TextEncoder().encode(JSON.stringify(header));
  const values = new Float32Array((rows?.length ?? 0) * layout.columns.length);
  rows?.forEach((row, i) => {
    values.set(
      row.values.map((value) => value ?? Number.NaN),
      i * layout.columns.length,
    );
  });
  const onnx = model?.onnx ?? new Uint8Array(0);
  const out = new Uint8Array(HEAD + head.length + onnx.length + values.byteLength);
  out.set(new TextEncoder().encode(MAGIC));
  const view = new DataView(out.buffer);
  view.setUint32(4, head.length, true);
  out.set(head, HEAD);
  out.set(onnx, HEAD + head.length);
  const at = HEAD + head.length + onnx.length;
  values.forEach((value, i) => {
    view.setFloat32(at + 4 * i, value, true);
  });
  return out;
};

const broken = (what: string): YeounError =>
  new YeounError('profile/broken', 'profile', what, 'Calibrate again.');

const headerOf = (bytes: Uint8Array): { header: z.infer<typeof Header>; end: number } => {
  if (bytes.length < HEAD || new TextDecoder().decode(bytes.subarray(0, 4)) !== MAGIC)
    throw broken('these bytes are no profile of this version.');
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
  if (HEAD + length > bytes.length) throw broken('it ends within its header.');
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes.subarray(HEAD, HEAD + length)));
  } catch {
    throw broken('its header cannot be read.');
  }
  const parsed = Header.safeParse(json);
  if (!parsed.success)
    throw broken(`its header is wrong at ${parsed.error.issues[0]?.path.join('.') ?? '?'}.`);
  return { header: parsed.data, end: HEAD + length };
};

/** Reads a profile. Throws YeounError `profile/broken` where the bytes are none, or are not whole. */
export const readProfile = (bytes: Uint8Array): Profile => {
  const { header, end } = headerOf(bytes);
  const { layout, model, rows } = header;
  const columns = layout.columns.length;
  const graphEnd = end + (model?.bytes ?? 0);
  if (bytes.length !== graphEnd + 4 * columns * (rows?.length ?? 0))
    throw broken('its length is not what its header says.');
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const valueAt = (i: number, j: number): number | null => {
    const value = view.getFloat32(graphEnd + 4 * (i * columns + j), true);
    return Number.isFinite(value) ? value : null;
  };
  return {
    layout,
    model: model && {
      card: model.card,
      onnx: bytes.slice(end, graphEnd),
      sums: model.sums.map(({ weights, bias }) => ({ weights: Float64Array.from(weights), bias })),
      sd: model.sd,
    },
    rows:
      rows === null
        ? null
        : rows.map((row, i) => ({ ...row, values: layout.columns.map((_, j) => valueAt(i, j)) })),
  };
};
