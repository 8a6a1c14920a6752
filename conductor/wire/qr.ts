import { toString as qrCode } from 'qrcode';
import { lanAddresses, urlHost } from './addresses.ts';

/** Where another device finds this door: the first address of the network, or `host` where there is none. */
export const lanUrl = (
  scheme: string,
  host: string,
  port: number,
  loopbackDoor: boolean,
): string => {
  const isAny = host === '0.0.0.0' || host === '::';
  const name = loopbackDoor || !isAny ? host : (lanAddresses()[0] ?? '127.0.0.1');
  return `${scheme}://${urlHost(name)}:${port}`;
};

/** Where a QR code leads: straight in with the PIN. */
export const qrTarget = (base: string, page: string, pin: string): string =>
  `${base}/login?pin=${pin}&next=/${page}`;

/** A QR code as SVG. */
export const qrSvg = (text: string): Promise<string> =>
  qrCode(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });
