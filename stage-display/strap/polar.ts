/** Samples of one packet of Polar's measurement data service. */
export interface PolarPacket {
  readonly kind: 'ecg' | 'acc';
  /** Time of the last sample by the strap's own clock, milliseconds since 2000. */
  readonly deviceMs: number;
  readonly channels: number;
  /** ECG in millivolts; acceleration in m/s^2; frames x channels, the oldest first. */
  readonly data: Float32Array;
}

export const ECG_HZ = 130;
export const ACC_HZ = 50;
const TYPE = { ecg: 0, acc: 2 } as const;
/** Standard gravity, m/s^2 (ISO 80000-3): the strap sends thousandths of it. */
const MILLI_G = 9.80665 / 1000;
const HEAD_BYTES = 10;

const START = 2;
/** Settings of a start command: type, number of values, value (16 bit each). */
const SETTING = { rate: 0, resolution: 1, range: 2 } as const;
const setting = (type: number, value: number): number[] => [type, 1, value & 255, value >> 8];

/** Asks for ECG at 130 Hz, 14 bit. */
export const START_ECG = Uint8Array.of(
  START,
  TYPE.ecg,
  ...setting(SETTING.rate, ECG_HZ),
  ...setting(SETTING.resolution, 14),
);

/** Asks for acceleration at 50 Hz, 16 bit, up to 8 g. */
export const START_ACC = Uint8Array.of(
  START,
  TYPE.acc,
  ...setting(SETTING.rate, ACC_HZ),
  ...setting(SETTING.resolution, 16),
  ...setting(SETTING.range, 8),
);

/** A signed number of three bytes, little-endian. */
const int24 = (view: DataView, at: number): number =>
  view.getUint8(at) | (view.getUint8(at + 1) << 8) | (view.getInt8(at + 2) << 16) | 0;

const ecg = (view: DataView): Float32Array => {
  const frames = Math.floor((view.byteLength - HEAD_BYTES) / 3);
  return Float32Array.from({ length: frames }, (_, i) => int24(view, HEAD_BYTES + 3 * i) / 1000);
};

const acc = (view: DataView): Float32Array => {
  const values = 3 * Math.floor((view.byteLength - HEAD_BYTES) / 6);
  return Float32Array.from(
    { length: values },
    (_, i) => view.getInt16(HEAD_BYTES + 2 * i, true) * MILLI_G,
  );
};

/**
 * Reads a packet: type u8, time of the last sample u64 in nanoseconds, frame type u8, samples. ECG of frame
 * type 0 is three bytes a sample, in microvolts; acceleration of frame type 1 is 16 bit an axis, in milli-g.
 * Null for other types, which a strap was not asked for, and for packets without a whole sample.
 */
export const readPolar = (view: DataView): PolarPacket | null => {
  if (view.byteLength < HEAD_BYTES) return null;
  const [type, frame] = [view.getUint8(0), view.getUint8(9)];
  const deviceMs = Number(view.getBigUint64(1, true)) / 1e6;
  if (type === TYPE.ecg && frame === 0)
    return whole({ kind: 'ecg', deviceMs, channels: 1, data: ecg(view) });
  if (type === TYPE.acc && frame === 1)
    return whole({ kind: 'acc', deviceMs, channels: 3, data: acc(view) });
  return null;
};

const whole = (packet: PolarPacket): PolarPacket | null => (packet.data.length > 0 ? packet : null);
