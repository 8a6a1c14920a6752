import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { type Issued, issueAuthority, issueLeaf } from './issue.ts';
import { writePrivate } from './private-file.ts';

const DAY_MS = 86_400_000;
/** The authority is renewed once a leaf would outlive it. */
const AUTHORITY_DAYS = 3650;
/** The longest that today's browsers and phones accept. */
const LEAF_DAYS = 397;
const RENEW_DAYS = 30;

export interface Certificates {
  /** The authority's certificate, PEM: what a phone installs. */
  readonly ca: string;
  /** Leaf, PEM. */
  readonly cert: string;
  /** The leaf's private key, PKCS #8 PEM. */
  readonly key: string;
  /** SHA-256 fingerprint of the authority, as phones show it. */
  readonly fingerprint: string;
  readonly names: readonly string[];
  readonly notAfterMs: number;
  /** True where this call made or renewed the leaf. */
  readonly renewed: boolean;
}

/**
 * Our own authority and a certificate of it for `names` (host names and IP addresses), kept in
 * `folder/tls` and made anew when missing, unreadable, near its end or short of a name.
 * Keys are readable by their owner only. `now` is in Unix milliseconds.
 */
export const ensureCertificates = async (
  folder: string,
  names: readonly string[],
  now: number,
): Promise<Certificates> => {
  const at = join(folder, 'tls');
  await mkdir(at, { recursive: true, mode: 0o700 });
  const authority = await kept(
    at,
    'ca',
    (x) => isAuthority(x, now),
    () => issueAuthority(now - DAY_MS, now + AUTHORITY_DAYS * DAY_MS),
  );
  const parent = new X509Certificate(authority.cert);
  const leaf = await kept(
    at,
    'leaf',
    (x) => serves(x, parent, names, now),
    () => issueLeaf(authority, names, now - DAY_MS, now + LEAF_DAYS * DAY_MS),
  );
  return {
    ca: authority.cert,
    cert: leaf.cert,
    key: leaf.key,
    fingerprint: parent.fingerprint256,
    names: [...names],
    notAfterMs: Date.parse(new X509Certificate(leaf.cert).validTo),
    renewed: leaf.fresh,
  };
};

/** The pair in `<name>.crt` and `<name>.key` if it is whole and good, else a new one, written there. */
const kept = async (
  folder: string,
  name: string,
  good: (x: X509Certificate) => boolean,
  issue: () => Promise<Issued>,
): Promise<Issued & { readonly fresh: boolean }> => {
  const files = { cert: join(folder, `${name}.crt`), key: join(folder, `${name}.key`) };
  const old = await readPair(files);
  if (old && good(new X509Certificate(old.cert))) return { ...old, fresh: false };
  const made = await issue();
  await writePrivate(files.key, made.key);
  await writePrivate(files.cert, made.cert);
  return { ...made, fresh: true };
};

const readPair = async (files: { cert: string; key: string }): Promise<Issued | null> => {
  try {
    const [cert, key] = await Promise.all([
      readFile(files.cert, 'utf8'),
      readFile(files.key, 'utf8'),
    ]);
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key)) ? { cert, key } : null;
  } catch {
    // Missing or spoilt: both are cured by a new pair.
    return null;
  }
};

const holds = (x: X509Certificate, now: number, spareDays: number): boolean =>
  Date.parse(x.validFrom) <= now && Date.parse(x.validTo) - now > spareDays * DAY_MS;

const isAuthority = (x: X509Certificate, now: number): boolean =>
  x.ca && holds(x, now, LEAF_DAYS + 1);

const serves = (
  x: X509Certificate,
  authority: X509Certificate,
  names: readonly string[],
  now: number,
): boolean =>
  holds(x, now, RENEW_DAYS) &&
  x.verify(authority.publicKey) &&
  names.every((name) => (isIP(name) ? x.checkIP(name) : x.checkHost(name)) !== undefined);
