import { z } from 'zod';
import { Device } from './device.ts';
import { Id } from './ids.ts';
import { OutputPatch } from './output.ts';
import { EMPTY_RIG, Rig } from './rig.ts';
import { Unit } from './time.ts';

/** The version of the machine's patch; one of another version is set aside, not used. */
export const PATCH_FORMAT = 1;

const Point = z.tuple([z.number().min(-1).max(2), z.number().min(-1).max(2)]);

/** What was set for one source by hand. Absent: as the source says. */
export const SourcePatch = z.strictObject({
  /** Whose body this source belongs to. */
  body: Id.optional(),
  /** True: it is shown, but feeds nothing. */
  muted: z.boolean().optional(),
  /** Factor on the samples of a stream, by stream: mends a wrong unit. */
  gain: z.record(Id, z.number().min(1e-9).max(1e9)).optional(),
  /** True: movement is measured against what this body does at its hardest, learned as it moves. */
  autoRange: z.boolean().optional(),
});
export type SourcePatch = Readonly<z.infer<typeof SourcePatch>>;

/** How a camera sees the stage. Picture: x 0 left .. 1 right, y 0 top .. 1 bottom. Stage: y 0 floor .. 1 top. */
export const CameraPatch = z.strictObject({
  /** Row-major 3 x 3 from floor in the picture to the floor of the stage (x 0..1 across, z 0 front .. 1 back). */
  homography: z.array(z.number()).length(9).nullable(),
  /** The floor marks it came from, in the picture: front left, front right, back right, back left. */
  marks: z.array(Point).max(4),
  /** Polygons in the picture in which nothing is looked for. */
  masks: z.array(z.array(Point).min(3).max(64)).max(16),
  mirrored: z.boolean(),
  /** Fewest confidence of a joint that is believed. */
  believed: Unit,
});
export type CameraPatch = Readonly<z.infer<typeof CameraPatch>>;

/** What this machine remembers of its sensors, whatever show runs: kept in the state folder. */
export const Patch = z.strictObject({
  format: z.literal(PATCH_FORMAT),
  /** Sources opened besides those of the command line, written as for `--source`. */
  open: z.array(z.string().min(1).max(1_000)).max(32),
  /** By source id. */
  sources: z.record(Id, SourcePatch),
  /** By camera page id. */
  cameras: z.record(Id, CameraPatch),
  /** By display id. */
  outputs: z.record(Id, OutputPatch).default({}),
  rig: Rig.default(EMPTY_RIG),
});
export type Patch = Readonly<z.infer<typeof Patch>>;

export const EMPTY_PATCH: Patch = {
  format: PATCH_FORMAT,
  open: [],
  sources: {},
  cameras: {},
  outputs: {},
  rig: EMPTY_RIG,
};

/** A change of the patch: `null` takes a setting back. */
export const PatchChange = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('source'), id: Id, set: SourcePatch.nullable() }),
  z.strictObject({ do: z.literal('camera'), id: Id, set: CameraPatch.nullable() }),
  z.strictObject({ do: z.literal('open'), source: z.string().min(1).max(1_000) }),
  z.strictObject({ do: z.literal('close'), source: z.string().min(1).max(1_000) }),
  z.strictObject({ do: z.literal('output'), id: Id, set: OutputPatch.nullable() }),
  z.strictObject({ do: z.literal('device'), id: Id, set: Device.nullable() }),
  z.strictObject({ do: z.literal('rig'), set: Rig.omit({ devices: true }).partial() }),
]);
export type PatchChange = z.infer<typeof PatchChange>;

/** The patch after a change; a source that would open twice stays once. Pure. */
export const patched = (patch: Patch, change: PatchChange): Patch => {
  const put = <T>(all: Readonly<Record<string, T>>, id: string, value: T | null) => {
    const { [id]: _, ...others } = all;
    return value === null ? others : { ...others, [id]: value };
  };
  switch (change.do) {
    case 'source':
      return { ...patch, sources: put(patch.sources, change.id, change.set) };
    case 'camera':
      return { ...patch, cameras: put(patch.cameras, change.id, change.set) };
    case 'open':
      return { ...patch, open: [...patch.open.filter((s) => s !== change.source), change.source] };
    case 'close':
      return { ...patch, open: patch.open.filter((s) => s !== change.source) };
    case 'output':
      return { ...patch, outputs: put(patch.outputs, change.id, change.set) };
    case 'device': {
      const devices = put(patch.rig.devices, change.id, change.set);
      return { ...patch, rig: { ...patch.rig, devices } };
    }
    case 'rig':
      return { ...patch, rig: Rig.parse({ ...patch.rig, ...change.set }) };
  }
};
