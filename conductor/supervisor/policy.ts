import {
  type Decision,
  type Order,
  type Phase,
  POLICY,
  type PolicyConfig,
  type PolicyEvent,
  type PolicyState,
  type SignalName,
} from './policy-types.ts';

/*
 * What a supervisor does, decided without time, processes or signals of its own. `decide` is pure:
 * the runner hands it events and carries out what it returns.
 */
export const BEGIN: PolicyState = {
  phase: { is: 'waiting', untilMs: 0 },
  restarts: 0,
  everReady: false,
  quick: [],
  backedOff: 0,
};

const say = (level: 'info' | 'warn' | 'fail', text: string): Order => ({ do: 'say', level, text });

/** Conventional codes of processes ended by a signal (POSIX shells: 128 + number). */
const SIGNAL_CODES: Readonly<Record<string, number>> = {
  SIGHUP: 129,
  SIGINT: 130,
  SIGKILL: 137,
  SIGTERM: 143,
};

const codeOf = (code: number | null, signal: string | null): number =>
  code ?? SIGNAL_CODES[signal ?? ''] ?? 1;

const ended = (state: PolicyState, code: number, ...before: Order[]): Decision => ({
  state: { ...state, phase: { is: 'ended' } },
  orders: [...before, { do: 'end', code }],
});

const spawn = (
  state: PolicyState,
  restarts: number,
  nowMs: number,
  config: PolicyConfig,
): Decision => ({
  state: {
    ...state,
    restarts,
    phase: { is: 'starting', bornMs: nowMs, deadlineMs: nowMs + config.startMs },
  },
  orders: [{ do: 'spawn', restarts }],
});

/** A child is gone and nobody asked for it: at once again, or after a while. */
const died = (
  state: PolicyState,
  bornMs: number,
  how: string,
  nowMs: number,
  config: PolicyConfig,
): Decision => {
  const isQuick = nowMs - bornMs < config.quickMs;
  const quick = isQuick
    ? [...state.quick.filter((at) => nowMs - at < config.quickMs), nowMs].slice(-64)
    : [];
  const crashing = isQuick && (state.backedOff > 0 || quick.length > config.quickDeaths);
  const backedOff = crashing ? state.backedOff + 1 : 0;
  const next = { ...state, quick, backedOff };
  if (!crashing) {
    const { state: born, orders } = spawn(next, state.restarts + 1, nowMs, config);
    return { state: born, orders: [say('warn', `${how}; it is restarted.`), ...orders] };
  }
  const waitMs = Math.min(config.longestBackOffMs, config.backOffMs * 2 ** backedOff);
  return {
    state: { ...next, phase: { is: 'waiting', untilMs: nowMs + waitMs } },
    orders: [
      say(
        'fail',
        `${how}, again and again; it is tried again in ${waitMs / 1000} s. The lines above say why.`,
      ),
    ],
  };
};

const described = (code: number | null, signal: string | null): string =>
  signal ? `the conductor was ended by ${signal}` : `the conductor ended with code ${code}`;

const exited = (
  state: PolicyState,
  code: number | null,
  signal: string | null,
  nowMs: number,
  config: PolicyConfig,
): Decision => {
  const { phase } = state;
  if (phase.is === 'ended' || phase.is === 'waiting') return { state, orders: [] };
  if (phase.is === 'stopping') return ended(state, codeOf(code, signal));
  if (code === 0) return ended(state, 0);
  // A bad show, a port in use, a wrong flag: it will not get better by itself.
  if (!state.everReady && (code === 1 || code === 2)) return ended(state, code);
  const how =
    phase.is === 'killing' ? 'the conductor did not answer and was ended' : described(code, signal);
  return died(state, phase.bornMs, how, nowMs, config);
};

const signalled = (
  state: PolicyState,
  signal: SignalName,
  nowMs: number,
  config: PolicyConfig,
): Decision => {
  const { phase } = state;
  if (phase.is === 'ended') return { state, orders: [] };
  if (phase.is === 'waiting') return ended(state, codeOf(null, signal));
  // Ctrl-C reaches the whole group, and launchers pass it on again: another signal changes nothing.
  if (phase.is === 'stopping') return { state, orders: [] };
  return {
    state: { ...state, phase: { is: 'stopping', killAtMs: nowMs + config.stopMs } },
    orders: [{ do: 'kill', signal }],
  };
};

const kill = (state: PolicyState, bornMs: number, text: string): Decision => ({
  state: { ...state, phase: { is: 'killing', bornMs } },
  orders: [say('fail', text), { do: 'kill', signal: 'SIGKILL' }],
});

const woken = (
  state: PolicyState,
  dueMs: number,
  nowMs: number,
  config: PolicyConfig,
): Decision => {
  const { phase } = state;
  const unfair = nowMs - dueMs > config.lateMs;
  if (phase.is === 'ready' && nowMs >= phase.beatMs + config.hungMs) {
    if (unfair) return { state: { ...state, phase: { ...phase, beatMs: nowMs } }, orders: [] };
    const text = `the conductor has been silent for ${(nowMs - phase.beatMs) / 1000} s; it is ended.`;
    return kill(state, phase.bornMs, text);
  }
  if (phase.is === 'starting' && nowMs >= phase.deadlineMs) {
    if (unfair) {
      const deadlineMs = nowMs + config.startMs;
      return { state: { ...state, phase: { ...phase, deadlineMs } }, orders: [] };
    }
    return kill(state, phase.bornMs, 'the conductor did not get ready in time; it is ended.');
  }
  if (phase.is === 'waiting' && nowMs >= phase.untilMs)
    return spawn(state, state.restarts + 1, nowMs, config);
  if (phase.is === 'stopping' && nowMs >= phase.killAtMs) {
    const again = { ...phase, killAtMs: nowMs + config.stopMs };
    return {
      state: { ...state, phase: again },
      orders: [
        say('warn', 'the conductor did not stop in time; it is ended.'),
        { do: 'kill', signal: 'SIGKILL' },
      ],
    };
  }
  return { state, orders: [] };
};

/** When to wake the policy next, or null: it waits for an event. */
export const wakeAtMs = (state: PolicyState, config: PolicyConfig = POLICY): number | null => {
  const { phase } = state;
  switch (phase.is) {
    case 'starting':
      return phase.deadlineMs;
    case 'ready':
      return phase.beatMs + config.hungMs;
    case 'waiting':
      return phase.untilMs;
    case 'stopping':
      return phase.killAtMs;
    default:
      return null;
  }
};

const heard = (state: PolicyState, ready: boolean, nowMs: number): Decision => {
  const { phase } = state;
  if (phase.is === 'starting' && ready) {
    const next: Phase = { is: 'ready', bornMs: phase.bornMs, beatMs: nowMs };
    const orders = state.restarts > 0 ? [say('info', 'the conductor is back.')] : [];
    return { state: { ...state, everReady: true, phase: next }, orders };
  }
  if (phase.is === 'ready')
    return { state: { ...state, phase: { ...phase, beatMs: nowMs } }, orders: [] };
  return { state, orders: [] };
};

/** One event in, the next state and what to do out. */
export const decide = (
  state: PolicyState,
  event: PolicyEvent,
  nowMs: number,
  config: PolicyConfig = POLICY,
): Decision => {
  switch (event.on) {
    case 'begin':
      return spawn(state, 0, nowMs, config);
    case 'ready':
    case 'beat':
      return heard(state, event.on === 'ready', nowMs);
    case 'exit':
      return exited(state, event.code, event.signal, nowMs, config);
    case 'signal':
      return signalled(state, event.signal, nowMs, config);
    case 'wake':
      return woken(state, event.dueMs, nowMs, config);
  }
};
