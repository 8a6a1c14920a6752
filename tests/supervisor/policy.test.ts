import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BEGIN, decide, wakeAtMs } from '../../conductor/supervisor/policy.ts';
import {
  type Order,
  POLICY,
  type PolicyEvent,
  type PolicyState,
} from '../../conductor/supervisor/policy-types.ts';

const T0 = 1_000_000;
const exit = (code: number | null, signal: string | null = null): PolicyEvent => ({
  on: 'exit',
  code,
  signal,
});
const killed = exit(null, 'SIGKILL');
const signal: PolicyEvent = { on: 'signal', signal: 'SIGTERM' };

/** A policy that is told events at times (seconds after T0) and remembers its orders. */
const told = (...events: [number, PolicyEvent][]) => {
  let state: PolicyState = BEGIN;
  const orders: Order[][] = [];
  for (const [s, event] of [[0, { on: 'begin' }] as [number, PolicyEvent], ...events]) {
    const decision = decide(state, event, T0 + s * 1000);
    state = decision.state;
    orders.push(decision.orders.filter((o) => o.do !== 'say'));
  }
  return { state, orders, last: orders.at(-1) };
};
const wake = (s: number, dueS = s): [number, PolicyEvent] => [
  s,
  { on: 'wake', dueMs: T0 + dueS * 1000 },
];
const ready: [number, PolicyEvent] = [1, { on: 'ready' }];

describe('a child that dies', () => {
  it('is restarted at once, and told so', () => {
    const { last, state } = told(ready, [5, killed]);
    expect(last).toEqual([{ do: 'spawn', restarts: 1 }]);
    expect(state.phase.is).toBe('starting');
  });

  it.each([1, 2])('before it was ever ready with code %d: passed on, no restart', (code) => {
    expect(told([0.5, exit(code)]).last).toEqual([{ do: 'end', code }]);
  });

  it('before it was ready by a signal or another code: restarted', () => {
    expect(told([0.5, killed]).last).toEqual([{ do: 'spawn', restarts: 1 }]);
    expect(told([0.5, exit(134)]).last).toEqual([{ do: 'spawn', restarts: 1 }]);
  });

  it('with code 1 once a show has run: restarted, the show goes on', () => {
    expect(told(ready, [5, killed], [5.5, exit(1)]).last).toEqual([{ do: 'spawn', restarts: 2 }]);
  });

  it('of its own will with code 0: the end', () => {
    expect(told(ready, [5, exit(0)]).last).toEqual([{ do: 'end', code: 0 }]);
  });
});

describe('a child that hangs', () => {
  it('is ended after 1.5 s of silence, then restarted', () => {
    const silent = told(ready, [2, { on: 'beat' }], wake(3.5));
    expect(silent.last).toEqual([{ do: 'kill', signal: 'SIGKILL' }]);
    expect(told(ready, [2, { on: 'beat' }], wake(3.5), [3.6, killed]).last).toEqual([
      { do: 'spawn', restarts: 1 },
    ]);
  });

  it('is not ended while it beats, nor before it was ready', () => {
    const beats = Array.from({ length: 40 }, (_, i): [number, PolicyEvent] => [
      1.25 + i * 0.25,
      { on: 'beat' },
    ]);
    expect(told(ready, ...beats, wake(12)).last).toEqual([]);
    expect(told(wake(20)).last).toEqual([]);
  });

  it('is ended where it never gets ready', () => {
    expect(told(wake(30)).last).toEqual([{ do: 'kill', signal: 'SIGKILL' }]);
  });

  it('is not blamed where the supervisor itself was stopped', () => {
    const { last, state } = told(ready, wake(600, 2.5));
    expect(last).toEqual([]);
    expect(wakeAtMs(state)).toBe(T0 + 601_500);
    expect(told(wake(600, 30)).last).toEqual([]);
  });
});

describe('a crash loop', () => {
  const deaths = (n: number, everyS: number) =>
    Array.from({ length: n }, (_, i): [number, PolicyEvent][] => [
      [1 + i * everyS, { on: 'ready' }],
      [1 + (i + 0.5) * everyS, killed],
    ]).flat();

  it('five quick deaths are restarted at once, the sixth waits 1 s', () => {
    expect(told(...deaths(5, 1)).last).toEqual([{ do: 'spawn', restarts: 5 }]);
    const { last, state } = told(...deaths(6, 1));
    expect(last).toEqual([]);
    expect(state.phase).toEqual({ is: 'waiting', untilMs: T0 + 6500 + 1000 });
  });

  it('deaths that are far apart never wait', () => {
    expect(told(...deaths(20, 8)).last).toEqual([{ do: 'spawn', restarts: 20 }]);
  });

  it('waits twice as long each time, 30 s at most, and goes on trying for ever', () => {
    let state: PolicyState = BEGIN;
    let now = T0;
    const waits: number[] = [];
    const hear = (event: PolicyEvent): void => {
      state = decide(state, event, now).state;
    };
    hear({ on: 'begin' });
    for (let i = 0; i < 40; i++) {
      now += 100;
      hear(killed);
      const until = wakeAtMs(state) ?? 0;
      if (state.phase.is === 'waiting') {
        waits.push(until - now);
        now = until;
        hear({ on: 'wake', dueMs: until });
      }
      expect(state.phase.is).toBe('starting');
    }
    expect(waits.slice(0, 7)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    expect(waits).toHaveLength(35);
    expect(state.restarts).toBe(40);
    expect(state.quick.length).toBeLessThanOrEqual(64);
  });

  it('is forgiven after a long life, and says so while it lasts', () => {
    const loop = told(...deaths(6, 1));
    const again = decide(loop.state, { on: 'wake', dueMs: T0 + 7500 }, T0 + 7500);
    const alive = decide(again.state, { on: 'ready' }, T0 + 8000);
    const late = decide(alive.state, killed, T0 + 60_000);
    expect(late.state.phase.is).toBe('starting');
    expect(late.state.quick).toEqual([]);
    const sixth = decide(told(...deaths(5, 1)).state, killed, T0 + 6500);
    expect(sixth.orders).toContainEqual(
      expect.objectContaining({ do: 'say', level: 'fail', text: expect.stringMatching(/in 1 s/) }),
    );
  });
});

describe('a stop', () => {
  it('is passed on; the exit code of the child is the end', () => {
    const { orders, state } = told(ready, [5, signal], [5.2, exit(0)]);
    expect(orders.slice(-2)).toEqual([
      [{ do: 'kill', signal: 'SIGTERM' }],
      [{ do: 'end', code: 0 }],
    ]);
    expect(wakeAtMs(state)).toBeNull();
  });

  it('becomes SIGKILL after 2 s, and a second signal changes nothing', () => {
    const { orders } = told(ready, [5, signal], [5.5, signal], wake(7), [7.1, killed]);
    expect(orders.slice(-3)).toEqual([
      [],
      [{ do: 'kill', signal: 'SIGKILL' }],
      [{ do: 'end', code: 137 }],
    ]);
  });

  it('while it waits to restart is the end at once', () => {
    const loop = Array.from({ length: 6 }, (_, i): [number, PolicyEvent] => [i + 1, killed]);
    expect(told(...loop, [6.5, signal]).last).toEqual([{ do: 'end', code: 143 }]);
  });
});

it('whatever happens: one child at a time, none after the end, and always something to wait for', () => {
  const events = fc.oneof(
    fc.constant<PolicyEvent>({ on: 'ready' }),
    fc.constant<PolicyEvent>({ on: 'beat' }),
    fc.constant<PolicyEvent>(signal),
    fc.constantFrom<PolicyEvent>(killed, exit(0), exit(1), exit(3)),
    fc.constant('wake' as const),
  );
  fc.assert(
    fc.property(
      fc.array(fc.tuple(events, fc.integer({ min: 0, max: 40_000 })), { maxLength: 60 }),
      (story) => {
        let state: PolicyState = BEGIN;
        let now = T0;
        let children = 0;
        let over = false;
        const hear = (event: PolicyEvent): void => {
          if (event.on === 'exit') children = 0;
          const decision = decide(state, event, now);
          state = decision.state;
          for (const order of decision.orders) {
            expect(over).toBe(false);
            if (order.do === 'spawn') children++;
            if (order.do === 'end') over = true;
            expect(children).toBeLessThanOrEqual(1);
          }
          if (!over) expect(wakeAtMs(state) !== null || state.phase.is === 'killing').toBe(true);
          if (over) expect(children).toBe(0);
        };
        hear({ on: 'begin' });
        for (const [event, ms] of story) {
          now += ms;
          const due = wakeAtMs(state);
          if (event === 'wake') {
            if (due === null) continue;
            now = Math.max(now, due);
            hear({ on: 'wake', dueMs: due });
          } else if (event.on !== 'exit' || children > 0) hear(event);
        }
      },
    ),
  );
  expect(POLICY.quickDeaths).toBe(5);
});
