import { AFFECT_SOURCES, affectState } from './affect.ts';
import { INKS, type Palette, type Rgb } from './look.ts';
import { MAX_POINTS, type MovementFrame, type MovementPoint } from './movement.ts';
import type { StageLayer, StageState } from './stage.ts';
import { FRAME, type ScopeFrame, type StageShow } from './wire.ts';

/**
 * Binary frames of the wire, little-endian (WIRE.md). Every decoder returns null for a frame
 * that is too short, of another type or for another revision: the caller counts and drops it.
 */
const HEAD = 16;
const NO_INDEX = 0xffff;
const FLAG = { frozen: 1, intendedBlack: 2, cut: 4 } as const;
const text = new TextEncoder();
const plain = new TextDecoder();

const head = (view: DataView, type: number, word: number, seq: number, atMs: number): void => {
  view.setUint8(0, type);
  view.setUint8(1, 0);
  view.setUint16(2, word, true);
  view.setUint32(4, seq >>> 0, true);
  view.setFloat64(8, atMs, true);
};

/** Type of a frame, or 0 where there is none. */
export const frameType = (bytes: ArrayBufferView): number =>
  bytes.byteLength >= HEAD ? (new Uint8Array(bytes.buffer, bytes.byteOffset, 1)[0] ?? 0) : 0;

const viewOf = (bytes: ArrayBufferView): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const STATE_FIXED = HEAD + 12 + 44 + INKS.length * 12;

/** How long a state frame of this show is, in bytes. */
export const stateBytes = (show: StageShow): number =>
  STATE_FIXED + show.entries.reduce((sum, e) => sum + 4 + 4 * e.params.length, 0);

const indexOr = (i: number): number => (i < 0 ? NO_INDEX : i);

/** Encodes a state for the clients that know `show`; one buffer serves them all. */
export const encodeState = (state: StageState, show: StageShow): Uint8Array => {
  const bytes = new Uint8Array(stateBytes(show));
  const view = viewOf(bytes);
  head(view, FRAME.state, show.revision, state.seq, state.atMs);
  const cueIndex = (number: string | null) =>
    indexOr(show.cues.findIndex((c) => c.number === number));
  view.setUint16(16, cueIndex(state.cue), true);
  view.setUint16(18, cueIndex(state.standby), true);
  view.setUint16(20, indexOr(show.entries.findIndex((e) => e.name === state.scene)), true);
  view.setUint8(
    22,
    (state.frozen ? FLAG.frozen : 0) |
      (state.intendedBlack ? FLAG.intendedBlack : 0) |
      (state.cut ? FLAG.cut : 0),
  );
  view.setUint8(23, AFFECT_SOURCES.indexOf(state.affect.source));
  view.setFloat32(24, state.affect.confidence, true);
  const floats = [
    state.master,
    state.blackout,
    state.panic,
    state.affect.positive,
    state.affect.negative,
    state.affect.arousal,
    state.beats,
  ];
  let at = 28;
  for (const value of floats) at = putFloat(view, at, value);
  view.setFloat64(at, state.affect.atMs, true);
  at = putFloat(view, at + 8, state.breath);
  at = putFloat(view, at, state.grandMaster);
  for (const ink of INKS) for (const c of state.palette[ink]) at = putFloat(view, at, c);
  for (const entry of show.entries) {
    const layer = state.layers.find((l) => l.entry === entry.name);
    at = putFloat(view, at, layer?.weight ?? 0);
    for (const name of entry.params) at = putFloat(view, at, layer?.look[name] ?? 0);
  }
  return bytes;
};

const FLAGS_AT = 22;

/** `newer`, with the cut flag of `older` added: for a state that takes the place of one not yet sent. */
export const keepCut = (older: Uint8Array, newer: Uint8Array): Uint8Array => {
  const flags = newer[FLAGS_AT] ?? 0;
  if (((older[FLAGS_AT] ?? 0) & FLAG.cut) === 0 || (flags & FLAG.cut) !== 0) return newer;
  const marked = Uint8Array.from(newer);
  marked[FLAGS_AT] = flags | FLAG.cut;
  return marked;
};

const putFloat = (view: DataView, at: number, value: number): number => {
  view.setFloat32(at, value, true);
  return at + 4;
};

const putFloats = (view: DataView, at: number, values: readonly number[]): void => {
  for (const [i, value] of values.entries()) putFloat(view, at + 4 * i, value);
};

/** Reads a state frame; null if it is not one for this revision of the show. */
export const decodeState = (bytes: ArrayBufferView, show: StageShow): StageState | null => {
  if (frameType(bytes) !== FRAME.state || bytes.byteLength !== stateBytes(show)) return null;
  const view = viewOf(bytes);
  if (view.getUint16(2, true) !== show.revision) return null;
  const cueAt = (at: number) => show.cues[view.getUint16(at, true)]?.number ?? null;
  const flags = view.getUint8(22);
  const f = (i: number) => view.getFloat32(28 + 4 * i, true);
  return {
    seq: view.getUint32(4, true),
    atMs: view.getFloat64(8, true),
    cue: cueAt(16),
    standby: cueAt(18),
    scene: show.entries[view.getUint16(20, true)]?.name ?? null,
    frozen: (flags & FLAG.frozen) !== 0,
    intendedBlack: (flags & FLAG.intendedBlack) !== 0,
    cut: (flags & FLAG.cut) !== 0,
    master: f(0),
    blackout: f(1),
    panic: f(2),
    affect: affectState({
      positive: f(3),
      negative: f(4),
      arousal: f(5),
      confidence: view.getFloat32(24, true),
      source: AFFECT_SOURCES[view.getUint8(23)] ?? 'held',
      atMs: view.getFloat64(56, true),
    }),
    beats: f(6),
    breath: view.getFloat32(64, true),
    grandMaster: view.getFloat32(68, true),
    palette: readPalette(view, 72),
    layers: readLayers(view, 72 + INKS.length * 12, show),
  };
};

const readPalette = (view: DataView, from: number): Palette => {
  const rgb = (i: number): Rgb =>
    [0, 4, 8].map((o) => view.getFloat32(from + i * 12 + o, true)) as unknown as Rgb;
  return Object.fromEntries(INKS.map((ink, i) => [ink, rgb(i)])) as unknown as Palette;
};

const readLayers = (view: DataView, from: number, show: StageShow): StageLayer[] => {
  const layers: StageLayer[] = [];
  let at = from;
  for (const entry of show.entries) {
    const weight = view.getFloat32(at, true);
    at += 4;
    const look: Record<string, number> = {};
    for (const name of entry.params) {
      look[name] = view.getFloat32(at, true);
      at += 4;
    }
    if (weight > 0) layers.push({ entry: entry.name, weight, look });
  }
  return layers;
};

/** After the head: energy, jerk, dx, dy, surprise; length of the id, recorded, two bytes of nothing. */
const MOVE_BYTES = 24;
const POINT_BYTES = 24;

/** Encodes one movement frame; `seq` counts per body. At most MAX_POINTS points are carried. */
export const encodeMovement = (frame: MovementFrame, seq: number): Uint8Array => {
  const id = text.encode(frame.bodyId);
  const points = frame.points.slice(0, MAX_POINTS);
  const bytes = new Uint8Array(HEAD + MOVE_BYTES + points.length * POINT_BYTES + id.length);
  const view = viewOf(bytes);
  head(view, FRAME.movement, points.length, seq, frame.atMs);
  putFloats(view, HEAD, [frame.energy, frame.jerk, frame.dx, frame.dy, frame.surprise]);
  view.setUint8(HEAD + 20, id.length);
  view.setUint8(HEAD + 21, frame.recorded ? 1 : 0);
  points.forEach((p, i) => {
    const at = HEAD + MOVE_BYTES + i * POINT_BYTES;
    putFloats(view, at, [p.x, p.y, p.vx, p.vy, p.confidence, p.surprise]);
  });
  bytes.set(id, HEAD + MOVE_BYTES + points.length * POINT_BYTES);
  return bytes;
};

/** Reads a movement frame with its sequence number. */
export const decodeMovement = (
  bytes: ArrayBufferView,
): { seq: number; frame: MovementFrame } | null => {
  if (frameType(bytes) !== FRAME.movement || bytes.byteLength < HEAD + MOVE_BYTES) return null;
  const view = viewOf(bytes);
  const count = view.getUint16(2, true);
  const idLength = view.getUint8(HEAD + 20);
  const idAt = HEAD + MOVE_BYTES + count * POINT_BYTES;
  if (count > MAX_POINTS || bytes.byteLength !== idAt + idLength) return null;
  const f = (at: number) => view.getFloat32(at, true);
  const point = (i: number): MovementPoint => {
    const at = HEAD + MOVE_BYTES + i * POINT_BYTES;
    return {
      x: f(at),
      y: f(at + 4),
      vx: f(at + 8),
      vy: f(at + 12),
      confidence: f(at + 16),
      surprise: f(at + 20),
    };
  };
  return {
    seq: view.getUint32(4, true),
    frame: {
      bodyId: plain.decode(new Uint8Array(bytes.buffer, bytes.byteOffset + idAt, idLength)),
      atMs: view.getFloat64(8, true),
      energy: f(HEAD),
      jerk: f(HEAD + 4),
      dx: f(HEAD + 8),
      dy: f(HEAD + 12),
      surprise: f(HEAD + 16),
      recorded: view.getUint8(HEAD + 21) === 1,
      points: Array.from({ length: count }, (_, i) => point(i)),
    },
  };
};

/** Encodes a stretch of a stream for the scopes. */
export const encodeScope = (scope: ScopeFrame, seq: number): Uint8Array => {
  const names = text.encode([scope.sourceId, scope.bodyId, scope.stream, scope.kind].join('\n'));
  const padded = (names.length + 3) & ~3;
  const bytes = new Uint8Array(HEAD + 8 + padded + scope.data.length * 4);
  const view = viewOf(bytes);
  head(view, FRAME.scope, scope.channels, seq, scope.atMs);
  view.setFloat32(HEAD, scope.rateHz, true);
  view.setUint16(HEAD + 4, names.length, true);
  bytes.set(names, HEAD + 8);
  new Float32Array(bytes.buffer, HEAD + 8 + padded).set(scope.data);
  return bytes;
};

/** Reads a scope frame. */
export const decodeScope = (bytes: ArrayBufferView): ScopeFrame | null => {
  if (frameType(bytes) !== FRAME.scope || bytes.byteLength < HEAD + 8) return null;
  const view = viewOf(bytes);
  const length = view.getUint16(HEAD + 4, true);
  const dataAt = HEAD + 8 + ((length + 3) & ~3);
  const channels = view.getUint16(2, true);
  const values = (bytes.byteLength - dataAt) / 4;
  if (channels === 0 || values < 0 || values % channels !== 0) return null;
  const names = plain
    .decode(new Uint8Array(bytes.buffer, bytes.byteOffset + HEAD + 8, length))
    .split('\n');
  const [sourceId, bodyId, stream, kind] = names;
  if (sourceId === undefined || bodyId === undefined || stream === undefined || kind === undefined)
    return null;
  const data = new Float32Array(values);
  for (let i = 0; i < values; i++) data[i] = view.getFloat32(dataAt + 4 * i, true);
  return {
    sourceId,
    bodyId,
    stream,
    kind,
    channels,
    rateHz: view.getFloat32(HEAD, true),
    atMs: view.getFloat64(8, true),
    data,
  };
};

/** Frames of one stream from a sensor page; `handle` is the number its announcement gave the stream. */
export interface SamplesFrame {
  readonly handle: number;
  readonly seq: number;
  /** Show time of the last frame, as the page knows it. */
  readonly atMs: number;
  readonly channels: number;
  readonly data: Float32Array;
}

/** Encodes samples of a sensor page. */
export const encodeSamples = (samples: SamplesFrame): Uint8Array => {
  const bytes = new Uint8Array(HEAD + 4 + samples.data.length * 4);
  const view = viewOf(bytes);
  head(view, FRAME.samples, samples.handle, samples.seq, samples.atMs);
  view.setUint16(HEAD, samples.channels, true);
  putFloats(view, HEAD + 4, [...samples.data]);
  return bytes;
};

/** Reads samples of a sensor page; null for anything that is not whole frames of finite numbers at a time. */
export const decodeSamples = (bytes: ArrayBufferView): SamplesFrame | null => {
  if (frameType(bytes) !== FRAME.samples || bytes.byteLength < HEAD + 4) return null;
  const view = viewOf(bytes);
  const channels = view.getUint16(HEAD, true);
  const values = (bytes.byteLength - HEAD - 4) / 4;
  const atMs = view.getFloat64(8, true);
  if (channels === 0 || values < 1 || values % channels !== 0 || !(atMs >= 0)) return null;
  const data = new Float32Array(values);
  for (let i = 0; i < values; i++) data[i] = view.getFloat32(HEAD + 4 + 4 * i, true);
  if (!data.every(Number.isFinite)) return null;
  return { handle: view.getUint16(2, true), seq: view.getUint32(4, true), atMs, channels, data };
};

/** Wraps a display's JPEG thumbnail; the display's id rides with it towards the consoles. */
export const encodeThumb = (displayId: string, jpeg: Uint8Array, atMs: number): Uint8Array => {
  const id = text.encode(displayId);
  const bytes = new Uint8Array(HEAD + id.length + jpeg.length);
  head(viewOf(bytes), FRAME.thumb, id.length, 0, atMs);
  bytes.set(id, HEAD);
  bytes.set(jpeg, HEAD + id.length);
  return bytes;
};

/** Reads a thumbnail. */
export const decodeThumb = (
  bytes: ArrayBufferView,
): { displayId: string; jpeg: Uint8Array; atMs: number } | null => {
  if (frameType(bytes) !== FRAME.thumb) return null;
  const view = viewOf(bytes);
  const idLength = view.getUint16(2, true);
  if (bytes.byteLength < HEAD + idLength) return null;
  const at = bytes.byteOffset + HEAD;
  return {
    displayId: plain.decode(new Uint8Array(bytes.buffer, at, idLength)),
    jpeg: new Uint8Array(bytes.buffer, at + idLength, bytes.byteLength - HEAD - idLength),
    atMs: view.getFloat64(8, true),
  };
};
