import { readdir } from 'node:fs/promises';
import { z } from 'zod';
import { sentence, YeounError } from '#contracts/errors';
import { Id } from '#contracts/ids';
import { TAKE_FILE } from '../../recording/format.ts';
import type { Adapter } from '../../source.ts';
import { isE4, openE4 } from './e4.ts';
import type { Report } from './e4-file.ts';
import { play } from './player.ts';
import { openTake } from './take.ts';
import type { Tape } from './tape.ts';

export const ReplayOptions = z.strictObject({
  path: z.string({ error: 'a folder is needed' }).min(1, 'a folder is needed'),
  speed: z.coerce.number().min(0.1).max(10).default(1),
  loop: z
    .enum(['true', 'false'])
    .default('false')
    .transform((v) => v === 'true'),
  /** Who it counts as; the recorded body (or `dancer`) where absent. */
  body: Id.optional(),
  id: Id.optional(),
  from: z.coerce.number().min(0).default(0),
});
export type ReplayOptions = z.infer<typeof ReplayOptions>;

/** Plays a recording: an Empatica E4 session folder, or a take of our own. */
export const replay: Adapter<ReplayOptions> = {
  kind: 'replay',
  title: { en: 'Recording', ko: '녹화' },
  help: '<folder of an Empatica E4 session or of a take> speed=<0.1..10> loop=<true|false> body=<name> id=<name> from=<seconds>',
  options: ReplayOptions,
  async open(options, context) {
    const tape = await openTape(options, context.refuse);
    return play(tape, options, context);
  },
};

/** Finds out what kind of recording a folder is and opens it. Throws YeounError. */
export const openTape = async (
  options: Pick<ReplayOptions, 'path' | 'body' | 'id'>,
  report: Report,
): Promise<Tape> => {
  const names = await readdir(options.path).catch((error: unknown) => {
    throw new YeounError(
      'replay/no-folder',
      options.path,
      `is no folder that can be read (${sentence(error)}).`,
      'Give the folder of a recording.',
    );
  });
  if (names.includes(TAKE_FILE)) return openTake(options.path, options);
  if (isE4(names)) return openE4(options.path, names, options, report);
  throw new YeounError(
    'replay/unknown-folder',
    options.path,
    'is no recording that yeoun knows.',
    `A take holds ${TAKE_FILE}; an Empatica E4 session holds BVP.csv, EDA.csv, ACC.csv and others.`,
  );
};
