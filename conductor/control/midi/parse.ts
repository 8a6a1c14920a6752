/** A message of a control surface, channels 1..16. Numbers and values 0..127. */
export type MidiEvent =
  | {
      readonly type: 'note';
      readonly channel: number;
      readonly number: number;
      readonly value: number;
    }
  | {
      readonly type: 'cc';
      readonly channel: number;
      readonly number: number;
      readonly value: number;
    }
  | { readonly type: 'program'; readonly channel: number; readonly number: number }
  | { readonly type: 'sysex'; readonly bytes: readonly number[] }
  | { readonly type: 'clock' | 'start' | 'continue' | 'stop' }
  /** Whole, and nothing that a show is led by: pitch bend, aftertouch, time code, tune request ... */
  | { readonly type: 'other' };

const SYSTEM: Readonly<Record<number, 'clock' | 'start' | 'continue' | 'stop'>> = {
  248: 'clock',
  250: 'start',
  251: 'continue',
  252: 'stop',
};
const SYSEX = 0xf0;
const SYSEX_END = 0xf7;
/** Data bytes after a channel message of each kind, by the high nibble (MIDI 1.0, table 1). */
const DATA: Readonly<Record<number, number>> = { 8: 2, 9: 2, 10: 2, 11: 2, 12: 1, 13: 1, 14: 2 };
/** Status bytes of the system common and real-time messages that carry nothing for us, with their data bytes. */
const OTHERS: Readonly<Record<number, number>> = { 241: 1, 242: 2, 243: 1, 246: 0, 254: 0, 255: 0 };

const isByte = (x: unknown): x is number =>
  typeof x === 'number' && Number.isInteger(x) && x >= 0 && x <= 0xff;
const isData = (x: unknown): x is number => isByte(x) && x < 0x80;

/** One whole message, or null where the bytes are none. A note begun with velocity 0 has ended (MIDI 1.0). */
export const parseMidi = (bytes: readonly unknown[]): MidiEvent | null => {
  const [status, ...data] = bytes;
  if (!isByte(status) || status < 0x80) return null;
  if (status === SYSEX) return sysexOf(bytes);
  if (!data.every(isData)) return null;
  const system = SYSTEM[status];
  if (system) return data.length === 0 ? { type: system } : null;
  if (status > SYSEX) return data.length === OTHERS[status] ? { type: 'other' } : null;
  return data.length === DATA[status >> 4] ? channelMessage(status, data as number[]) : null;
};

const channelMessage = (status: number, [number = 0, value = 0]: readonly number[]): MidiEvent => {
  const channel = (status & 0x0f) + 1;
  switch (status >> 4) {
    case 8:
      return { type: 'note', channel, number, value: 0 };
    case 9:
      return { type: 'note', channel, number, value };
    case 11:
      return { type: 'cc', channel, number, value };
    case 12:
      return { type: 'program', channel, number };
    default:
      return { type: 'other' };
  }
};

const sysexOf = (bytes: readonly unknown[]): MidiEvent | null => {
  const inner = bytes.slice(1, -1);
  if (bytes.length < 3 || bytes.at(-1) !== SYSEX_END || !inner.every(isData)) return null;
  return { type: 'sysex', bytes: bytes as number[] };
};

/** Longest system exclusive message that is put together: one of MSC has at most 128 bytes of data. */
export const MAX_SYSEX = 512;

/**
 * Puts system exclusive messages together that a driver hands on in pieces; everything else goes through.
 * A message that is never ended, or too long, is left out.
 */
export const sysexJoiner = (): ((bytes: readonly number[]) => readonly number[] | null) => {
  let held: number[] | null = null;
  return (bytes) => {
    const first = bytes[0] ?? 0;
    // Real-time messages may come in between.
    if (first >= 0xf8) return bytes;
    if (first === SYSEX) held = [];
    else if (first >= 0x80 && first !== SYSEX_END) held = null;
    if (!held) return first === SYSEX_END || first < 0x80 ? null : bytes;
    if (held.length + bytes.length > MAX_SYSEX) {
      held = null;
      return null;
    }
    held.push(...bytes);
    if (held.at(-1) !== SYSEX_END) return null;
    const whole = held;
    held = null;
    return whole;
  };
};
