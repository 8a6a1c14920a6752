/**
 * E1.31-2018 (sACN) on UDP 5568: root layer, framing layer, DMP layer. Numbers are big-endian.
 *
 * | at | what |
 * |---|---|
 * | 0 | preamble 0x0010, postamble 0x0000, "ASC-E1.17" to 12 bytes |
 * | 16 | flags 7 and length from here; 18 vector; 22 CID, 16 bytes |
 * | 38 | flags 7 and length from here; 40 vector; 44 source name, 64 bytes UTF-8 ended by zero |
 * | 108 | priority; 109 synchronisation address; 111 sequence; 112 options; 113 universe |
 * | 115 | flags 7 and length from here; 117 vector 2; 118 type 0xa1; 119 first address 0; 121 increment 1 |
 * | 123 | number of values and the start code; 125 start code; 126 slots |
 */
export const SACN_PORT = 5568;
export const MAX_SLOTS = 512;

const HEAD = Buffer.from([
  0x00, 0x10, 0x00, 0x00, 0x41, 0x53, 0x43, 0x2d, 0x45, 0x31, 0x2e, 0x31, 0x37, 0x00, 0x00, 0x00,
]);
const AT = {
  root: 16,
  rootVector: 18,
  cid: 22,
  frame: 38,
  frameVector: 40,
  name: 44,
  priority: 108,
  sync: 109,
  sequence: 111,
  options: 112,
  universe: 113,
  dmp: 115,
  dmpVector: 117,
  dmpType: 118,
  first: 119,
  step: 121,
  count: 123,
  startCode: 125,
  slots: 126,
} as const;
const NAME_BYTES = 64;
const CID_BYTES = 16;
const FLAGS = 0x7000;
const VECTOR = { rootData: 4, rootExtended: 8, data: 2, discovery: 2, dmp: 2, list: 1 } as const;
const OPTION = { preview: 0x80, terminated: 0x40 } as const;
const DMP_TYPE = 0xa1;

/** One packet of values as a source sends it. */
export interface SacnPacket {
  /** 16 bytes, as 32 hexadecimal digits. */
  readonly cid: string;
  readonly name: string;
  readonly priority: number;
  readonly sequence: number;
  readonly universe: number;
  /** For a preview, not for the stage. */
  readonly preview: boolean;
  /** The last of this source. */
  readonly terminated: boolean;
  /** 0: levels. */
  readonly startCode: number;
  readonly slots: Uint8Array;
}

/** Encodes a packet; `slots` of 1..512 values. */
export const encodeSacn = (packet: SacnPacket): Buffer => {
  const { slots } = packet;
  const bytes = Buffer.alloc(AT.slots + slots.length);
  const length = (at: number) => bytes.writeUInt16BE(FLAGS | (bytes.length - at), at);
  HEAD.copy(bytes);
  length(AT.root);
  bytes.writeUInt32BE(VECTOR.rootData, AT.rootVector);
  bytes.write(packet.cid, AT.cid, CID_BYTES, 'hex');
  length(AT.frame);
  bytes.writeUInt32BE(VECTOR.data, AT.frameVector);
  // The last byte stays zero: names are ended by one.
  bytes.write(packet.name, AT.name, NAME_BYTES - 1, 'utf8');
  bytes[AT.priority] = packet.priority;
  bytes[AT.sequence] = packet.sequence & 0xff;
  bytes[AT.options] =
    (packet.preview ? OPTION.preview : 0) | (packet.terminated ? OPTION.terminated : 0);
  bytes.writeUInt16BE(packet.universe, AT.universe);
  length(AT.dmp);
  bytes[AT.dmpVector] = VECTOR.dmp;
  bytes[AT.dmpType] = DMP_TYPE;
  bytes.writeUInt16BE(1, AT.step);
  bytes.writeUInt16BE(slots.length + 1, AT.count);
  bytes[AT.startCode] = packet.startCode;
  bytes.set(slots, AT.slots);
  return bytes;
};

/** What a datagram is: a packet of values, one of another kind of sACN, or why it is none. */
export type Decoded =
  | { readonly kind: 'data'; readonly packet: SacnPacket }
  /** Synchronisation or discovery: whole, and nothing to do. */
  | { readonly kind: 'other' }
  | { readonly kind: 'broken'; readonly why: string };

const broken = (why: string): Decoded => ({ kind: 'broken', why });

/** Decodes a datagram. Never throws. */
export const decodeSacn = (bytes: Buffer): Decoded => {
  if (bytes.length < AT.name || !bytes.subarray(0, HEAD.length).equals(HEAD))
    return broken('it does not begin as E1.31 does');
  const vector = bytes.readUInt32BE(AT.rootVector);
  if (vector === VECTOR.rootExtended) return { kind: 'other' };
  if (vector !== VECTOR.rootData) return broken(`root vector ${vector}`);
  if (bytes.length < AT.slots) return broken(`only ${bytes.length} bytes`);
  return dataOf(bytes);
};

/** True for what can only be another universe, before anything else is looked at. */
export const isOther = (bytes: Buffer, universe: number): boolean =>
  bytes.length >= AT.slots && bytes.readUInt16BE(AT.universe) !== universe;

const dataOf = (bytes: Buffer): Decoded => {
  if (bytes.readUInt32BE(AT.frameVector) !== VECTOR.data) return broken('framing vector');
  const dmp = bytes[AT.dmpVector] === VECTOR.dmp && bytes[AT.dmpType] === DMP_TYPE;
  if (!dmp || bytes.readUInt16BE(AT.first) !== 0 || bytes.readUInt16BE(AT.step) !== 1)
    return broken('DMP layer');
  const count = bytes.readUInt16BE(AT.count);
  const end = AT.startCode + count;
  if (count < 1 || count > MAX_SLOTS + 1 || end > bytes.length) return broken(`${count} values`);
  for (const at of [AT.root, AT.frame, AT.dmp]) {
    const said = bytes.readUInt16BE(at);
    if ((said & 0xf000) !== FLAGS || at + (said & 0x0fff) !== end) return broken('a length');
  }
  const priority = bytes[AT.priority] ?? 0;
  if (priority > 200) return broken(`priority ${priority}`);
  const options = bytes[AT.options] ?? 0;
  return {
    kind: 'data',
    packet: {
      cid: bytes.toString('hex', AT.cid, AT.cid + CID_BYTES),
      name: nameOf(bytes),
      priority,
      sequence: bytes[AT.sequence] ?? 0,
      universe: bytes.readUInt16BE(AT.universe),
      preview: (options & OPTION.preview) !== 0,
      terminated: (options & OPTION.terminated) !== 0,
      startCode: bytes[AT.startCode] ?? 0,
      slots: Uint8Array.from(bytes.subarray(AT.slots, end)),
    },
  };
};

/** Up to the first zero, without what a list must not show. */
const nameOf = (bytes: Buffer): string => {
  const field = bytes.subarray(AT.name, AT.name + NAME_BYTES);
  const end = field.indexOf(0);
  const text = field.toString('utf8', 0, end < 0 ? NAME_BYTES : end);
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '');
};

const DISCOVERY = {
  reserved: 108,
  list: 112,
  listVector: 114,
  page: 118,
  last: 119,
  universes: 120,
};

/** The packet by which a source tells every ten seconds which universe it sends (clause 8). */
export const encodeDiscovery = (cid: string, name: string, universe: number): Buffer => {
  const bytes = Buffer.alloc(DISCOVERY.universes + 2);
  const length = (at: number) => bytes.writeUInt16BE(FLAGS | (bytes.length - at), at);
  HEAD.copy(bytes);
  length(AT.root);
  bytes.writeUInt32BE(VECTOR.rootExtended, AT.rootVector);
  bytes.write(cid, AT.cid, CID_BYTES, 'hex');
  length(AT.frame);
  bytes.writeUInt32BE(VECTOR.discovery, AT.frameVector);
  bytes.write(name, AT.name, NAME_BYTES - 1, 'utf8');
  length(DISCOVERY.list);
  bytes.writeUInt32BE(VECTOR.list, DISCOVERY.listVector);
  bytes.writeUInt16BE(universe, DISCOVERY.universes);
  return bytes;
};

/** The universe of discovery packets. */
export const DISCOVERY_UNIVERSE = 64_214;

/** The multicast group of a universe (clause 9.3.1). */
export const groupOf = (universe: number): string => `239.255.${universe >> 8}.${universe & 0xff}`;
