import type { DeviceOf } from '#contracts/device';
import type { Text } from '#contracts/ids';
import type { RigPart } from '#contracts/status';
import { type DeviceOut, type DeviceParts, partId, type Answer as Told } from './device-out.ts';
import { type Answer, type Ask, type Exchange, exchange, type Failure } from './pjlink/exchange.ts';
import { type ProjectorState, stateOf } from './pjlink/state.ts';
import { ASKING, FAILURES, NOT_SHUT, OVERTAKEN, REFUSALS, stateText } from './pjlink/words.ts';

/** A projector that is well is asked so often. */
const POLL_MS = 5000;
/** One that is not, after so long, and twice as long each time. */
const RETRY_MS = [1000, 2000, 4000, 8000, 15_000];
/** A shutter that was asked for is asked for again so often, then it is left to the operator. */
const TRIES = 8;

const STATUS: readonly Ask[] = [
  { command: 'POWR', argument: '?' },
  { command: 'AVMT', argument: '?' },
  { command: 'ERST', argument: '?' },
];

/** A shutter that somebody wants; told once. */
interface Wish {
  readonly open: boolean;
  told: Told | null;
  tries: number;
  /** Picture alone: for one that does not take picture and sound together. */
  alone: boolean;
}

/** The shutter and the state of one projector by PJLink class 1. */
export const projectorOut = (
  device: DeviceOf<'projector'>,
  { id, timing }: DeviceParts,
): DeviceOut<'projector'> => {
  let wish: Wish | null = null;
  let running: Exchange | null = null;
  let dueMs = Number.NEGATIVE_INFINITY;
  let failures = 0;
  let state: ProjectorState | null = null;
  let trouble: Text | null = null;
  let closed = false;

  const settle = (why: Text | null): void => {
    wish?.told?.(why);
    if (wish) wish.told = null;
  };
  const backOff = (): void => {
    dueMs = timing.nowMs() + (RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? POLL_MS);
    failures++;
  };
  const failed = (why: Text, of: Wish | null): void => {
    trouble = why;
    backOff();
    if (!of || wish !== of) return;
    settle(why);
    if (of.tries >= TRIES) wish = null;
  };
  /** What the answer to a shutter command means for the wish. */
  const shutterSaid = (answer: Answer | undefined, of: Wish): Text | null => {
    if (!answer || !('error' in answer)) return null;
    if (answer.error === 'ERR2' && !of.alone) {
      of.alone = true;
      return NOT_SHUT;
    }
    return REFUSALS[answer.error];
  };
  const well = (of: Wish | null): void => {
    trouble = null;
    failures = 0;
    dueMs = timing.nowMs() + POLL_MS;
    if (!of || wish !== of) return;
    settle(null);
    wish = null;
  };
  const heard = (answers: readonly Answer[], of: Wish | null): void => {
    state = stateOf(answers.slice(of ? 1 : 0));
    const refused = of && shutterSaid(answers[0], of);
    const why = refused || (of && state.shut === of.open ? NOT_SHUT : null);
    if (why) failed(why, of);
    else well(of);
  };
  const run = async (): Promise<void> => {
    const of = wish;
    if (of) of.tries++;
    running = exchange(device, [...(of ? [shutter(of)] : []), ...STATUS], timing);
    const result = await running.done;
    running = null;
    if (closed) return;
    if (typeof result === 'string') failed(FAILURES[result satisfies Failure], of);
    else heard(result, of);
    // A wish that came meanwhile does not wait for the next beat.
    if (wish && wish !== of) void run();
  };

  return {
    kind: 'projector',
    send(act, told) {
      if (act.kind !== 'shutter') return;
      settle(OVERTAKEN);
      wish = { open: act.open, told, tries: 0, alone: false };
      if (!running) void run();
    },
    panic() {},
    beat() {
      if (!running && !closed && timing.nowMs() >= dueMs) void run();
    },
    status: () => statusOf(partId('projector', id), state, trouble),
    close() {
      closed = true;
      running?.stop();
      settle(OVERTAKEN);
    },
  };
};

const shutter = ({ open, alone }: Wish): Ask => ({
  command: 'AVMT',
  argument: `${alone ? 1 : 3}${open ? 0 : 1}`,
});

const statusOf = (part: string, state: ProjectorState | null, trouble: Text | null): RigPart => {
  if (trouble) return { id: part, state: 'warn', text: trouble };
  if (!state) return { id: part, state: 'waiting', text: ASKING };
  const { power, shut, fail, warn } = state;
  const isWell = power === 'on' && fail.length === 0 && warn.length === 0;
  const level = fail.length > 0 ? 'fail' : isWell ? 'ok' : 'warn';
  return { id: part, state: level, text: stateText(power, shut, fail, warn) };
};
