import { YeounError } from '../../kernel/errors.ts';

/** What the store of people refuses, and what would be right. */
export const unknownPerson = (who: string): YeounError =>
  new YeounError(
    'people/unknown',
    who.slice(0, 80),
    'there is nobody of this id or name.',
    '"yeoun people" lists who is kept.',
  );

export const ambiguous = (name: string, ids: readonly string[]): YeounError =>
  new YeounError(
    'people/ambiguous',
    name.slice(0, 80),
    'several people are called so.',
    `Use an id: ${ids.join(', ')}.`,
  );

export const noConsent = (person: string, kind: string): YeounError =>
  new YeounError(
    'people/no-consent',
    person,
    `there is no consent to "${kind}" that holds now, so nothing was kept.`,
    `Ask, then note it: yeoun people consent ${person} ${kind} --for <days>.`,
  );

export const noKey = (where: string): YeounError =>
  new YeounError(
    'people/no-key',
    where,
    'this is sealed and the master key was not given.',
    'Set YEOUN_KEY_FILE or --key-file to the file of the key.',
  );

export const wrongKey = (where: string): YeounError =>
  new YeounError(
    'people/wrong-key',
    where,
    'this is not the master key that people are sealed with here.',
    'Name the right file with YEOUN_KEY_FILE or --key-file. Nothing was changed.',
  );

export const damaged = (where: string): YeounError =>
  new YeounError(
    'people/damaged',
    where,
    'it was changed or is damaged, and does not open.',
    'Restore people.db from a copy, or delete this entry.',
  );

export const badValue = (where: string, what: string, remedy: string): YeounError =>
  new YeounError('people/value', where, what, remedy);

export const unavailable = (why: string): YeounError =>
  new YeounError(
    'people/unavailable',
    'people',
    `the store of people does not answer (${why}).`,
    'See the log; the show goes on without personal models.',
  );
