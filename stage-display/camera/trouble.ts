import type { Text } from '#contracts/ids';
import { WORDS } from './words.ts';

/** Why no picture comes, each with its own sentence on the page and in the console. */
export const TROUBLES = [
  'insecure',
  'denied',
  'noCamera',
  'busy',
  'unplugged',
  'muted',
  'silent',
  'refused',
  'hidden',
  'modelLoading',
  'modelFailed',
] as const;
export type Trouble = (typeof TROUBLES)[number];

/** Troubles that mean it has failed until somebody does something; the others pass by themselves. */
const FAILED: ReadonlySet<Trouble> = new Set(['insecure', 'denied', 'refused', 'modelFailed']);
/** Troubles after which the camera is asked for again by itself. */
const AGAIN: ReadonlySet<Trouble> = new Set(['noCamera', 'busy', 'unplugged', 'refused']);

/** What the console is told of a trouble. */
export const sourceStateOf = (trouble: Trouble): 'failed' | 'waiting' =>
  FAILED.has(trouble) ? 'failed' : 'waiting';
export const triesAgain = (trouble: Trouble): boolean => AGAIN.has(trouble);
export const troubleText = (trouble: Trouble): Text => WORDS[trouble];

const BY_NAME: Readonly<Record<string, Trouble>> = {
  NotAllowedError: 'denied',
  PermissionDeniedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'noCamera',
  DevicesNotFoundError: 'noCamera',
  // The chosen camera is not there: it was pulled out.
  OverconstrainedError: 'unplugged',
  NotReadableError: 'busy',
  TrackStartError: 'busy',
  AbortError: 'busy',
};

/** What an error of getUserMedia means (W3C Media Capture and Streams, 10.3). */
export const troubleOf = (error: unknown): Trouble => {
  const name = typeof error === 'object' && error !== null && 'name' in error ? error.name : '';
  return BY_NAME[String(name)] ?? 'refused';
};
