import { type AffectState, affectState, NEUTRAL } from '#contracts/affect';
import type { DeskStatus, Heard } from '#contracts/desk';
import type { Device } from '#contracts/device';
import { EMPTY_PATCH, type Patch } from '#contracts/patch';
import type { StageState } from '#contracts/stage';
import type { Health, SourceStatus } from '#contracts/status';
import type { Access, Role } from '#contracts/wire';

/** What those see of a feeling who may see nobody's: rest, and no confidence. */
const UNSEEN: AffectState = affectState({
  ...NEUTRAL,
  confidence: 0,
  source: 'held',
  atMs: 0,
});

/** The stage without the body: no feeling, no heart, no breath. */
export const unfelt = (state: StageState): StageState => ({
  ...state,
  affect: UNSEEN,
  beats: 0,
  breath: 0.5,
});

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

/** Health for who may only watch: the house and its lamps, no body. */
export const healthOfHouse = (health: Health): Health => ({
  ...health,
  affect: UNSEEN,
  sources: health.sources.map(unmeasured),
  bodies: [],
  // Lamps and reasons are written for who runs the house, and may name people and places.
  lamps: health.lamps.map(({ part, level }) => ({ part, level, text: { en: '', ko: '' } })),
  ...(health.rig && {
    rig: health.rig.map(({ id, state }) => ({ id, state, text: { en: '', ko: '' } })),
  }),
  doors: health.doors.map(({ reason: _, ...door }) => ({ ...door, address: '' })),
  take: { ...health.take, id: null },
});

/** The desk without what is felt: that a cue waits for a feeling, not how near that is. */
export const deskOfHouse = (desk: DeskStatus): DeskStatus => ({
  ...desk,
  watching: desk.watching && {
    ...desk.watching,
    conditions: desk.watching.conditions.map(() => ({ value: null, confidence: 0, holds: false })),
    heldS: 0,
  },
  last: desk.last && { ...desk.last, from: '' },
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
  if (access === 'view') return null;
  return access === 'edit' ? patch : patchToRead(patch);
};

const MEMORY = '/yeoun/memory';

/** A visitor's words stand in no message, whoever forgot to leave them out. */
export const withoutWords = (heard: Heard): Heard =>
  heard.said.startsWith(MEMORY) ? { ...heard, said: MEMORY } : heard;
