/** Reads a WebM file back, knowing nothing of what wrote it: the elements of RFC 9559 that a player needs. */
export interface ReadWebm {
  readonly docType: string;
  readonly durationMs: number;
  readonly codec: string;
  readonly width: number;
  readonly height: number;
  readonly tags: Readonly<Record<string, string>>;
  /** Offsets of clusters within the segment's data, as the cues say, and as they lie. */
  readonly cuePlaces: readonly number[];
  readonly clusterPlaces: readonly number[];
  readonly blocks: readonly {
    readonly atMs: number;
    readonly isKey: boolean;
    readonly bytes: Uint8Array;
  }[];
  /** Bytes behind the end of the segment. */
  readonly left: number;
}

const MASTERS = new Set([
  0x1a45dfa3, 0x18538067, 0x114d9b74, 0x4dbb, 0x1549a966, 0x1654ae6b, 0xae, 0xe0, 0x1254c367,
  0x7373, 0x63c0, 0x67c8, 0x1f43b675, 0x1c53bb6b, 0xbb, 0xb7,
]);

interface Element {
  readonly id: number;
  readonly at: number;
  readonly body: Uint8Array;
  readonly children: readonly Element[];
}

const vint = (
  bytes: Uint8Array,
  at: number,
  keepMark: boolean,
): { value: number; length: number } => {
  const first = bytes[at] ?? 0;
  const length = Math.clz32(first) - 23;
  let value = keepMark ? first : first & (0xff >> length);
  let ones = (first & (0xff >> length)) === 0xff >> length;
  for (let i = 1; i < length; i++) {
    value = value * 256 + (bytes[at + i] ?? 0);
    ones = ones && bytes[at + i] === 0xff;
  }
  return { value: ones && !keepMark ? Number.POSITIVE_INFINITY : value, length };
};

const elementsIn = (bytes: Uint8Array): Element[] => {
  const found: Element[] = [];
  for (let at = 0; at < bytes.length; ) {
    const id = vint(bytes, at, true);
    const size = vint(bytes, at + id.length, false);
    const from = at + id.length + size.length;
    const end = Math.min(bytes.length, from + size.value);
    const body = bytes.subarray(from, end);
    const children = MASTERS.has(id.value) ? elementsIn(body) : [];
    found.push({ id: id.value, at, body, children });
    at = end;
  }
  return found;
};

const all = (within: readonly Element[], id: number): Element[] =>
  within.flatMap((one) => [...(one.id === id ? [one] : []), ...all(one.children, id)]);
const number = (body: Uint8Array | undefined): number =>
  [...(body ?? [])].reduce((sum, byte) => sum * 256 + byte, 0);
const text = (body: Uint8Array | undefined): string => new TextDecoder().decode(body);

export const readWebm = (bytes: Uint8Array): ReadWebm => {
  const top = elementsIn(bytes);
  const segment = top.find(({ id }) => id === 0x18538067);
  const parts = segment?.children ?? [];
  const one = (id: number) => all(parts, id)[0]?.body;
  const float = one(0x4489);
  const clusters = parts.filter(({ id }) => id === 0x1f43b675);
  const blocks = clusters.flatMap(({ children }) => {
    const clusterMs = number(children.find(({ id }) => id === 0xe7)?.body);
    return children
      .filter(({ id }) => id === 0xa3)
      .map(({ body }) => {
        const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
        const isKey = (view.getUint8(3) & 0x80) !== 0;
        return { atMs: clusterMs + view.getInt16(1), isKey, bytes: body.subarray(4) };
      });
  });
  const tags = all(parts, 0x67c8).map(({ children }) => [
    text(children.find(({ id }) => id === 0x45a3)?.body),
    text(children.find(({ id }) => id === 0x4487)?.body),
  ]);
  return {
    docType: text(all(top, 0x4282)[0]?.body),
    durationMs: float ? new DataView(float.buffer, float.byteOffset, 8).getFloat64(0) : Number.NaN,
    codec: text(one(0x86)),
    width: number(one(0xb0)),
    height: number(one(0xba)),
    tags: Object.fromEntries(tags),
    cuePlaces: all(parts, 0xf1).map(({ body }) => number(body)),
    clusterPlaces: clusters.map(({ at }) => at),
    blocks,
    left:
      bytes.length -
      ((segment?.body.byteOffset ?? 0) - bytes.byteOffset + (segment?.body.length ?? 0)),
  };
};
