/** Elements of Matroska (RFC 9559) that are walked through or read. */
const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
const MASTERS = new Set([SEGMENT, 0x1549a966, 0x1254c367, 0x7373, 0x67c8]);
const TAG_NAME = 0x45a3;
const TAG_STRING = 0x4487;
const DURATION = 0x4489;

/** What a recording says of itself. */
export interface WebmHead {
  readonly seconds: number | null;
  readonly tags: Readonly<Record<string, string>>;
}

/** A number of variable length, with its mark (an id) or without it (a size). Null at the end of the bytes. */
const vint = (bytes: Uint8Array, at: number, isId: boolean) => {
  const first = bytes[at];
  if (first === undefined || first === 0) return null;
  const length = Math.clz32(first) - 23;
  if (at + length > bytes.length) return null;
  let value = isId ? first : first & (0xff >> length);
  for (let i = 1; i < length; i++) value = value * 256 + (bytes[at + i] ?? 0);
  return { value, next: at + length };
};

/** The elements one after the other, those inside others too, until the pictures begin. */
function* elements(bytes: Uint8Array): Generator<{ id: number; body: Uint8Array }> {
  for (let at = 0; at < bytes.length; ) {
    const id = vint(bytes, at, true);
    const size = id && vint(bytes, id.next, false);
    if (!id || !size || id.value === CLUSTER) return;
    const isMaster = MASTERS.has(id.value);
    if (!isMaster) yield { id: id.value, body: bytes.subarray(size.next, size.next + size.value) };
    at = isMaster ? size.next : size.next + size.value;
  }
}

const seconds = (body: Uint8Array): number | null => {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  if (body.length === 8) return view.getFloat64(0) / 1000;
  return body.length === 4 ? view.getFloat32(0) / 1000 : null;
};

/**
 * Reads length and tags from the beginning of a WebM file, as the stage writes it: they stand before the pictures.
 * Null for bytes that are no WebM. Never throws.
 */
export const webmHead = (bytes: Uint8Array): WebmHead | null => {
  if (bytes[0] !== 0x1a || bytes[1] !== 0x45 || bytes[2] !== 0xdf || bytes[3] !== 0xa3) return null;
  const tags: Record<string, string> = {};
  let name = '';
  let length: number | null = null;
  for (const { id, body } of elements(bytes)) {
    if (id === DURATION) length = seconds(body);
    if (id === TAG_NAME) name = new TextDecoder().decode(body);
    if (id === TAG_STRING) tags[name] = new TextDecoder().decode(body);
  }
  return { seconds: length, tags };
};
