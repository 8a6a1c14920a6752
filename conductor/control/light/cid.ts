import { createHash } from 'node:crypto';

/**
 * The component identifier of this conductor: a UUID by name (RFC 9562, version 5) of the machine and its
 * state folder, so that it stays the same over restarts and two conductors of one machine differ.
 */
export const cidOf = (machine: string, folder: string): string => {
  const bytes = createHash('sha1')
    .update(`yeoun sacn\0${machine}\0${folder}`)
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex');
};
