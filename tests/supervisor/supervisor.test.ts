import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../conductor/kernel/clock.ts';
import { silentLog } from '../../conductor/kernel/log.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { BEAT_MS, heartbeat, restartsOf, type SupervisorLink } from '../../conductor/supervised.ts';
import { type ChildEvents, forkChild, type Spawn } from '../../conductor/supervisor/child.ts';
import type { ChildMessage } from '../../conductor/supervisor/messages.ts';
import type { SignalName } from '../../conductor/supervisor/policy-types.ts';
import { supervise } from '../../conductor/supervisor.ts';
import { manualClock } from '../support/fake-clock.ts';

const raise = (error: unknown): never => {
  throw error;
};

/** A supervisor on a manual clock with children that are only pretended. */
const stageOf = () => {
  const clock = manualClock();
  const children: { restarts: number; events: ChildEvents; kills: string[] }[] = [];
  const spawnFake: Spawn = ({ restarts }, events) => {
    const kills: string[] = [];
    children.push({ restarts, events, kills });
    return { pid: 0, kill: (signal) => void kills.push(signal) };
  };
  let send: (signal: SignalName) => void = () => {};
  let listening = false;
  const ended = supervise({
    script: 'x',
    args: [],
    scheduler: scheduler(clock, raise),
    log: silentLog,
    spawn: spawnFake,
    signals: (fn) => {
      send = fn;
      listening = true;
      return () => {
        listening = false;
      };
    },
  });
  return { clock, children, ended, signal: (s: SignalName) => send(s), hears: () => listening };
};

describe('supervise', () => {
  it('restarts a dead child and passes signals on to the new one', async () => {
    const { clock, children, ended, signal, hears } = stageOf();
    children[0]!.events.message({ t: 'ready' });
    children[0]!.events.exit(null, 'SIGKILL');
    expect(children.map((c) => c.restarts)).toEqual([0, 1]);
    children[1]!.events.message({ t: 'ready' });
    signal('SIGINT');
    expect(children.map((c) => c.kills)).toEqual([[], ['SIGINT']]);
    clock.advance(2_000);
    expect(children[1]!.kills).toEqual(['SIGINT', 'SIGKILL']);
    children[1]!.events.exit(null, 'SIGKILL');
    expect(await ended).toBe(137);
    expect(hears()).toBe(false);
    expect(clock.pending).toBe(0);
  });

  it('ends and restarts a child that stops beating; late words of the dead are not heard', () => {
    const { clock, children } = stageOf();
    children[0]!.events.message({ t: 'ready' });
    for (let i = 0; i < 8; i++) {
      clock.advance(250);
      children[0]!.events.message({ t: 'beat' });
    }
    clock.advance(1_499);
    expect(children[0]!.kills).toEqual([]);
    clock.advance(1);
    expect(children[0]!.kills).toEqual(['SIGKILL']);
    children[0]!.events.exit(null, 'SIGKILL');
    children[0]!.events.message({ t: 'ready' });
    clock.advance(5_000);
    expect(children[1]!.kills).toEqual([]);
  });
});

describe('heartbeat', () => {
  const linkOf = () => {
    const sent: ChildMessage[] = [];
    let taken: (error: Error | null) => void = () => {};
    let alone: (() => void) | null = null;
    const link: SupervisorLink = {
      connected: true,
      send: (message, done) => {
        sent.push(message);
        taken = done;
      },
      on: (_, fn) => {
        alone = fn;
      },
      off: () => {
        alone = null;
      },
    };
    return { link, sent, take: () => taken(null), leave: () => alone?.(), hears: () => alone };
  };

  it('says ready once and beats four times a second', () => {
    const clock = manualClock();
    const { link, sent, take } = linkOf();
    const heart = heartbeat(scheduler(clock, raise), () => {}, link);
    heart.ready();
    take();
    for (let i = 0; i < 8; i++) {
      clock.advance(BEAT_MS);
      take();
    }
    expect(sent).toEqual([{ t: 'ready' }, ...Array(8).fill({ t: 'beat' })]);
    heart.close();
    heart.close();
    clock.advance(5_000);
    expect(sent).toHaveLength(9);
    expect(clock.pending).toBe(0);
  });

  it('piles nothing up while nobody takes the beats', () => {
    const clock = manualClock();
    const { link, sent, take } = linkOf();
    heartbeat(scheduler(clock, raise), () => {}, link);
    clock.advance(60_000);
    expect(sent).toHaveLength(1);
    take();
    clock.advance(BEAT_MS);
    expect(sent).toHaveLength(2);
  });

  it('tells once that the supervisor is gone, and is quiet without one', () => {
    const clock = manualClock();
    const { link, leave } = linkOf();
    let alone = 0;
    heartbeat(scheduler(clock, raise), () => alone++, link);
    leave();
    leave();
    expect(alone).toBe(1);
    expect(clock.pending).toBe(0);
    heartbeat(scheduler(clock, raise), () => alone++, { on() {}, off() {} }).ready();
    expect(clock.pending).toBe(0);
  });

  it('tells of a supervisor that went before anybody listened, but not after a close', () => {
    const clock = manualClock();
    const { link } = linkOf();
    let alone = 0;
    const dead = { ...link, connected: false };
    heartbeat(scheduler(clock, raise), () => alone++, dead);
    expect(alone).toBe(0);
    clock.advance(1);
    expect(alone).toBe(1);
    heartbeat(scheduler(clock, raise), () => alone++, dead).close();
    clock.advance(1_000);
    expect(alone).toBe(1);
  });

  it('reads the number of restarts', () => {
    expect(restartsOf({ YEOUN_RESTARTS: '3' })).toBe(3);
    for (const odd of ['', '-1', 'x', '1.5']) expect(restartsOf({ YEOUN_RESTARTS: odd })).toBe(0);
    expect(restartsOf({})).toBe(0);
  });
});

const CHILD = new URL('./children/obedient.mjs', import.meta.url).pathname;
const LAUNCHER = new URL('./children/launcher.mjs', import.meta.url).pathname;

/** Supervises real children in this process, with signals that the test sends. */
const real = (args: string[], onReady: (pid: number, restarts: number) => void) => {
  let send: (signal: SignalName) => void = () => {};
  const ended = supervise({
    script: CHILD,
    args,
    scheduler: scheduler(systemClock(), raise),
    log: silentLog,
    spawn: (what, events) => {
      const child = forkChild(what, {
        ...events,
        message(message) {
          events.message(message);
          if (message.t === 'ready') onReady(child.pid ?? 0, what.restarts);
        },
      });
      return child;
    },
    signals: (fn) => {
      send = fn;
      return () => {};
    },
  });
  return { ended, signal: (s: SignalName) => send(s) };
};
const gone = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
};

describe('real processes', () => {
  it('a killed child comes back knowing that it was restarted, and stops when asked', async () => {
    const lives: [number, number][] = [];
    const { ended, signal } = real(['live'], (pid, n) => {
      lives.push([pid, n]);
      if (n < 2) process.kill(pid, 'SIGKILL');
      else signal('SIGTERM');
    });
    expect(await ended).toBe(0);
    expect(lives.map(([, n]) => n)).toEqual([0, 1, 2]);
    for (const [pid] of lives) expect(gone(pid)).toBe(true);
  });

  it('a hung child is ended and comes back', async () => {
    const restarts: number[] = [];
    const { ended, signal } = real(['hang-once'], (_, n) => {
      restarts.push(n);
      if (n === 1) signal('SIGTERM');
    });
    expect(await ended).toBe(0);
    expect(restarts).toEqual([0, 1]);
  });

  it.each(['1', '2'])(
    'a child that refuses to start with %s ends the supervisor with it',
    async (code) => {
      const { ended } = real(['refuse', code], () => {});
      expect(await ended).toBe(Number(code));
    },
  );

  it('a child that does not stop is ended', async () => {
    const { ended, signal } = real(['stubborn'], () => signal('SIGTERM'));
    expect(await ended).toBe(137);
  });

  it('a child whose supervisor is killed ends itself', async () => {
    const launcher: ChildProcess = spawn(process.execPath, [LAUNCHER, CHILD], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: launcher.stdout! });
    const [line] = (await once(lines, 'line')) as [string];
    launcher.kill('SIGKILL');
    // The pipe closes when its last holder, the child, is gone.
    await once(lines, 'close');
    expect(line).toMatch(/^ready \d+/);
  });
});
