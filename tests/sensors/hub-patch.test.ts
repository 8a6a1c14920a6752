import { describe, expect, it, vi } from 'vitest';
import type { FeatureValue } from '../../conductor/contracts/feature.ts';
import type { MovementFrame } from '../../conductor/contracts/movement.ts';
import { EMPTY_PATCH, type SourcePatch } from '../../conductor/contracts/patch.ts';
import type { SampleBlock, StreamInfo } from '../../conductor/contracts/sensor.ts';
import { SourceStatus } from '../../conductor/contracts/status.ts';
import { silentLog } from '../../conductor/kernel/log.ts';
import { manualClock } from '../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { autoRange } from '../../sensors/hub/auto-range.ts';
import { type Expectation, sensorHub } from '../../sensors/hub.ts';
import { inlet } from '../support/capture.ts';

// Minutes of movement are computed here; a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

const ACC: StreamInfo = { name: 'acc', kind: 'acc', channels: ['x', 'y', 'z'], rateHz: 50 };

const stage = (expectation?: Expectation) => {
  const clock = manualClock();
  const timing = scheduler(clock, (error) => {
    throw error;
  });
  const hub = sensorHub({
    timing,
    osc: inlet(),
    log: silentLog,
    ...(expectation && { expectation }),
  });
  const features: FeatureValue[] = [];
  const movement: MovementFrame[] = [];
  const blocks: SampleBlock[] = [];
  const announced: string[] = [];
  hub.onFeatures((values) => features.push(...values));
  hub.onMovement((frame) => movement.push(frame));
  hub.onBlock((block) => blocks.push(block));
  hub.onSource(({ info }) => announced.push(`${info.id}@${info.bodyId}`));
  const set = (id: string, source: SourcePatch) =>
    hub.setPatch({ ...EMPTY_PATCH, sources: { [id]: source } });
  const status = (id: string) => {
    const found = hub.statuses(clock.nowMs()).find((s) => s.id === id);
    return found && SourceStatus.parse(found);
  };
  /** A sensor that shakes by `size` m/s^2 (in units of `unit` m/s^2) on top of gravity. */
  const sensor = (
    id: string,
    { unit = 1, lateMs = 0, label = id, kind = 'page', mended = false } = {},
  ) => {
    const context = hub.contextFor(kind);
    const info = { id, kind, bodyId: 'dancer', label: { en: label, ko: label }, recorded: false };
    context.announce(mended ? { ...info, recorded: true, mended } : info, [ACC]);
    let n = 0;
    return (ms: number, size = 3) => {
      for (let left = ms; left > 0; left -= 20) {
        clock.advance(20);
        n++;
        const data = Float32Array.of(size * Math.sin(n), 9.8 + size * Math.cos(n / 2), 1).map(
          (x) => x / unit,
        );
        const jitter = lateMs === 0 ? 0 : lateMs + (n % 20 === 0 ? 30 : 0);
        context.emit({
          ...{
            sourceId: id,
            bodyId: 'dancer',
            stream: 'acc',
            kind: 'acc',
            channels: 3,
            rateHz: 50,
          },
          ...{ atMs: clock.nowMs() - jitter, data, recorded: mended },
        });
      }
    };
  };
  return { clock, hub, features, movement, blocks, announced, set, status, sensor };
};

describe('the patch', () => {
  it('moves a live source to another body, and the old one forgets it', () => {
    const all = stage();
    const move = all.sensor('wrist');
    move(3000);
    expect(all.status('wrist')?.feeds).toContain('motionEnergy');
    all.set('wrist', { body: 'second' });
    expect(all.hub.featuresOf('dancer', all.clock.nowMs()).size).toBe(0);
    all.features.length = all.movement.length = all.blocks.length = 0;
    move(3000);
    expect(all.status('wrist')?.bodyId).toBe('second');
    expect(all.announced).toEqual(['wrist@dancer', 'wrist@second']);
    for (const heard of [all.features, all.movement, all.blocks])
      expect(heard.length > 0 && heard.every((x) => x.bodyId === 'second')).toBe(true);
    expect(all.hub.counts()).toEqual({ refused: 0, outOfOrder: 0 });
    all.hub.setPatch(EMPTY_PATCH);
    expect(all.status('wrist')?.bodyId).toBe('dancer');
  });

  it('shows a muted source that feeds nothing, and hears it again at once', () => {
    const all = stage();
    const move = all.sensor('wrist');
    move(2000);
    all.set('wrist', { muted: true });
    expect(all.hub.featuresOf('dancer', all.clock.nowMs()).size).toBe(0);
    all.features.length = all.movement.length = all.blocks.length = 0;
    move(2000);
    expect([all.features, all.movement, all.blocks].map((x) => x.length)).toEqual([0, 0, 0]);
    expect(all.status('wrist')).toMatchObject({ muted: true, state: 'live', feeds: [] });
    expect(all.status('wrist')?.streams[0]?.quality.rateHz).toBeGreaterThan(40);
    all.set('wrist', {});
    move(2000);
    expect(all.movement.length).toBe(100);
  });

  it('mends a wrong unit by a gain: the remark goes, movement is right, a take is not mended twice', () => {
    const all = stage();
    const move = all.sensor('watch', { unit: 9.80665 });
    move(6000, 0.3);
    expect(all.status('watch')?.streams[0]?.quality.flags).toContain('wrong-unit');
    expect(all.status('watch')?.remarks[0]?.en).toMatch(/acc.*look like g.*9\.807/);
    expect(all.status('watch')?.remarks[0]?.ko).toMatch(/[가-힣]/);
    all.set('watch', { gain: { acc: 9.80665 } });
    move(8000, 0.3);
    expect(all.status('watch')).toMatchObject({ remarks: [], quality: 1 });
    expect(all.status('watch')?.streams[0]?.gain).toBeCloseTo(9.80665, 5);
    expect(all.blocks.at(-1)?.data[2]).toBeCloseTo(1, 4);
    const again = stage();
    again.set('watch', { gain: { acc: 9.80665 } });
    again.sensor('watch', { mended: true, kind: 'replay' })(100);
    expect(again.blocks[0]?.data[2]).toBeCloseTo(1, 5);
  });

  it('measures movement against the body’s own hardest', () => {
    const peak = (size: number, ranged: boolean) => {
      const all = stage();
      all.set('wrist', { autoRange: ranged });
      const move = all.sensor('wrist');
      for (let bout = 0; bout < 7; bout++) {
        move(4000, size);
        move(2000, 0);
      }
      all.movement.length = all.features.length = 0;
      move(3000, size);
      const energy = Math.max(...all.movement.map((m) => m.energy));
      const feature = Math.max(
        ...all.features.filter((f) => f.name === 'motionEnergy').map((f) => f.value),
      );
      all.movement.length = 0;
      move(4000, 0);
      return { energy, feature, rest: all.movement.at(-1)?.energy ?? 1 };
    };
    const [child, athlete] = [peak(1.2, true), peak(40, true)];
    expect(peak(1.2, false).energy).toBeLessThan(0.3);
    for (const { energy, feature, rest } of [child, athlete]) {
      expect(energy).toBeGreaterThan(0.75);
      expect(energy).toBeLessThan(0.99);
      expect(feature).toBeGreaterThan(0.6);
      expect(rest).toBeLessThan(0.05);
    }
    expect(peak(0.05, true).energy).toBeLessThan(0.1);
  });
});

describe('automatic range', () => {
  it('keeps order and bounds, and leaves rest alone', () => {
    const range = autoRange();
    const frame: MovementFrame = {
      ...{ bodyId: 'dancer', energy: 0.3, jerk: 0.2, surprise: 0, dx: 0, dy: 0 },
      ...{ recorded: false, points: [], atMs: 0 },
    };
    for (let i = 0; i < 3000; i++)
      range.learn({ ...frame, atMs: i * 20, energy: 0.3 * ((i % 100) / 100) });
    let before = -1;
    for (let energy = 0; energy <= 1; energy += 0.01) {
      const placed = range.frame({ ...frame, energy }).energy;
      expect(placed).toBeGreaterThanOrEqual(before);
      expect(placed).toBeLessThanOrEqual(1);
      before = placed;
    }
    expect(range.frame({ ...frame, energy: 0.01 }).energy).toBeCloseTo(0.01, 3);
  });

  it('does not take rustle for the hardest a body can do', () => {
    const range = autoRange();
    const frame: MovementFrame = {
      ...{ bodyId: 'dancer', energy: 0, jerk: 0, surprise: 0, dx: 0, dy: 0 },
      ...{ recorded: false, points: [], atMs: 0 },
    };
    for (let i = 0; i < 30_000; i++)
      range.learn({ ...frame, atMs: i * 20, energy: 0.025 + 0.02 * ((i % 10) / 10) });
    expect(range.frame({ ...frame, energy: 0.5 }).energy).toBeCloseTo(0.5, 3);
  });
});

describe('what the console is told', () => {
  it('latency and jitter, where the sender has a clock', () => {
    const all = stage();
    all.sensor('phone', { lateMs: 40 })(4000);
    all.sensor('old')(4000);
    const [stream] = all.status('phone')!.streams;
    expect(stream?.latencyMs).toBeCloseTo(40, 0);
    expect(stream?.jitterMs).toBeGreaterThan(0);
    expect(all.status('old')?.streams[0]).toMatchObject({ latencyMs: null, jitterMs: null });
  });

  it('two sensors of one name, on both, by their ids', () => {
    const all = stage();
    const one = all.sensor('phone', { label: 'Mina' });
    const two = all.sensor('phone', { label: 'Mina', kind: 'osc' });
    for (let i = 0; i < 20; i++) {
      one(100);
      two(100);
    }
    for (const id of ['phone', 'phone-2']) {
      expect(all.status(id)?.remarks[0]?.en).toContain('"Mina"');
      expect(all.status(id)?.remarks[0]?.ko).toContain('이름');
    }
    two(3000);
    expect(all.status('phone-2')?.remarks).toEqual([]);
  });
});

describe('expectation', () => {
  it('sees movement as it comes; its surprise goes the way of all features', () => {
    const all = stage({
      see: (block, frame) => ({
        frame: { ...frame, surprise: 0.7 },
        values: [
          {
            ...{ bodyId: block.bodyId, sourceId: block.sourceId, name: 'surprise' as const },
            ...{ value: 0.7, confidence: 1, atMs: block.atMs, recorded: false },
          },
        ],
      }),
    });
    all.sensor('wrist')(1000);
    expect(all.movement.every((m) => m.surprise === 0.7)).toBe(true);
    expect(all.hub.featuresOf('dancer', all.clock.nowMs()).get('surprise')?.value).toBe(0.7);
    expect(all.status('wrist')?.feeds).toContain('surprise');
  });

  it('does no harm where it throws', () => {
    const all = stage({
      see: () => {
        throw new Error('a bad model');
      },
    });
    all.sensor('wrist')(1000);
    expect(all.movement.length).toBe(50);
    expect(all.features.length).toBeGreaterThan(0);
  });
});
