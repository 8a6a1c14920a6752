import { AFFECT_SOURCES, affectState } from './affect.ts';
import { frameType, HEAD, head, putFloat, viewOf } from './frame-bytes.ts';
import { INKS, type Palette, type Rgb } from './look.ts';
import type { StageLayer, StageState } from './stage.ts';
import { FRAME, type StageShow } from './wire.ts';

const NO_INDEX = 0xffff;
const FLAG = { frozen: 1, intendedBlack: 2, cut: 4 } as const;

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
