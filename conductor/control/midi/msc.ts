import type { MidiSend, MscCommand, MscFormat } from '#contracts/midi';

/** MIDI Show Control 1.0 (RP-002): F0 7F <device> 02 <format> <command> <data> F7. */
const HEAD = { start: 0xf0, realTime: 0x7f, msc: 0x02, end: 0xf7 } as const;
/** Every device listens under this id. */
export const ALL_CALL = 0x7f;
const MIN_BYTES = 7;
const MAX_DATA = 128;

const COMMANDS: Readonly<Record<MscCommand, number>> = {
  go: 0x01,
  stop: 0x02,
  resume: 0x03,
  'timed-go': 0x04,
  'all-off': 0x08,
  'go-off': 0x0b,
};
const COMMAND_OF = new Map(
  Object.entries(COMMANDS).map(([name, code]) => [code, name as MscCommand] as const),
);

/** The general format of each category; its special kinds follow it up to the next sixteen. */
const FORMATS: Readonly<Record<MscFormat, number>> = {
  lighting: 0x01,
  sound: 0x10,
  machinery: 0x20,
  video: 0x30,
  projection: 0x40,
  all: 0x7f,
};

/** A message of MIDI Show Control as it was read. */
export interface Msc {
  readonly device: number;
  /** `other`: one of a category that has no name here. */
  readonly format: MscFormat | 'other';
  /** Null: a command that is not known here; `code` names it. */
  readonly command: MscCommand | null;
  readonly code: number;
  /** Cue number, cue list; empty where absent. */
  readonly cue: string;
  readonly list: string;
  /** Of timed-go. */
  readonly seconds: number | null;
}

/** Why a system exclusive message is no MSC: `foreign` is somebody else's, `broken` begins as MSC and is not whole. */
export type NotMsc = 'foreign' | 'broken';

/** Reads a whole system exclusive message, F0 and F7 included. */
export const decodeMsc = (bytes: readonly number[]): Msc | NotMsc => {
  const [start, realTime, device = 0, sub, format = 0, code = 0] = bytes;
  if (start !== HEAD.start || realTime !== HEAD.realTime || sub !== HEAD.msc) return 'foreign';
  if (bytes.length < MIN_BYTES || bytes.at(-1) !== HEAD.end) return 'broken';
  const command = COMMAND_OF.get(code) ?? null;
  const data = bytes.slice(6, -1);
  const timed = command === 'timed-go';
  const seconds = timed ? timeOf(data.slice(0, TIME_BYTES)) : null;
  const cue = cueOf(timed ? data.slice(TIME_BYTES) : data);
  if (data.length > MAX_DATA || cue === null || (timed && seconds === null)) return 'broken';
  return { device, format: formatOf(format), command, code, ...cue, seconds };
};

const formatOf = (code: number): Msc['format'] => {
  if (code === FORMATS.all) return 'all';
  const general = code < 0x10 ? FORMATS.lighting : code & 0xf0;
  const found = Object.entries(FORMATS).find(([, value]) => value === general);
  return code === 0 || !found ? 'other' : (found[0] as MscFormat);
};

/** Cue number, list and path: ASCII digits and points, with a zero byte between them. */
const cueOf = (data: readonly number[]): { cue: string; list: string } | null => {
  const parts = String.fromCharCode(...data).split('\0');
  if (parts.length > 4 || parts.some((part) => !/^[0-9.]*$/.test(part))) return null;
  const [cue = '', list = ''] = parts;
  return { cue, list };
};

const TIME_BYTES = 5;
const FRAMES = [24, 25, 30, 30];

/** Hours (with the rate of frames in bits 5 and 6), minutes, seconds, frames, parts of a frame: in seconds. */
const timeOf = ([hours, minutes, seconds, frames]: readonly number[]): number | null => {
  if (hours === undefined || minutes === undefined || seconds === undefined || frames === undefined)
    return null;
  const rate = FRAMES[(hours >> 5) & 3] ?? 30;
  const whole = (hours & 0x1f) * 3600 + (minutes & 0x3f) * 60 + (seconds & 0x3f);
  return whole + (frames & 0x1f) / rate;
};

const RATE_30 = 3 << 5;

/** Standard time at 30 frames a second, to the nearest frame. */
const timeBytes = (total: number): number[] => {
  const frames = Math.round(total * 30);
  const s = Math.floor(frames / 30);
  return [RATE_30 | Math.floor(s / 3600), Math.floor(s / 60) % 60, s % 60, frames % 30, 0];
};

/** Commands that name a cue: the others hold for everything. */
const NAMES_CUE: ReadonlySet<MscCommand> = new Set(['go', 'stop', 'resume', 'timed-go', 'go-off']);

/** The bytes of a message that a cue sends. */
export const encodeMsc = (send: Extract<MidiSend, { type: 'msc' }>): number[] => {
  const time = send.command === 'timed-go' ? timeBytes(send.seconds) : [];
  const names = send.cue === '' || !NAMES_CUE.has(send.command) ? [] : cueBytes(send);
  const head = [HEAD.start, HEAD.realTime, send.device, HEAD.msc];
  return [...head, FORMATS[send.format], COMMANDS[send.command], ...time, ...names, HEAD.end];
};

const cueBytes = ({ cue, list }: { readonly cue: string; readonly list: string }): number[] =>
  [...(list === '' ? cue : `${cue}\0${list}`)].map((c) => c.charCodeAt(0));
