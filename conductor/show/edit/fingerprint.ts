import { createHash } from 'node:crypto';

/** SHA-256 of a text, as hexadecimal digits. */
export const fingerprint = (text: string | Uint8Array): string =>
  createHash('sha256').update(text).digest('hex');
