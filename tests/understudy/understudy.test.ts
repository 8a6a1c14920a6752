import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stateFolder } from '../support/take-road.ts';
import { PASSPHRASE, perform, placeOf, REHEARSAL_MS, rehearse } from './support.ts';

let state: ReturnType<typeof stateFolder>;
beforeEach(() => {
  state = stateFolder();
});
afterEach(() => state.remove());

describe('an understudy', { timeout: 60_000 }, () => {
  it('SHOW-55: continues a sensor that died at the same time of the same cue, as recorded', async () => {
    await rehearse(state.path);
    const show = await perform(state.path);
    show.ask({ do: 'go-cue', number: '1' });
    const cueMs = show.clock.nowMs();
    await show.play(2, (s) => show.send(1 + s / 100));
    await show.play(5);
    const acc = show.blocks.filter((b) => b.kind === 'acc');
    expect(acc.length).toBeGreaterThan(75);
    for (const block of acc) {
      const { cue, s } = placeOf(block);
      expect(cue).toBe(1);
      expect(Math.abs(s * 1000 - (block.atMs - cueMs))).toBeLessThan(100);
    }
    expect(acc[0]!.atMs - (cueMs + 2000)).toBeLessThan(4000);
    expect(acc[0]!.atMs - (cueMs + 2000)).toBeGreaterThan(2900);
    expect(show.status()).toMatchObject({
      id: 'understudy.strap',
      kind: 'understudy',
      bodyId: 'dancer',
      state: 'live',
      recorded: true,
      label: {
        en: 'Understudy for Strap (recorded 2026-05-01)',
        ko: '가슴 띠의 대역 (2026-05-01 녹화)',
      },
    });
    expect(show.told.filter((t) => t.includes('understudy'))).toHaveLength(1);
    await show.end();
  });

  it('gives features that say they are recorded', async () => {
    await rehearse(state.path);
    const show = await perform(state.path);
    show.ask({ do: 'go-cue', number: '1' });
    await show.play(2, (s) => show.send(1 + s / 100));
    expect(show.road.stage().affect.source).not.toBe('recorded');
    await show.play(6);
    const motion = show.road.featuresOf('dancer').get('motionEnergy');
    expect(motion).toMatchObject({ recorded: true, sourceId: 'understudy.strap' });
    expect(show.road.stage().affect.source).toBe('recorded');
    await show.end();
  });

  it('SHOW-55: leaves as soon as the sensor is back, which speaks from its first sample', async () => {
    await rehearse(state.path);
    const show = await perform(state.path);
    show.ask({ do: 'go-cue', number: '1' });
    await show.play(1, (s) => show.send(1 + s / 100));
    await show.play(4);
    expect(show.blocks.length).toBeGreaterThan(0);
    const motion = () => show.road.featuresOf('dancer').get('motionEnergy');
    expect(motion()?.recorded).toBe(true);
    const count = show.blocks.length;
    await show.play(1.5, (s) => show.send(1 + (5 + s) / 100));
    expect(motion()?.recorded).toBe(false);
    expect(show.told.at(-1)).toContain('continues');
    await show.play(1, (s) => show.send(1 + (6 + s) / 100));
    expect(show.blocks.length - count).toBeLessThanOrEqual(3);
    expect(show.status()?.state).toBe('ended');
    expect(show.told.at(-1)).toContain('is back');
    await show.end();
  });

  it('follows the cues, and ends where the recording has none', async () => {
    await rehearse(state.path);
    const show = await perform(state.path);
    show.ask({ do: 'go-cue', number: '1' });
    await show.play(1, (s) => show.send(1 + s / 100));
    await show.play(4);
    show.ask({ do: 'go-cue', number: '2' });
    const cueMs = show.clock.nowMs();
    const before = show.blocks.length;
    await show.play(3);
    const second = show.blocks.slice(before).filter((b) => b.kind === 'acc');
    expect(second.length).toBeGreaterThan(120);
    for (const block of second) {
      expect(placeOf(block).cue).toBe(2);
      expect(Math.abs(placeOf(block).s * 1000 - (block.atMs - cueMs))).toBeLessThan(100);
    }
    show.ask({ do: 'go-cue', number: '3' });
    await show.play(0.3);
    const ended = show.blocks.length;
    await show.play(3);
    expect(show.blocks.length).toBe(ended);
    expect(show.status()?.state).toBe('ended');
    await show.end();
  });

  it('ends with the recording and does not begin its end again and again', async () => {
    await rehearse(state.path);
    const show = await perform(state.path);
    show.ask({ do: 'go-cue', number: '2' });
    await show.play(1, (s) => show.send(2 + s / 100));
    await show.play(15);
    const last = show.blocks.at(-1)!;
    expect(placeOf(show.blocks.filter((b) => b.kind === 'acc').at(-1)!).s).toBeCloseTo(9.98, 1);
    expect(show.clock.nowMs() - last.atMs).toBeGreaterThan(5000);
    expect(show.told.filter((t) => t.includes('understudy'))).toHaveLength(2);
    await show.end();
  });

  it('does not go on while the show is frozen away from its cue, and finds its place again', async () => {
    await rehearse(state.path);
    const show = await perform(state.path);
    show.ask({ do: 'go-cue', number: '1' });
    await show.play(0.5, (s) => show.send(1 + s / 100));
    await show.play(3.5);
    show.ask({ do: 'freeze', on: true });
    await show.play(2);
    show.ask({ do: 'freeze', on: false });
    const thawedMs = show.clock.nowMs();
    await show.play(1);
    const late = show.blocks.filter((b) => b.kind === 'acc' && b.atMs > thawedMs + 500);
    expect(late.length).toBeGreaterThan(20);
    for (const block of late) {
      const cueS = (block.atMs - thawedMs) / 1000 + 4;
      expect(Math.abs(placeOf(block).s - cueS)).toBeLessThan(0.1);
    }
    await show.end();
  });

  it('plays an encrypted take', async () => {
    await rehearse(state.path, { passphrase: PASSPHRASE });
    const show = await perform(state.path, true, PASSPHRASE);
    show.ask({ do: 'go-cue', number: '1' });
    const cueMs = show.clock.nowMs();
    await show.play(1, (s) => show.send(1 + s / 100));
    await show.play(5);
    const acc = show.blocks.filter((b) => b.kind === 'acc');
    expect(acc.length).toBeGreaterThan(75);
    for (const block of acc)
      expect(Math.abs(placeOf(block).s * 1000 - (block.atMs - cueMs))).toBeLessThan(100);
    await show.end();
  });

  it('takes the newest take that holds the cue', async () => {
    await rehearse(state.path);
    await rehearse(state.path, { startMs: REHEARSAL_MS + 3_600_000 * 20 });
    const show = await perform(state.path);
    show.ask({ do: 'go-cue', number: '1' });
    await show.play(1, (s) => show.send(1 + s / 100));
    await show.play(4);
    expect(show.status()?.label.en).toContain('2026-05-02');
    await show.end();
  });
});
