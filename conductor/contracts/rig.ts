import { z } from 'zod';
import { Device } from './device.ts';
import { Id } from './ids.ts';
import { DeskIntent } from './intent.ts';
import { MidiMatch } from './midi.ts';
import { Unit } from './time.ts';

/** What a control does: asks for something, or moves a level. */
export const Bound = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('intent'), intent: DeskIntent }),
  z.strictObject({ kind: z.literal('level'), of: z.enum(['master', 'sound']) }),
]);
export type Bound = Readonly<z.infer<typeof Bound>>;

/** A key, fader or knob of a MIDI surface and what it does. */
export const MidiBinding = z.strictObject({
  match: MidiMatch,
  does: Bound,
  /** True: this fader has a motor. What it reports while it is sent somewhere is no hand. */
  motor: z.boolean().optional(),
});
export type MidiBinding = Readonly<z.infer<typeof MidiBinding>>;

const Universe = z.int().min(1).max(63_999);

/** What of the show goes out as DMX values, slot by slot. */
export const SLOT_VALUES = [
  'master',
  'blackout',
  'panic',
  'positive',
  'negative',
  'arousal',
  'confidence',
  'cue',
  'heart',
  'breath',
  'scene',
] as const;

/** One universe of values out, by sACN (E1.31). */
export const SacnOut = z.strictObject({
  universe: Universe,
  priority: z.int().min(0).max(200).default(100),
  /** Unicast to this host; multicast where absent. */
  host: z.string().max(253).optional(),
  /** The address of the network card that multicast leaves by; the system chooses where absent. */
  via: z.ipv4().optional(),
  /** Slot 1..512 of the first value; the rest follow in the order of SLOT_VALUES. */
  start: z.int().min(1).max(502).default(1),
});

/** One universe in, as triggers: a slot that rises over half presses, a level slot moves. */
export const SacnIn = z.strictObject({
  universe: Universe,
  /** The address of the network card that listens; the system chooses where absent. */
  via: z.ipv4().optional(),
  bindings: z
    .array(z.strictObject({ slot: z.int().min(1).max(512), does: Bound }))
    .max(64)
    .default([]),
  /** The slot that carries the contact of the fire alarm: over half is fire. */
  fireSlot: z.int().min(1).max(512).optional(),
});

/** What hangs on this machine besides sensors: kept with the patch. */
export const Rig = z.strictObject({
  /** Instead of the devices of the show of the same name. */
  devices: z.record(Id, Device).default({}),
  /** Ports whose keys and faders control the show. */
  midi: z
    .strictObject({
      bindings: z.array(MidiBinding).max(256).default([]),
      /** Port whose clock is the tempo; none where absent. */
      clock: z.string().max(200).optional(),
      /** Device id under which MSC is obeyed; not at all where absent. */
      msc: z.int().min(0).max(126).optional(),
      /** A note or controller that is the fire alarm. */
      fire: MidiMatch.optional(),
    })
    .default({ bindings: [] }),
  sacnOut: SacnOut.nullable().default(null),
  sacnIn: SacnIn.nullable().default(null),
  /** True: the fire input is open on OSC as /yeoun/fire. */
  oscFire: z.boolean().default(true),
  /** How loud the sounds of shows are on this machine, under the sound master. */
  soundLevel: Unit.default(1),
});
export type Rig = Readonly<z.infer<typeof Rig>>;
export const EMPTY_RIG: Rig = Rig.parse({});
