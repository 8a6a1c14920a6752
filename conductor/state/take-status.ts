import type { TakeStatus } from '#contracts/status';
import type { Recorder } from './recorder.ts';

/** While nothing was recorded yet. */
export const NO_TAKE: TakeStatus = {
  state: 'off',
  id: null,
  sinceMs: null,
  marks: 0,
  consent: 'none',
  raw: true,
  encrypted: false,
};

/** What the console is told of a take. */
export const statusOf = (recorder: Recorder, state: 'recording' | 'off'): TakeStatus => {
  const { id, startMs, marks, consent, raw, encrypted } = recorder.head();
  const isFailed = recorder.status().state === 'failed';
  return {
    state: isFailed ? 'failed' : state,
    id,
    sinceMs: startMs,
    marks,
    consent,
    raw,
    encrypted,
  };
};
