/** One notification of the heart rate service. */
export interface HeartRate {
  /** Beats a minute; 0 where the strap has no reading. */
  readonly bpm: number;
  /** Seconds between beats, the oldest first. */
  readonly rrS: readonly number[];
  /** Whether the electrodes touch; null where the strap does not say. */
  readonly contact: boolean | null;
}

const FLAG = { wide: 1, contact: 2, tellsContact: 4, energy: 8, rr: 16 } as const;
/** RR intervals come in 1/1024 s. */
const RR_HZ = 1024;

/**
 * Reads the characteristic 0x2A37 (Bluetooth Heart Rate Service 1.0, Heart Rate Measurement).
 * Null where the bytes end too early.
 */
export const readHeartRate = (view: DataView): HeartRate | null => {
  if (view.byteLength < 2) return null;
  const flags = view.getUint8(0);
  const wide = (flags & FLAG.wide) !== 0;
  let at = wide ? 3 : 2;
  if (view.byteLength < at) return null;
  const bpm = wide ? view.getUint16(1, true) : view.getUint8(1);
  if (flags & FLAG.energy) at += 2;
  const rrS: number[] = [];
  if (flags & FLAG.rr)
    for (; at + 2 <= view.byteLength; at += 2) rrS.push(view.getUint16(at, true) / RR_HZ);
  const contact = flags & FLAG.tellsContact ? (flags & FLAG.contact) !== 0 : null;
  return { bpm, rrS, contact };
};
