import { describe, expect, it } from 'vitest';
import { emitter } from '../../conductor/kernel/emitter.ts';
import { latest } from '../../conductor/kernel/latest.ts';
import { withSeldom } from '../../conductor/kernel/log.ts';
import { manualClock } from '../../conductor/kernel/manual-clock.ts';
import { ring } from '../../conductor/kernel/ring.ts';
import { scope } from '../../conductor/kernel/scope.ts';

describe('ring', () => {
  it('keeps the newest values, oldest first', () => {
    const r = ring<number>(3);
    for (const n of [1, 2, 3, 4, 5]) r.push(n);
    expect(r.toArray()).toEqual([3, 4, 5]);
    expect(r.size).toBe(3);
  });
});

describe('latest', () => {
  it('lets the newest win and counts what nobody fetched', () => {
    const cell = latest<string>();
    cell.put('old');
    cell.put('new');
    expect(cell.take()).toBe('new');
    expect(cell.take()).toBeUndefined();
    expect(cell.dropped).toBe(1);
  });

  it('tells a held undefined from nothing', () => {
    const cell = latest<undefined>();
    cell.put(undefined);
    cell.put(undefined);
    expect(cell.dropped).toBe(1);
  });
});

describe('emitter', () => {
  it('tells one function as often as it was added, and not after it left', () => {
    const e = emitter<number>();
    const heard: number[] = [];
    const fn = (n: number) => void heard.push(n);
    const leave = e.on(fn);
    e.on(fn);
    e.emit(1);
    leave();
    leave();
    e.emit(2);
    expect(heard).toEqual([1, 1, 2]);
  });

  it('tells the others though one throws, and lets out what it threw', () => {
    const e = emitter<number>();
    const heard: number[] = [];
    e.on(() => {
      throw new Error('first');
    });
    e.on((n) => void heard.push(n));
    e.on(() => {
      throw new Error('second');
    });
    expect(() => e.emit(1)).toThrow('first');
    expect(heard).toEqual([1]);
  });
});

describe('scope', () => {
  it('stops the newest first, all of them though one throws, and once only', () => {
    const order: string[] = [];
    const errors: unknown[] = [];
    const s = scope((e) => errors.push(e));
    s.add(() => order.push('first'));
    s.add(() => {
      throw new Error('no');
    });
    s.add(() => order.push('last'));
    s.close();
    s.close();
    expect(order).toEqual(['last', 'first']);
    expect(errors).toHaveLength(1);
  });
});

describe('log', () => {
  it('writes a seldom line once a second and says how many it left out', () => {
    const clock = manualClock(0);
    const lines: string[] = [];
    const write = (_where: string, text: string) => void lines.push(text);
    const log = withSeldom(clock, { info: write, warn: write, fail: write });
    for (let i = 0; i < 50; i++) {
      log.seldom('osc', 'malformed');
      clock.advance(30);
    }
    expect(lines).toEqual(['malformed', 'malformed (and 33 more)']);
  });
});
