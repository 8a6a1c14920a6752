import { z } from 'zod';

const Host = z
  .string()
  .min(1)
  .max(253)
  .regex(/^[A-Za-z0-9.:_-]+$/, 'a name or an address of the network');
const Port = z.int().min(1).max(65_535);

/** How a message is dressed for who gets it. plain: OSC as written. */
export const OSC_PROFILES = ['plain', 'qlab', 'companion', 'grandma3'] as const;

/** Something that cues tell things to, or that is asked how it is. */
export const Device = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('osc'),
    host: Host.default('127.0.0.1'),
    port: Port,
    transport: z.enum(['udp', 'tcp']).default('udp').describe('TCP with SLIP, as OSC 1.1 says.'),
    profile: z.enum(OSC_PROFILES).default('plain'),
    passcode: z
      .string()
      .max(64)
      .optional()
      .describe('Of a QLab workspace. Better in the patch of the machine than in a show.'),
  }),
  z.strictObject({
    kind: z.literal('midi'),
    port: z.string().min(1).max(200).describe('The name of the port, or a part of it.'),
  }),
  z.strictObject({
    kind: z.literal('projector'),
    host: Host,
    port: Port.default(4352),
    password: z
      .string()
      .max(32)
      .optional()
      .describe('Of PJLink. Better in the patch of the machine than in a show.'),
  }),
]);
export type Device = Readonly<z.infer<typeof Device>>;
export type DeviceOf<K extends Device['kind']> = Extract<Device, { kind: K }>;
