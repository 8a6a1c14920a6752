import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';

/** True for a host that only this machine can reach. */
export const isLoopbackHost = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || isLoopbackAddress(host);

/** True for a peer address on this machine; IPv4 within IPv6 is understood. */
export const isLoopbackAddress = (address: string): boolean => {
  const plain = address.replace(/^::ffff:/i, '');
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
};

/** This machine's addresses that others may reach, IPv4 first. Link-local IPv6 needs a zone: left out. */
export const lanAddresses = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((i) => !i.internal && !i.address.toLowerCase().startsWith('fe80'))
    .map((i) => i.address)
    .sort((a, b) => isIP(a) - isIP(b));

/** Names and addresses the certificate is to be good for. */
export const certificateNames = (host: string): string[] => {
  const name = hostname();
  // A name that DNS would not take cannot stand in a certificate.
  const plain = /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(name) ? [name] : [];
  const local = plain.flatMap((n) => (n.includes('.') ? [n] : [n, `${n}.local`]));
  const named = host === '0.0.0.0' || host === '::' ? [] : [host];
  return [...new Set(['localhost', '127.0.0.1', '::1', ...named, ...local, ...lanAddresses()])];
};

/** An address as it stands in a URL. */
export const urlHost = (host: string): string => (isIP(host) === 6 ? `[${host}]` : host);
