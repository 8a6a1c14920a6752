import { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';

/** A certificate and its private key, PEM. */
export interface Issued {
  readonly cert: string;
  readonly key: string;
}

const KEYS = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;
const AUTHORITY = 'CN=Yeoun local authority, O=Yeoun';

/** Loaded when first needed: a conductor on loopback never is in need of it. */
const library = async () => {
  // The library stands on tsyringe, which asks for the metadata functions to be there before it.
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  x509.cryptoProvider.set(webcrypto as unknown as Crypto);
  return x509;
};

const newKeys = () => webcrypto.subtle.generateKey(KEYS, true, ['sign', 'verify']);

const pem = (label: string, der: ArrayBuffer): string => {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
};

const keyPem = async (key: webcrypto.CryptoKey): Promise<string> =>
  pem('PRIVATE KEY', await webcrypto.subtle.exportKey('pkcs8', key));

/** A self-signed authority (RFC 5280) that may sign leaves and nothing else. Times in Unix milliseconds. */
export const issueAuthority = async (fromMs: number, untilMs: number): Promise<Issued> => {
  const x509 = await library();
  const keys = await newKeys();
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    name: AUTHORITY,
    notBefore: new Date(fromMs),
    notAfter: new Date(untilMs),
    signingAlgorithm: SIGNATURE,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { cert: pem('CERTIFICATE', cert.rawData), key: await keyPem(keys.privateKey) };
};

/** A server certificate for `names`, signed by `authority`. Times in Unix milliseconds. */
export const issueLeaf = async (
  authority: Issued,
  names: readonly string[],
  fromMs: number,
  untilMs: number,
): Promise<Issued> => {
  const x509 = await library();
  const keys = await newKeys();
  const parent = new x509.X509Certificate(authority.cert);
  const der = Buffer.from(authority.key.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  const signingKey = await webcrypto.subtle.importKey('pkcs8', der, KEYS, false, ['sign']);
  const cert = await x509.X509CertificateGenerator.create({
    subject: 'CN=Yeoun conductor',
    issuer: parent.subject,
    notBefore: new Date(fromMs),
    notAfter: new Date(untilMs),
    signingAlgorithm: SIGNATURE,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) ? ('ip' as const) : ('dns' as const), value })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(parent.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { cert: pem('CERTIFICATE', cert.rawData), key: await keyPem(keys.privateKey) };
};
