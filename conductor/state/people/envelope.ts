import { createHash, createHmac, randomBytes } from 'node:crypto';
import { KEY_BYTES, seal, unseal } from '../vault/seal.ts';

/** A person's data key, or null: their rows lie in plain. */
export type DataKey = Uint8Array | null;

/** Where a sealed value belongs. All of it is bound to the value: in any other place it does not open. */
export interface Place {
  readonly person: string;
  /** Which column of which table. */
  readonly field: 'name' | 'entry' | 'entry-name' | 'consent-by';
  readonly row: string;
  /** Grows with every change of the row, so that an old value cannot be put back unseen. */
  readonly version: number;
}

const MASTER_CHECK = Buffer.from('yeoun/1|people|master');
const CHECK_TEXT = Buffer.from('this master key opens');

const placeBytes = ({ person, field, row, version }: Place): Buffer =>
  Buffer.from(`yeoun/1|people|${person}|${field}|${row}|${version}`);
const keyPlace = (person: string): Buffer => Buffer.from(`yeoun/1|people|${person}|key`);

export const newDataKey = (): Uint8Array => randomBytes(KEY_BYTES);

/** A data key as it is kept: sealed with the master key, for this person alone. */
export const wrapKey = (master: Uint8Array, person: string, key: Uint8Array): Uint8Array =>
  seal(master, key, keyPlace(person));

/** The data key again; null where the master key is another one. */
export const unwrapKey = (
  master: Uint8Array,
  person: string,
  wrapped: Uint8Array,
): Uint8Array | null => {
  const key = unseal(master, wrapped, keyPlace(person));
  return key?.length === KEY_BYTES ? key : null;
};

/** Bytes by which a master key is known again. */
export const masterCheck = (master: Uint8Array): Uint8Array =>
  seal(master, CHECK_TEXT, MASTER_CHECK);
export const isMaster = (master: Uint8Array, check: Uint8Array): boolean =>
  unseal(master, check, MASTER_CHECK) !== null;

export const sealValue = (key: DataKey, place: Place, plain: Uint8Array): Uint8Array =>
  key ? seal(key, plain, placeBytes(place)) : plain;

/** Null where it was changed, moved or sealed with another key. */
export const openValue = (key: DataKey, place: Place, value: Uint8Array): Uint8Array | null =>
  key ? unseal(key, value, placeBytes(place)) : value;

/** By what an entry is found without its name being readable. Equal for equal names of one person and kind. */
export const slotOf = (key: DataKey, kind: string, name: string): Uint8Array => {
  const text = `slot|${kind}|${name}`;
  return key
    ? createHmac('sha256', key).update(text).digest()
    : createHash('sha256').update(text).digest();
};
