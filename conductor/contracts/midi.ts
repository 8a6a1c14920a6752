import { z } from 'zod';

const Channel = z.int().min(1).max(16);
const Seven = z.int().min(0).max(127);

/** Commands of MIDI Show Control that start, hold or end a cue. */
export const MSC_COMMANDS = ['go', 'stop', 'resume', 'timed-go', 'all-off', 'go-off'] as const;
export const MscCommand = z.enum(MSC_COMMANDS);
export type MscCommand = z.infer<typeof MscCommand>;

/** What kind of device a message of MIDI Show Control is for. */
export const MSC_FORMATS = [
  'lighting',
  'sound',
  'machinery',
  'video',
  'projection',
  'all',
] as const;
export const MscFormat = z.enum(MSC_FORMATS);
export type MscFormat = z.infer<typeof MscFormat>;

/** A MIDI message that a cue sends. */
export const MidiSend = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('note'),
    channel: Channel,
    note: Seven,
    velocity: Seven.default(100),
    seconds: z.number().min(0).max(60).default(0.1).describe('Until the note is let go.'),
  }),
  z.strictObject({ type: z.literal('cc'), channel: Channel, controller: Seven, value: Seven }),
  z.strictObject({ type: z.literal('program'), channel: Channel, program: Seven }),
  z.strictObject({
    type: z.literal('msc'),
    device: Seven.default(127).describe('127: all.'),
    format: MscFormat.default('all'),
    command: MscCommand.default('go'),
    /** Of timed-go: how long the cue takes. */
    seconds: z.number().min(0).max(86_399).default(0),
    cue: z
      .string()
      .max(32)
      .regex(/^[0-9.]*$/, 'digits and dots')
      .default(''),
    list: z
      .string()
      .max(32)
      .regex(/^[0-9.]*$/, 'digits and dots')
      .default(''),
  }),
]);
export type MidiSend = Readonly<z.infer<typeof MidiSend>>;

/** What a control of a surface sends: which message is meant. */
export const MidiMatch = z.strictObject({
  /** The name of the port, or a part of it; any port where absent. */
  port: z.string().min(1).max(200).optional(),
  type: z.enum(['note', 'cc', 'program']),
  channel: Channel,
  number: Seven,
});
export type MidiMatch = Readonly<z.infer<typeof MidiMatch>>;
