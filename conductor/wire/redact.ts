import { type AffectState, affectState, NEUTRAL } from '#contracts/affect';
import type { DeskStatus, Heard } from '#contracts/desk';
import type { Device } from '#contracts/device';
import { EMPTY_PATCH, type Patch } from '#contracts/patch';
import type { ImageryStatus } from '#contracts/picture';
import type { StageState } from '#contracts/stage';
import type { DisplayStatus, Health, Lamp, SourceStatus } from '#contracts/status';
import type { Access, Role } from '#contracts/wire';
import { NO_TAKE } from '../state/take-status.ts';

/** What those see of a feeling who may see nobody's: rest, and no confidence. */
export const UNSEEN: AffectState = affectState({
  ...NEUTRAL,
  confidence: 0,
  source: 'held',
  atMs: 0,
});

/**
 * The stage without the body: no feeling, no heart, no breath, and looks as the cues alone have them. A look that a
 * mapping moves is a reading of the body under another name: whoever has the show can turn the mapping round.
 */
export const unfelt = (state: StageState): StageState => ({
  ...state,
  layers: state.still ?? state.layers.map((layer) => ({ ...layer, look: {} })),
  affect: UNSEEN,
  beats: 0,
  breath: 0.5,
});

const NO_TEXT = { en: '', ko: '' } as const;

/** That a sensor is there and how it is; nothing of what it measures, nor of whom. */
const unmeasured = ({ kind, state, recorded }: SourceStatus, i: number): SourceStatus => ({
  id: `source-${i + 1}`,
  kind,
  bodyId: 'body',
  label: { en: `${kind} ${i + 1}`, ko: `${kind} ${i + 1}` },
  state,
  rateHz: 0,
  quality: 0,
  streams: [],
  remarks: [],
  feeds: [],
  muted: false,
  autoRange: false,
  recorded,
});

const displayOfHouse = ({ id, state, frames, rung, fps, sound }: DisplayStatus): DisplayStatus => ({
  id,
  state,
  frames,
  rung,
  fps,
  ...(sound && { sound }),
});

/** How the pictures go; what went wrong with the engine is for who runs the house. */
const imageryOfHouse = (imagery: ImageryStatus): ImageryStatus => ({
  engine: imagery.engine,
  rung: imagery.rung,
  wanted: imagery.wanted,
  lines: imagery.lines,
  fps: imagery.fps,
  p50Ms: imagery.p50Ms,
  p95Ms: imagery.p95Ms,
  failures: imagery.failures,
  troubles: {},
  retries: imagery.retries,
  retryMs: null,
});

/** Parts of the house that bear no name of a body or a person. */
const HOUSE_PARTS = [
  'show',
  'state',
  'resume',
  'patch',
  'take',
  'imagery',
  'osc',
  'oscquery',
  'wire',
];

/** Lamps are named after sensors too, and their reasons are written for who runs the house. */
const lampsOfHouse = ({ lamps, doors, rig = [] }: Health): Lamp[] => {
  const known = new Set([...HOUSE_PARTS, ...doors.map(({ id }) => id), ...rig.map(({ id }) => id)]);
  return lamps.map(({ part, level }, i) => ({
    part: known.has(part) ? part : `part-${i + 1}`,
    level,
    text: NO_TEXT,
  }));
};

/**
 * Health for who may only watch: the house and its lamps, no body. Every field is named here: one that is new is seen by
 * nobody who only watches until somebody has thought about it.
 */
export const healthOfHouse = (health: Health): Health => ({
  status: health.status,
  show: health.show,
  cue: health.cue,
  scene: health.scene,
  standby: health.standby,
  affect: UNSEEN,
  sources: health.sources.map(unmeasured),
  displays: health.displays.map(displayOfHouse),
  uptimeS: health.uptimeS,
  version: health.version,
  pid: 0,
  doors: health.doors.map(({ id, state, received, refused }) => ({
    id,
    state,
    address: '',
    received,
    refused,
  })),
  lamps: lampsOfHouse(health),
  ...(health.rig && { rig: health.rig.map(({ id, state }) => ({ id, state, text: NO_TEXT })) }),
  bodies: [],
  take: { ...NO_TAKE, state: health.take.state, sinceMs: health.take.sinceMs },
  ...(health.imagery && { imagery: imageryOfHouse(health.imagery) }),
  tick: health.tick,
});

/** The desk without what is felt: that a cue waits for a feeling, not how near that is. Every field is named here too. */
export const deskOfHouse = (desk: DeskStatus): DeskStatus => ({
  evening: desk.evening,
  paused: desk.paused,
  frozen: desk.frozen,
  locked: desk.locked,
  rehearsing: desk.rehearsing,
  fire: desk.fire,
  running: desk.running,
  coming: desk.coming,
  watching: desk.watching && {
    number: desk.watching.number,
    conditions: desk.watching.conditions.map(() => ({ value: null, confidence: 0, holds: false })),
    heldS: 0,
    forS: desk.watching.forS,
    armedInS: desk.watching.armedInS,
    firesInS: desk.watching.firesInS,
    elseInS: desk.watching.elseInS,
    vetoed: desk.watching.vetoed,
  },
  group: desk.group,
  sounds: desk.sounds,
  soundLevel: desk.soundLevel,
  tempo: desk.tempo,
  last: desk.last && { atMs: desk.last.atMs, door: desk.last.door, from: '', what: desk.last.what },
});

const withoutPassword = (device: Device): Device => {
  if (device.kind === 'midi') return device;
  if (device.kind === 'osc') {
    const { passcode: _, ...rest } = device;
    return rest;
  }
  const { password: _, ...rest } = device;
  return rest;
};

/** The patch as those may read it who may not change it: without passwords. */
const patchToRead = (patch: Patch): Patch => ({
  ...patch,
  rig: {
    ...patch.rig,
    devices: Object.fromEntries(
      Object.entries(patch.rig.devices).map(([id, device]) => [id, withoutPassword(device)]),
    ),
  },
});

/** What a sensor page may know of the patch: how its own camera sees the stage. */
const patchOfCamera = (patch: Patch, page: string): Patch => {
  const own = patch.cameras[page];
  return { ...EMPTY_PATCH, cameras: own ? { [page]: own } : {} };
};

/** What a display may know of the patch: its own output. */
const patchOfDisplay = (patch: Patch, display: string): Patch => {
  const own = patch.outputs[display];
  return { ...EMPTY_PATCH, outputs: own ? { [display]: own } : {} };
};

interface Reader {
  readonly role: Role;
  readonly id: string;
  readonly access: Access;
}

/** Whether what bodies say is a client's to hear. */
export const sees = ({ access }: Pick<Reader, 'access'>): boolean => access !== 'view';

/** What of the patch is a client's to know; null: nothing. */
export const patchFor = ({ role, id, access }: Reader, patch: Patch): Patch | null => {
  if (role === 'sensor') return patchOfCamera(patch, id);
  if (role === 'stage') return patchOfDisplay(patch, id);
  if (role === 'booth') return null;
  if (access === 'view') return null;
  return access === 'edit' ? patch : patchToRead(patch);
};

const MEMORY = '/yeoun/memory';

/** A visitor's words stand in no message, whoever forgot to leave them out. */
export const withoutWords = (heard: Heard): Heard =>
  heard.said.startsWith(MEMORY) ? { ...heard, said: MEMORY } : heard;
