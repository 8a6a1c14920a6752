import { z } from 'zod';

/** What a conductor tells its supervisor over the IPC channel. */
export const ChildMessage = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('ready') }),
  z.strictObject({ t: z.literal('beat') }),
]);
export type ChildMessage = z.infer<typeof ChildMessage>;

/** How often a conductor has been restarted, told to it in its environment. */
export const RESTARTS_ENV = 'YEOUN_RESTARTS';
