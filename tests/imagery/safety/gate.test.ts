import { describe, expect, it } from 'vitest';
import type { Lamp } from '#contracts/status';
import { openSafety, PATIENCE_MS, type Verdict } from '../../../conductor/imagery/safety/gate.ts';
import type { FromSafety, ToSafety } from '../../../conductor/imagery/safety/protocol.ts';
import type { Scores } from '../../../conductor/imagery/safety/scores.ts';
import { manualClock } from '../../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../../conductor/kernel/scheduler.ts';
import { fakeThreads, fileOf, T0 } from '../support.ts';

const GOOD: Scores = { drawing: 0.1, hentai: 0, neutral: 0.9, porn: 0, sexy: 0 };
const BAD: Scores = { drawing: 0, hentai: 0, neutral: 0.2, porn: 0.8, sexy: 0 };

const gate = () => {
  const clock = manualClock(T0);
  const timing = scheduler(clock, (error) => {
    throw error;
  });
  const { all, start } = fakeThreads<ToSafety, FromSafety>();
  const lamps: (Lamp | null)[] = [];
  const safety = openSafety({
    start,
    timing,
    modelsDir: 'nowhere',
    lamp: (lamp) => lamps.push(lamp),
  });
  const said: Verdict[] = [];
  return {
    safety,
    clock,
    threads: all,
    said,
    lamp: () => lamps.at(-1) ?? null,
    look: () => safety.look(fileOf(256), (verdict) => said.push(verdict)),
    /** The newest thread answers the newest question. */
    answer(scores: Scores | null) {
      const thread = all.at(-1);
      const asked = thread?.heard.findLast((m) => m.t === 'look');
      if (asked?.t === 'look') thread?.say.message({ t: 'looked', id: asked.id, scores });
    },
    ready: () => all.at(-1)?.say.message({ t: 'ready' }),
  };
};

const opened = () => {
  const g = gate();
  g.safety.open();
  g.ready();
  return g;
};

describe('the safety gate', () => {
  it('says nothing of itself and starts nothing before it is needed', () => {
    const g = gate();
    expect(g.threads).toHaveLength(0);
    expect(g.safety.status()).toBeNull();
  });

  it('lets pass what is fit, holds back what is not, and says so for half a minute', () => {
    const g = opened();
    g.look();
    g.clock.advance(40);
    g.answer(GOOD);
    expect(g.said).toEqual(['fit']);
    expect(g.lamp()).toBeNull();
    g.look();
    g.answer(BAD);
    expect(g.said).toEqual(['fit', 'unfit']);
    expect(g.lamp()).toMatchObject({ part: 'safety', level: 'warn' });
    expect(g.lamp()?.text.ko).toContain('안전 관문');
    expect(g.safety.status()).toMatchObject({ state: 'ready', looked: 2, refused: 1, unseen: 0 });
    expect(g.safety.status()?.p95Ms).toBe(40);
    g.clock.advance(29_000);
    expect(g.lamp()).not.toBeNull();
    g.clock.advance(2000);
    expect(g.lamp()).toBeNull();
  });

  it('knows nothing of a picture before it has loaded', () => {
    const g = gate();
    g.look();
    expect(g.said).toEqual(['unknown']);
    expect(g.safety.status()).toMatchObject({ state: 'opening', unseen: 1 });
    g.ready();
    g.look();
    g.answer(GOOD);
    expect(g.said).toEqual(['unknown', 'fit']);
  });

  it('one that hangs: the picture is unknown within a second, a lamp, and a new thread after a rest', () => {
    const g = opened();
    g.look();
    g.clock.advance(PATIENCE_MS + 1);
    expect(g.said).toEqual(['unknown']);
    expect(g.threads[0]?.ended).toBe(true);
    expect(g.lamp()).toMatchObject({ level: 'fail' });
    expect(g.lamp()?.text.en).toContain('does not answer');
    expect(g.safety.status()?.state).toBe('blind');
    g.answer(GOOD);
    expect(g.said).toEqual(['unknown']);
    g.look();
    expect(g.said).toEqual(['unknown', 'unknown']);
    expect(g.threads).toHaveLength(1);
    g.clock.advance(1000);
    g.look();
    expect(g.threads).toHaveLength(2);
    expect(g.lamp()).toMatchObject({ level: 'fail' });
    g.ready();
    expect(g.lamp()).toBeNull();
    g.look();
    g.answer(GOOD);
    expect(g.said.at(-1)).toBe('fit');
  });

  it('one whose weights are wrong rests longer from time to time, and says why', () => {
    const g = gate();
    g.safety.open();
    const starts: number[] = [];
    for (let s = 0; s < 200; s++) {
      if (g.threads.length > starts.length) {
        starts.push(s);
        g.threads.at(-1)?.say.message({ t: 'refused', reason: 'safety.onnx: it is cut short.' });
      }
      g.clock.advance(1000);
      g.look();
    }
    expect(g.said.every((verdict) => verdict === 'unknown')).toBe(true);
    expect(g.lamp()?.text.en).toContain('safety.onnx: it is cut short.');
    const rests = starts.slice(1).map((s, i) => s - (starts[i] ?? 0));
    expect(rests.slice(0, 6)).toEqual([1, 2, 4, 8, 16, 32]);
    expect(Math.max(...rests)).toBeLessThanOrEqual(60);
  });

  it('one whose thread ends, or never finishes loading, is blind too', () => {
    const g = opened();
    g.look();
    g.threads[0]?.say.gone('it ended with code 1');
    expect(g.said).toEqual(['unknown']);
    expect(g.lamp()?.text.en).toContain('code 1');
    const h = gate();
    h.safety.open();
    h.clock.advance(31_000);
    expect(h.safety.status()?.state).toBe('blind');
  });

  it('a picture it cannot read is unknown, and it goes on', () => {
    const g = opened();
    g.look();
    g.answer(null);
    g.look();
    g.answer(GOOD);
    expect(g.said).toEqual(['unknown', 'fit']);
    expect(g.threads).toHaveLength(1);
  });

  it('one that loads and never gives scores: three in a row are a failure, a lamp, and a new thread after a rest', () => {
    const g = opened();
    const nulls = (many: number): void => {
      for (let i = 0; i < many; i++) {
        g.look();
        g.answer(null);
      }
    };
    nulls(2);
    expect(g.lamp()).toBeNull();
    nulls(1);
    expect(g.said).toEqual(['unknown', 'unknown', 'unknown']);
    expect(g.threads[0]?.ended).toBe(true);
    expect(g.safety.status()).toMatchObject({ state: 'blind', unseen: 3 });
    expect(g.lamp()).toMatchObject({ level: 'fail' });
    expect(g.lamp()?.text.en).toContain('gives no scores');
    g.clock.advance(1000);
    g.look();
    expect(g.threads).toHaveLength(2);
    g.ready();
    // It has only loaded: that it did before.
    expect(g.lamp()).toMatchObject({ level: 'fail' });
    nulls(3);
    g.clock.advance(1999);
    g.look();
    expect(g.threads).toHaveLength(2);
    g.clock.advance(1);
    g.look();
    expect(g.threads).toHaveLength(3);
    g.ready();
    g.look();
    g.answer(GOOD);
    expect(g.said.at(-1)).toBe('fit');
    expect(g.lamp()).toBeNull();
  });

  it('leaves nothing behind when it is closed, also twice', async () => {
    const g = opened();
    g.look();
    g.answer(BAD);
    g.look();
    await g.safety.close();
    await g.safety.close();
    expect(g.threads[0]?.ended).toBe(true);
    expect(g.clock.pending).toBe(0);
  });
});
