import { z } from 'zod';
import { YeounError } from '#contracts/errors';
import { Id } from '#contracts/ids';
import type { OpenTakeFiles } from '../../recording/files.ts';
import type { Adapter } from '../../source.ts';
import type { Report } from './e4-file.ts';
import type { OpenAs } from './format.ts';
import { FORMATS } from './formats.ts';
import { play } from './player.ts';
import { probe } from './probe.ts';
import type { Tape } from './tape.ts';

export const ReplayOptions = z.strictObject({
  path: z.string({ error: 'a folder is needed' }).min(1, 'a folder is needed'),
  speed: z.coerce.number().min(0.1).max(20).default(1),
  loop: z
    .enum(['true', 'false'])
    .default('false')
    .transform((v) => v === 'true'),
  /** Who it counts as; the recorded body (or `dancer`) where absent. */
  body: Id.optional(),
  id: Id.optional(),
  /** A description of a CSV file, where it does not lie beside it. */
  layout: z.string().min(1).optional(),
  from: z.coerce.number().min(0).default(0),
});
export type ReplayOptions = z.infer<typeof ReplayOptions>;

/** Plays a recording of any known format. */
export const replay: Adapter<ReplayOptions> = {
  kind: 'replay',
  title: { en: 'Recording', ko: '녹화' },
  help: `<file or folder> speed=<0.1..20> loop=<true|false> body=<name> id=<name> from=<seconds> layout=<file>\nText files may be gzipped. Formats: ${FORMATS.map((f) => f.help).join('; ')}`,
  options: ReplayOptions,
  async open(options, context) {
    const tape = await openTape(options, context.refuse, context.takeFiles);
    return play(tape, options, context);
  },
};

/** Finds out what kind of recording lies at a path and opens it. Throws YeounError. */
export const openTape = async (
  options: OpenAs & { readonly path: string },
  report: Report,
  takeFiles?: OpenTakeFiles,
): Promise<Tape> => {
  const found = await probe(options.path);
  for (const format of FORMATS)
    if (await format.detect(found, options)) return format.open(found, options, report, takeFiles);
  throw new YeounError(
    'replay/unknown-folder',
    options.path,
    'is no recording that yeoun knows.',
    `Formats: ${FORMATS.map((f) => f.help).join('; ')}.`,
  );
};
