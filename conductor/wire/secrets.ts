import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { chmod, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ACCESSES, type Access } from '#contracts/wire';
import { writePrivate } from './private-file.ts';

/** What lets somebody in from another machine, with one access. */
export const Key = z.strictObject({
  /** Six digits, for people. */
  pin: z.string().regex(/^\d{6}$/, 'six digits'),
  /** For machines. */
  token: z.string().min(32).max(256),
});
export type Key = Readonly<z.infer<typeof Key>>;

/** The keys of the house: `pin` and `token` are those of edit, as they always were. */
export const Secrets = Key.extend({ operate: Key, view: Key });
export type Secrets = Readonly<z.infer<typeof Secrets>>;

export const keyOf = (secrets: Secrets, access: Access): Key =>
  access === 'edit' ? { pin: secrets.pin, token: secrets.token } : secrets[access];

/** A PIN that no other access has: the PIN alone says who may do what. */
const freshKey = (taken: readonly string[]): Key => {
  for (;;) {
    const pin = String(randomInt(1_000_000)).padStart(6, '0');
    if (!taken.includes(pin)) return { pin, token: randomBytes(32).toString('base64url') };
  }
};

/** The keys as they were read, with new ones where one is missing, spoilt or the same as another. */
const completed = (read: Readonly<Record<string, unknown>>): Secrets => {
  const known = (value: unknown): Key | null => Key.safeParse(value).data ?? null;
  const edit = known({ pin: read.pin, token: read.token }) ?? freshKey([]);
  const kept = (value: unknown, others: readonly Key[]): Key => {
    const key = known(value);
    const isOwn = key !== null && others.every((o) => o.pin !== key.pin && o.token !== key.token);
    return isOwn ? key : freshKey(others.map((o) => o.pin));
  };
  const operate = kept(read.operate, [edit]);
  return { ...edit, operate, view: kept(read.view, [edit, operate]) };
};

/**
 * The secrets kept in `folder/access.json`, made at the first start. A file of one PIN is that of edit and gets the
 * others beside it; what is spoilt is made anew.
 */
export const ensureSecrets = async (folder: string): Promise<Secrets> => {
  const path = join(folder, 'access.json');
  const read = await readObject(path);
  const whole = Secrets.safeParse(read).data;
  const secrets = completed(read);
  if (whole && JSON.stringify(whole) === JSON.stringify(Secrets.parse(secrets))) {
    await chmod(path, 0o600);
    return whole;
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writePrivate(path, `${JSON.stringify(secrets, null, 2)}\n`);
  return secrets;
};

const readObject = async (path: string): Promise<Readonly<Record<string, unknown>>> => {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // Missing or spoilt: both are cured by new keys.
    return {};
  }
};

/** Compares without telling by its time how much was right. Hashing makes the lengths equal. */
export const same = (given: string, right: string): boolean => {
  const digest = (text: string) => createHmac('sha256', 'yeoun').update(text).digest();
  return timingSafeEqual(digest(given), digest(right));
};

/** Every access is compared, so that the time says nothing either; the highest that fits counts. */
const accessWhere = (secrets: Secrets, fits: (key: Key) => boolean): Access | null =>
  ACCESSES.filter((access) => fits(keyOf(secrets, access))).at(-1) ?? null;

export const accessOfPin = (pin: string, secrets: Secrets): Access | null =>
  accessWhere(secrets, (key) => same(pin, key.pin));

export const accessOfToken = (token: string, secrets: Secrets): Access | null =>
  accessWhere(secrets, (key) => same(token, key.token));

export const COOKIE = 'yeoun';
export const COOKIE_DAYS = 30;

const sign = (key: Key, untilMs: number): string =>
  createHmac('sha256', key.token).update(`${key.pin}.${untilMs}`).digest('base64url');

/**
 * A cookie's value for who showed this key, good for 30 days and until PIN or token of it change. Nothing needs to be
 * remembered for it: the key it is signed with is its access.
 */
export const cookieValue = (key: Key, nowMs: number): string => {
  const untilMs = Math.round(nowMs) + COOKIE_DAYS * 86_400_000;
  return `${untilMs}.${sign(key, untilMs)}`;
};

/** The access of a cookie value we gave that has not run out; null for any other. */
export const cookieAccess = (value: string, secrets: Secrets, nowMs: number): Access | null => {
  const dot = value.indexOf('.');
  const untilMs = Number(value.slice(0, dot));
  if (dot <= 0 || !Number.isSafeInteger(untilMs) || untilMs <= nowMs) return null;
  const signature = value.slice(dot + 1);
  return accessWhere(secrets, (key) => same(signature, sign(key, untilMs)));
};
