import { z } from 'zod';
import { Id, Text } from '#contracts/ids';

/** The version of the form of an exported show; newer ones are refused. */
export const PACK_FORMAT = 1;
export const MANIFEST = 'manifest.json';
/** What the file of an exported show is called. */
export const PACK_ENDING = '.yeoun';

export const MOST_FILES = 10_000;
export const MOST_BYTES = 2 ** 31;

/** What is in an exported show: every file with its length and its SHA-256. */
export const Manifest = z.object({
  format: z.literal(PACK_FORMAT),
  software: z.string().max(200),
  show: z.object({ id: Id, title: Text, format: z.int().min(1) }),
  files: z
    .array(
      z.object({
        path: z.string().min(1).max(1_000),
        bytes: z.int().min(0).max(MOST_BYTES),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .max(MOST_FILES),
});
export type Manifest = Readonly<z.infer<typeof Manifest>>;

/** Names that Windows keeps for itself. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A name inside a folder, and nowhere else, on every system: steps divided by `/`, none of them empty, `.`, `..`,
 * hidden, reserved, or with signs that mean something to a file system.
 */
export const isInside = (name: string): boolean =>
  name.length <= 1_000 &&
  name.split('/').every(
    (step) =>
      step !== '' &&
      !step.startsWith('.') &&
      !/[. ]$/.test(step) &&
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused.
      !/[\u0000-\u001f\u007f<>:"|?*\\]/.test(step) &&
      !RESERVED.test(step) &&
      step.length <= 200,
  ) &&
  name !== '__proto__';
