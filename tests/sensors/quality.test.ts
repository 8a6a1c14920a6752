import { describe, expect, it } from 'vitest';
import { type SampleBlock, STREAM_KIND_INFO, type StreamKind } from '#contracts/sensor';
import { qualityWatch } from '../../sensors/quality/index.ts';

const START = 1_700_000_000_000;

/** A watch on one stream and a way to play blocks of 50 ms to it, value by value. */
const rig = (kind: StreamKind, rateHz: number) => {
  const channels = STREAM_KIND_INFO[kind].channels.length;
  const info = { name: kind, kind, rateHz, channels: [...STREAM_KIND_INFO[kind].channels] };
  const watch = qualityWatch(info, STREAM_KIND_INFO[kind]);
  let now = START;
  let i = 0;
  const play = (seconds: number, value: (i: number) => number, offsetMs = 0) => {
    const frames = Math.max(1, Math.round(rateHz / 20));
    const stepMs = (1000 * frames) / rateHz;
    for (let left = seconds * 1000; left > 0; left -= stepMs) {
      now += stepMs;
      const data = Float32Array.from({ length: frames * channels }, () => value(i++));
      const block: SampleBlock = {
        ...{ sourceId: 's', bodyId: 'dancer', stream: kind, kind, channels, rateHz },
        ...{ atMs: now + offsetMs, data, recorded: false },
      };
      watch.push(block, now);
    }
  };
  return {
    play,
    wait: (ms: number) => {
      now += ms;
    },
    now: () => watch.assess(now),
  };
};
const alive = (i: number) => Math.sin(i / 7) + 0.3 * Math.sin(i / 3);

describe('quality', () => {
  it('finds nothing wrong with a good stream, and its rate', () => {
    const r = rig('ecg', 250);
    r.play(6, alive);
    expect(r.now()).toMatchObject({ score: 1, flags: [] });
    expect(Math.abs(r.now().rateHz - 250)).toBeLessThan(15);
  });

  it('has no opinion before the first frame', () => {
    expect(rig('ecg', 250).now()).toEqual({ score: 0, flags: [], rateHz: 0, atMs: null });
  });

  it('finds a dead sensor within 2 s and forgives it when it is back', () => {
    const r = rig('ppg', 64);
    r.play(5, alive);
    r.wait(1000);
    expect(r.now().flags).not.toContain('stale');
    r.wait(1000);
    expect(r.now().flags).toContain('stale');
    expect(r.now().score).toBe(0);
    r.play(7, alive);
    expect(r.now().flags).toEqual([]);
  });

  it('finds a flat stream within 2 s', () => {
    const r = rig('eeg', 256);
    r.play(3, alive);
    r.play(2, () => 4);
    expect(r.now().flags).toContain('flat');
    expect(r.now().score).toBeLessThan(0.2);
  });

  it('takes samples out of range, infinite and no numbers for a railed stream', () => {
    for (const bad of [99, Number.POSITIVE_INFINITY, Number.NaN]) {
      const r = rig('ecg', 250);
      r.play(3, alive);
      r.play(1, (i) => (i % 2 ? bad : alive(i)));
      expect(r.now().flags).toContain('railed');
      r.play(8, alive);
      expect(r.now().flags).toEqual([]);
    }
  });

  it('finds a gap in stamps', () => {
    const r = rig('ecg', 250);
    r.play(3, alive);
    r.wait(700);
    r.play(1, alive);
    expect(r.now().flags).toEqual(['gap']);
  });

  it.each([60_000, -60_000])('finds a sender whose clock jumps by %i ms', (offset) => {
    const r = rig('ecg', 250);
    r.play(3, alive);
    r.play(1, alive, offset);
    expect(r.now().flags).toContain('clock-jump');
    r.play(7, alive, offset);
    expect(r.now().flags).toEqual([]);
  });

  it('finds electrodes and straps that are off', () => {
    const eda = rig('eda', 4);
    eda.play(5, (i) => 0.01 + 0.001 * (i % 3));
    expect(eda.now().flags).toContain('no-contact');
    const strap = rig('contact', 1);
    strap.play(2, () => 0);
    expect(strap.now().flags).toEqual(['no-contact']);
    strap.play(2, () => 1);
    expect(strap.now().flags).toEqual([]);
  });
});
