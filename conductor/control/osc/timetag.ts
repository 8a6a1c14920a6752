/** The time tag that means at once (OSC 1.0); some senders say 0 for the same. */
export const IMMEDIATE = 1n;

/** Seconds from 1900-01-01 (NTP) to 1970-01-01 (Unix). */
const NTP_TO_UNIX_S = 2_208_988_800;
const FRACTION = 2 ** 32;
const ERA_S = 2 ** 32;

/**
 * A time tag in show time (Unix milliseconds), null for at once. Seconds with a clear top bit lie in the
 * NTP era that begins on 7 February 2036 (RFC 4330, section 3).
 */
export const timeTagMs = (tag: bigint): number | null => {
  if (tag <= IMMEDIATE) return null;
  const seconds = Number(tag >> 32n);
  const era = seconds < 2 ** 31 ? ERA_S : 0;
  const fraction = Number(tag & 0xffff_ffffn) / FRACTION;
  return (seconds + era - NTP_TO_UNIX_S + fraction) * 1000;
};

/** Show time as a time tag. */
export const msTimeTag = (atMs: number): bigint => {
  const seconds = Math.floor(atMs / 1000);
  const fraction = Math.min(FRACTION - 1, Math.round((atMs / 1000 - seconds) * FRACTION));
  return (BigInt((seconds + NTP_TO_UNIX_S) % ERA_S) << 32n) | BigInt(fraction);
};
