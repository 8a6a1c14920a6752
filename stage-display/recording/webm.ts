import { element, filler, float, joined, opening, sizeBytes, whole, words } from './ebml.ts';

// Element ids of Matroska (RFC 9559).
const ID = {
  head: 0x1a45dfa3,
  segment: 0x18538067,
  seekHead: 0x114d9b74,
  info: 0x1549a966,
  tracks: 0x1654ae6b,
  tags: 0x1254c367,
  cluster: 0x1f43b675,
  cues: 0x1c53bb6b,
} as const;

export interface WebmTrack {
  readonly codec: 'V_VP8' | 'V_VP9';
  readonly width: number;
  readonly height: number;
  /** Program that writes the file. */
  readonly app: string;
  /** What the file says of itself where it never comes to its end. */
  readonly tags: Readonly<Record<string, string>>;
}

/** One encoded picture; times from the beginning of the recording. */
export interface WebmPicture {
  readonly atMs: number;
  readonly isKey: boolean;
  readonly bytes: Uint8Array;
}

/** Bytes that belong at a place of the file. */
export interface Placed {
  readonly at: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A WebM file as it grows: everything but the head is written once and behind what was written before. */
export interface WebmFile {
  /** The beginning of the file. */
  readonly head: Placed;
  /** Takes the next picture; a cluster that is whole now, or null. The first picture must be a key. */
  add(picture: WebmPicture): Placed | null;
  /** What is left, and the places of the head that are known only now. A file that ends without them plays too. */
  finish(tags: Readonly<Record<string, string>>): readonly Placed[];
}

/** Room that is kept at the beginning for what is known at the end. */
const SEEK_ROOM = 160;
const TAG_ROOM = 1024;
/** Times within a cluster have 16 bits. */
const LONGEST_CLUSTER_MS = 30_000;

const tagsOf = (tags: Readonly<Record<string, string>>): Uint8Array => {
  const one = ([name, value]: readonly [string, string]): Uint8Array =>
    element(0x67c8, words(0x45a3, name), words(0x4487, value));
  const target = element(0x63c0, whole(0x68ca, 50));
  return element(ID.tags, element(0x7373, target, ...Object.entries(tags).map(one)));
};

type Tags = Readonly<Record<string, string>>;
const FILL = 9;

/** Tags within their room: the last one is shortened, and left out where nothing of it fits. */
const fittingTags = (tags: Tags): Uint8Array => {
  const all = Object.entries(tags);
  const last = all.pop();
  const whole = tagsOf(tags);
  if (!last || whole.length <= TAG_ROOM - FILL) return whole;
  const others = Object.fromEntries(all);
  const letters = [...last[1]];
  for (let n = letters.length - 1; n > 0; n--) {
    const short = { ...others, [last[0]]: `${letters.slice(0, n).join('').trimEnd()}…` };
    const bytes = tagsOf(short);
    if (bytes.length <= TAG_ROOM - FILL) return bytes;
  }
  return fittingTags(others);
};

/** Laid into its room, the rest filled; what does not fit leaves the room empty. */
const roomed = (bytes: Uint8Array, room: number): Uint8Array<ArrayBuffer> =>
  bytes.length <= room - FILL
    ? joined([bytes, filler(room - bytes.length)])
    : joined([filler(room)]);

const headOf = ({ codec, width, height, app, tags }: WebmTrack) => {
  const head = element(
    ID.head,
    whole(0x4286, 1),
    whole(0x42f7, 1),
    whole(0x42f2, 4),
    whole(0x42f3, 8),
    words(0x4282, 'webm'),
    whole(0x4287, 4),
    whole(0x4285, 2),
  );
  const segment = opening(ID.segment);
  const dataAt = head.length + segment.length;
  const infoAt = dataAt + SEEK_ROOM;
  /** Null: not known yet, and its room is kept. */
  const info = (durationMs: number | null): Uint8Array<ArrayBuffer> =>
    element(
      ID.info,
      whole(0x2ad7b1, 1_000_000),
      words(0x4d80, app),
      words(0x5741, app),
      durationMs === null ? filler(18) : float(0x4489, durationMs),
    );
  const track = element(
    0xae,
    whole(0xd7, 1),
    whole(0x73c5, 1),
    whole(0x83, 1),
    whole(0x9c, 0),
    words(0x86, codec),
    element(0xe0, whole(0xb0, width), whole(0xba, height)),
  );
  const tracks = element(ID.tracks, track);
  const tagsAt = infoAt + info(null).length + tracks.length;
  const labelled = roomed(fittingTags(tags), TAG_ROOM);
  const bytes = joined([head, segment, filler(SEEK_ROOM), info(null), tracks, labelled]);
  return { bytes, dataAt, infoAt, info, tracksAt: infoAt + info(null).length, tagsAt };
};

const blockOf = ({ bytes, isKey, atMs }: WebmPicture, clusterMs: number): Uint8Array => {
  const head = new Uint8Array(4);
  const view = new DataView(head.buffer);
  view.setUint8(0, 0x81);
  view.setInt16(1, Math.round(atMs - clusterMs));
  view.setUint8(3, isKey ? 0x80 : 0);
  return element(0xa3, head, bytes);
};

const seekOf = (places: readonly (readonly [number, number])[]): Uint8Array => {
  const idOf = (id: number): Uint8Array => {
    const out = new Uint8Array(4);
    new DataView(out.buffer).setUint32(0, id);
    return out;
  };
  const one = ([id, at]: readonly [number, number]): Uint8Array =>
    element(0x4dbb, element(0x53ab, idOf(id)), whole(0x53ac, at));
  return element(ID.seekHead, ...places.map(one));
};

interface Cluster {
  readonly atMs: number;
  readonly pictures: WebmPicture[];
}

/** Begins a file of one film without sound. Every cluster begins with a key picture, where a player may jump to. */
export const webmFile = (track: WebmTrack): WebmFile => {
  const head = headOf(track);
  const cues: { readonly atMs: number; readonly at: number }[] = [];
  let end = head.bytes.length;
  let open: Cluster | null = null;
  let lastMs = 0;
  let stepMs = 0;

  const close = (): Placed | null => {
    const cluster = open;
    open = null;
    if (!cluster) return null;
    const blocks = cluster.pictures.map((picture) => blockOf(picture, cluster.atMs));
    const bytes = element(ID.cluster, whole(0xe7, cluster.atMs), ...blocks);
    cues.push({ atMs: cluster.atMs, at: end - head.dataAt });
    const placed = { at: end, bytes };
    end += bytes.length;
    return placed;
  };

  const cuesBytes = (): Uint8Array<ArrayBuffer> =>
    element(
      ID.cues,
      ...cues.map(({ atMs, at }) =>
        element(0xbb, whole(0xb3, atMs), element(0xb7, whole(0xf7, 1), whole(0xf1, at))),
      ),
    );

  return {
    head: { at: 0, bytes: head.bytes },
    add(picture) {
      const atMs = Math.round(picture.atMs);
      const isFull = open !== null && atMs - open.atMs > LONGEST_CLUSTER_MS;
      const done = picture.isKey || isFull ? close() : null;
      open ??= { atMs, pictures: [] };
      open.pictures.push({ ...picture, atMs });
      stepMs = Math.max(0, atMs - lastMs);
      lastMs = atMs;
      return done;
    },
    finish(tags) {
      const last = close();
      const cuesAt = end;
      const cue = { at: cuesAt, bytes: cuesBytes() };
      end += cue.bytes.length;
      const seek = seekOf([
        [ID.info, head.infoAt - head.dataAt],
        [ID.tracks, head.tracksAt - head.dataAt],
        [ID.tags, head.tagsAt - head.dataAt],
        [ID.cues, cuesAt - head.dataAt],
      ]);
      return [
        ...(last ? [last] : []),
        cue,
        { at: head.dataAt, bytes: roomed(seek, SEEK_ROOM) },
        { at: head.infoAt, bytes: head.info(lastMs + stepMs) },
        { at: head.tagsAt, bytes: roomed(fittingTags(tags), TAG_ROOM) },
        { at: head.dataAt - 8, bytes: joined([sizeBytes(end - head.dataAt)]) },
      ];
    },
  };
};
