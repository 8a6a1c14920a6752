import { readFile } from 'node:fs/promises';
import type { Course } from '#contracts/remembrance';
import { instrumentsFile } from '../../music/render/instruments.ts';
import { renderScore } from '../../music/render/render.ts';
import { scoreOf } from '../../music/score/score-of.ts';
import { themeOf } from '../../music/theme/theme.ts';
import { feltAt } from './curve.ts';
import type { FilmJob, FilmSound } from './job.ts';
import { type FilmSpan, recallAt } from './span.ts';

const RATE_HZ = 48_000;
const INSTRUMENTS = ['piano', 'strings', 'cello'] as const;

/** The music that answers the feeling of a film, with its own beginning and end. The same film, the same music. */
export const answeringSound = async (
  job: FilmJob,
  span: FilmSpan,
  course: Course,
  seed: number,
): Promise<FilmSound> => {
  const score = scoreOf({
    seed,
    instruments: job.show.music?.instruments ?? INSTRUMENTS,
    seconds: span.seconds,
    feeling: (s) => feltAt(course, recallAt(span, s)),
    theme: job.given.theme.length > 0 ? themeOf(job.given.theme) : null,
  });
  const soundfont = new Uint8Array(await readFile(instrumentsFile()));
  const sounded = await renderScore(score, { rateHz: RATE_HZ, soundfont });
  if (!sounded) return { kind: 'none' };
  const data = new Float32Array(sounded.left.length + sounded.right.length);
  data.set(sounded.left);
  data.set(sounded.right, sounded.left.length);
  return { kind: 'samples', name: 'answer', data, channels: 2, rateHz: RATE_HZ, isDry: true };
};
