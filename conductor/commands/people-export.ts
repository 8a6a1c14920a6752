import { type Profile, readProfile } from '../affect/calibration/fit/profile.ts';
import type { PersonRow } from '../affect/calibration/fit/rows.ts';
import type { Entry } from '../state/people/index.ts';

/** A file of what a person takes with them. */
export interface Unpacked {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const json = (value: unknown): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);

/** A field of RFC 4180. */
const field = (value: string | number | null): string => {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A window a line: when it ended, how sure it is, its recall, what was felt, then the columns; empty where unknown. */
const csv = (columns: readonly string[], rows: readonly PersonRow[]): Uint8Array => {
  const head = ['atMs', 'confidence', 'recall', 'feeling', ...columns];
  const lines = rows.map(({ atMs, confidence, recall, feeling, values }) =>
    [atMs, confidence, recall, feeling, ...values].map(field).join(','),
  );
  return new TextEncoder().encode(`${[head.join(','), ...lines].join('\r\n')}\r\n`);
};

const ofProfile = ({ layout, model, rows }: Profile): Unpacked[] => [
  { name: 'layout.json', bytes: json(layout) },
  ...(model
    ? [
        { name: 'model.onnx', bytes: model.onnx },
        { name: 'card.json', bytes: json(model.card) },
        { name: 'spread.json', bytes: json(model.sd) },
      ]
    : []),
  ...(rows ? [{ name: 'windows.csv', bytes: csv(layout.columns, rows) }] : []),
];

/** Null for what is no profile. */
const profileOf = (bytes: Uint8Array): Profile | null => {
  try {
    return readProfile(bytes);
  } catch {
    return null;
  }
};

const jsonOf = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
};

/** What is safe in a file's name, whatever an entry is called. */
const safe = (text: string): string => text.replaceAll(/[^A-Za-z0-9_-]+/g, '-').slice(0, 40);

/**
 * An entry as files that other programs read: a model as `model.onnx` with its card, labelled windows as CSV, what
 * is JSON as JSON; everything else as it lies, `.bin`.
 * @param number of the entry, from 1: no two have the same
 */
export const unpacked = ({ kind, name, bytes }: Entry, number: number): Unpacked[] => {
  const begin = `${String(number).padStart(3, '0')}-${kind}`;
  const profile = profileOf(bytes);
  const folder = `${begin}-${safe(name)}`;
  if (profile) return ofProfile(profile).map((one) => ({ ...one, name: `${folder}/${one.name}` }));
  const value = jsonOf(bytes);
  if (typeof value === 'object' && value !== null)
    return [{ name: `${folder}.json`, bytes: json(value) }];
  return [{ name: `${begin}.bin`, bytes }];
};
