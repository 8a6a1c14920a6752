import { createHash } from 'node:crypto';

/** PJLink class 1 (JBMIA, version 1.04): lines of ASCII ended by CR over TCP. */
const END = '\r';
const HEAD = '%1';
/** A line is at most 136 bytes by the specification; more is no projector. */
export const MAX_LINE = 1024;

/** What a projector says when somebody connects. */
export type Greeting =
  | { readonly kind: 'open' }
  /** The number that the password is mixed with. */
  | { readonly kind: 'locked'; readonly random: string }
  /** The password was wrong. */
  | { readonly kind: 'refused' };

/** Null: it is no PJLink. */
export const parseGreeting = (line: string): Greeting | null => {
  if (/^PJLINK ERRA$/i.test(line)) return { kind: 'refused' };
  if (/^PJLINK 0$/i.test(line)) return { kind: 'open' };
  const random = /^PJLINK 1 ([0-9a-f]{1,32})$/i.exec(line)?.[1];
  return random === undefined ? null : { kind: 'locked', random };
};

/** What stands before the first command: MD5 of the number and the password, in hexadecimal. */
export const digest = (random: string, password: string): string =>
  createHash('md5').update(`${random}${password}`, 'latin1').digest('hex');

export type Command = 'POWR' | 'AVMT' | 'ERST';

/** A command line; `?` asks. */
export const commandLine = (command: Command, argument: string): string =>
  `${HEAD}${command} ${argument}${END}`;

export type ErrorCode = 'ERR1' | 'ERR2' | 'ERR3' | 'ERR4';

/** An answer: what was asked for, or why not. ERR1 unknown command, ERR2 out of range, ERR3 not now, ERR4 failure. */
export type Reply =
  | { readonly kind: 'value'; readonly command: string; readonly value: string }
  | { readonly kind: 'error'; readonly command: string; readonly code: ErrorCode };

/** Null: no answer to a command of class 1. */
export const parseReply = (line: string): Reply | null => {
  const found = /^%1([A-Z0-9]{4})=(.*)$/i.exec(line);
  if (!found) return null;
  const command = (found[1] ?? '').toUpperCase();
  const value = found[2] ?? '';
  const code = /^ERR[1-4]$/i.test(value) ? (value.toUpperCase() as ErrorCode) : null;
  return code ? { kind: 'error', command, code } : { kind: 'value', command, value };
};

export const POWERS = ['standby', 'on', 'cooling', 'warming'] as const;
export type Power = (typeof POWERS)[number];
export const parsePower = (value: string): Power | null =>
  /^[0-3]$/.test(value) ? (POWERS[Number(value)] ?? null) : null;

/** True: the picture is shut. 11: picture alone, 31: with sound; 21 and 30 leave the picture. */
export const parseShut = (value: string): boolean | null =>
  /^[123][01]$/.test(value) ? value === '11' || value === '31' : null;

export const FAULTS = ['fan', 'lamp', 'temperature', 'cover', 'filter', 'other'] as const;
export type Fault = (typeof FAULTS)[number];

/** What a projector complains of: a digit for each, 1 warns, 2 fails. */
export const parseFaults = (
  value: string,
): { readonly warn: readonly Fault[]; readonly fail: readonly Fault[] } | null => {
  if (!/^[0-2]{6}$/.test(value)) return null;
  const of = (digit: string) => FAULTS.filter((_, i) => value[i] === digit);
  return { warn: of('1'), fail: of('2') };
};

/** Cuts a stream into lines at CR; a line feed after it, as some send, is passed over. Null: too long. */
export const lineReader = (onLine: (line: string | null) => void): ((chunk: Buffer) => void) => {
  let held = '';
  return (chunk) => {
    held += chunk.toString('latin1');
    for (let at = held.indexOf(END); at >= 0; at = held.indexOf(END)) {
      const line = held.slice(0, at).replace(/^\n+/, '');
      held = held.slice(at + 1);
      onLine(line.length > MAX_LINE ? null : line);
    }
    if (held.length > MAX_LINE) {
      held = '';
      onLine(null);
    }
  };
};
