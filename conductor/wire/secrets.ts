import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { chmod, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writePrivate } from './private-file.ts';

/** What lets somebody in from another machine. */
export const Secrets = z.strictObject({
  /** Six digits, for people. */
  pin: z.string().regex(/^\d{6}$/, 'six digits'),
  /** For machines. */
  token: z.string().min(32).max(256),
});
export type Secrets = Readonly<z.infer<typeof Secrets>>;

/** The secrets kept in `folder/access.json`, made at the first start; a spoilt file is made anew. */
export const ensureSecrets = async (folder: string): Promise<Secrets> => {
  const path = join(folder, 'access.json');
  const old = await readSecrets(path);
  if (old) {
    await chmod(path, 0o600);
    return old;
  }
  const made: Secrets = {
    pin: String(randomInt(1_000_000)).padStart(6, '0'),
    token: randomBytes(32).toString('base64url'),
  };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writePrivate(path, `${JSON.stringify(made, null, 2)}\n`);
  return made;
};

const readSecrets = async (path: string): Promise<Secrets | null> => {
  try {
    return Secrets.safeParse(JSON.parse(await readFile(path, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
};

/** Compares without telling by its time how much was right. Hashing makes the lengths equal. */
export const same = (given: string, right: string): boolean => {
  const digest = (text: string) => createHmac('sha256', 'yeoun').update(text).digest();
  return timingSafeEqual(digest(given), digest(right));
};

export const COOKIE = 'yeoun';
export const COOKIE_DAYS = 30;

const sign = (secrets: Secrets, untilMs: number): string =>
  createHmac('sha256', secrets.token).update(`${secrets.pin}.${untilMs}`).digest('base64url');

/** A cookie's value, good for 30 days and until PIN or token change. Nothing needs to be remembered for it. */
export const cookieValue = (secrets: Secrets, nowMs: number): string => {
  const untilMs = Math.round(nowMs) + COOKIE_DAYS * 86_400_000;
  return `${untilMs}.${sign(secrets, untilMs)}`;
};

/** True for a cookie value we gave that has not run out. */
export const cookieHolds = (value: string, secrets: Secrets, nowMs: number): boolean => {
  const dot = value.indexOf('.');
  const untilMs = Number(value.slice(0, dot));
  return (
    dot > 0 &&
    Number.isSafeInteger(untilMs) &&
    untilMs > nowMs &&
    same(value.slice(dot + 1), sign(secrets, untilMs))
  );
};
