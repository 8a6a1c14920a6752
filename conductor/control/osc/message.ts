import type { OscArgument } from '../../../sensors/source.ts';

/**
 * One OSC message. `args` is flat, in the order of the tags that carry or mean a value; `types` is the
 * type tag string without its comma and keeps the brackets of arrays, so nothing of the structure is lost.
 *
 * | tag | value |
 * |---|---|
 * | i f d | number |
 * | h t | bigint (64 bits signed; NTP time tag unsigned) |
 * | s S c | string (c: one character) |
 * | b m | Uint8Array, a view into the packet (m: 4 bytes: port, status, data, data) |
 * | r | number, 0xRRGGBBAA |
 * | T F N | true, false, null |
 * | I | Infinity |
 */
export interface OscMessage {
  readonly kind: 'message';
  readonly address: string;
  readonly types: string;
  readonly args: readonly OscArgument[];
  /** True where the address is an address pattern (`* ? [] {} //`). */
  readonly pattern: boolean;
}

export interface OscBundle {
  readonly kind: 'bundle';
  /** NTP time: 32 bits of seconds since 1900, 32 bits of fraction; 1 means at once. */
  readonly timeTag: bigint;
  readonly elements: readonly (OscMessage | OscBundle)[];
}

/** Why a packet was refused, where in it, and what would be right. */
export interface OscProblem {
  readonly kind: 'problem';
  readonly code: `osc/${string}`;
  /** Byte offset in the packet. */
  readonly at: number;
  readonly what: string;
  readonly remedy: string;
}

export type OscPacket = OscMessage | OscBundle | OscProblem;

/** Largest packet any door of ours takes: what fits into one UDP datagram. */
export const MAX_PACKET_BYTES = 65_536;

export const problem = (
  code: OscProblem['code'],
  at: number,
  what: string,
  remedy: string,
): OscProblem => ({ kind: 'problem', code, at, what, remedy });
