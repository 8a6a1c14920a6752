import { sentence, YeounError } from '#contracts/errors';

/** Ways in which a film does not come to be, as people read them. No word of a memory is in any. */
export const cancelled = (): YeounError =>
  new YeounError('film/cancelled', 'film', 'It was cancelled.', 'Ask for it again.');

export const isCancelled = (error: unknown): boolean =>
  error instanceof YeounError && error.code === 'film/cancelled';

export const noStage = (why: string): YeounError =>
  new YeounError(
    'film/no-stage',
    'keepsake page',
    `It does not open: ${why}`,
    'Build the pages with npm run build.',
  );

export const browserGone = (error: unknown): YeounError =>
  new YeounError(
    'film/browser-gone',
    'browser',
    `It ended while a film was made: ${sentence(error).split('\n')[0]}`,
    'Ask for the film again: a keepsake goes on where it stood.',
  );

export const noEncoder = (): YeounError =>
  new YeounError(
    'film/no-encoder',
    'browser',
    'It encodes neither H.264 nor VP9 at this size.',
    'Install Chrome or Chromium, or name its program in YEOUN_CHROME.',
  );

export const noPainter = (reason: string): YeounError =>
  new YeounError(
    'film/engine',
    'engine',
    `It does not paint. ${reason}`,
    'yeoun doctor says whether the engine is whole.',
  );

export const processGone = (why: string): YeounError =>
  new YeounError(
    'film/process-gone',
    'film process',
    `It ended while a film was made: ${why}.`,
    'Ask for the film again: a keepsake goes on where it stood.',
  );
