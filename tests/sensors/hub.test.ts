import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { FeatureValue } from '../../conductor/contracts/feature.ts';
import type { MovementFrame } from '../../conductor/contracts/movement.ts';
import type { SampleBlock, StreamInfo } from '../../conductor/contracts/sensor.ts';
import { SourceStatus } from '../../conductor/contracts/status.ts';
import { silentLog } from '../../conductor/kernel/log.ts';
import { manualClock } from '../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { openRecorder } from '../../conductor/state/recorder.ts';
import { MAX_SOURCES, sensorHub } from '../../sensors/hub.ts';
import { parseSource } from '../../sensors/registry.ts';
import { inlet } from '../support/capture.ts';
import { dataFolder, hasData } from '../support/data.ts';

// Minutes of signal are computed here; a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

const open = () => {
  const clock = manualClock();
  const timing = scheduler(clock, (error) => {
    throw error;
  });
  const osc = inlet();
  const hub = sensorHub({ timing, osc, log: silentLog });
  const features: FeatureValue[] = [];
  const movement: MovementFrame[] = [];
  const blocks: SampleBlock[] = [];
  hub.onFeatures((values) => features.push(...values));
  hub.onMovement((frame) => movement.push(frame));
  hub.onBlock((block) => blocks.push(block));
  timing.every(100, () => hub.tick(clock.nowMs()));
  const source = (id: string) => hub.statuses(clock.nowMs()).find((s) => s.id === id);
  const start = (text: string) => {
    const parsed = parseSource(text);
    return parsed.open(hub.contextFor(parsed.kind));
  };
  return { clock, timing, osc, hub, features, movement, blocks, source, start };
};

const ACC: StreamInfo = { name: 'acc', kind: 'acc', channels: ['x', 'y', 'z'], rateHz: 50 };
const EDA: StreamInfo = { name: 'eda', kind: 'eda', channels: ['eda'], rateHz: 4 };

/** A source by hand, whose blocks a test stamps as it likes. */
const byHand = (
  { hub, clock }: ReturnType<typeof open>,
  id = 'strap',
  streams = [ACC, EDA],
  kind = 'osc',
) => {
  const context = hub.contextFor(kind);
  const label = { en: id, ko: id };
  context.announce({ id, kind, bodyId: 'dancer', label, recorded: false }, streams);
  let n = 0;
  const send = (stream: StreamInfo, data: number[], atMs = clock.nowMs()): void =>
    context.emit({
      sourceId: id,
      bodyId: 'dancer',
      stream: stream.name,
      kind: stream.kind,
      channels: stream.channels.length,
      rateHz: stream.rateHz,
      atMs,
      data: Float32Array.from(data),
      recorded: false,
    });
  const shake = (atMs?: number): void => send(ACC, [3 * Math.sin(n++), 9.8 + Math.cos(n), 1], atMs);
  const run = (ms: number): void => {
    for (let left = ms; left > 0; left -= 20) {
      clock.advance(20);
      shake();
    }
  };
  return { context, send, shake, run };
};

describe('the hub', () => {
  it('names the electrodes of a stream as its source announced them, anew when they change', () => {
    const all = open();
    const band = (channels: string[]): StreamInfo => ({
      name: 'eeg',
      kind: 'eeg',
      channels,
      rateHz: 250,
    });
    const names = (channels: string[]) => {
      const { send } = byHand(all, 'band', [band(channels), ACC]);
      all.clock.advance(20);
      send(band(channels), [1, 2]);
      send(ACC, [1, 2, 3]);
      return all.blocks.splice(0).map((block) => block.names);
    };
    expect(names(['C3', 'C4'])).toEqual([['C3', 'C4'], undefined]);
    expect(names(['C4', 'C3'])).toEqual([['C4', 'C3'], undefined]);
  });

  it('draws movement and features from the synthetic dancer, and calls her live and good', async () => {
    const all = open();
    await all.start('synthetic:seed=7');
    all.clock.advance(30_000);
    const names = new Set(all.features.map((f) => f.name));
    for (const name of ['heartRate', 'edaTonic', 'breath', 'eegAlpha', 'motionEnergy', 'motionX'])
      expect(names).toContain(name);
    expect(all.movement.some((m) => m.points.length === 17)).toBe(true);
    const status = SourceStatus.parse(all.source('synthetic'));
    expect(status.state).toBe('live');
    expect(status.quality).toBeGreaterThan(0.8);
    expect(status.rateHz).toBeGreaterThan(230);
    expect(all.hub.featuresOf('dancer', all.clock.nowMs()).get('heartRate')?.value).toBeGreaterThan(
      40,
    );
    expect(all.hub.counts()).toEqual({ refused: 0, outOfOrder: 0 });
  });

  it('tells movement in the call that brings the sample', () => {
    const all = open();
    const strap = byHand(all);
    strap.run(1000);
    const before = all.movement.length;
    strap.shake(all.clock.nowMs() + 1);
    expect(all.movement.length).toBe(before + 1);
  });

  it('finds a dead sensor within 2 s, and a living one again within 10 s', () => {
    const all = open();
    const strap = byHand(all, 'strap', [ACC]);
    expect(all.source('strap')?.state).toBe('waiting');
    strap.run(5000);
    expect(all.source('strap')?.state).toBe('live');
    all.clock.advance(2000);
    expect(all.source('strap')?.state).toBe('stale');
    expect(all.source('strap')?.streams[0]?.quality.flags).toContain('stale');
    expect(all.source('strap')?.quality).toBe(0);
    strap.run(1000);
    expect(all.source('strap')?.state).toBe('live');
    strap.run(9000);
    expect(all.source('strap')?.quality).toBeGreaterThan(0.9);
  });

  it('sends the synthetic dancer aside for a real sensor, and back 5 minutes after it has gone', async () => {
    const all = open();
    await all.start('synthetic:seed=7');
    all.clock.advance(10_000);
    expect(all.hub.featuresOf('dancer', all.clock.nowMs()).has('edaTonic')).toBe(true);
    const strap = byHand(all, 'strap', [ACC]);
    strap.run(1000);
    expect(all.source('synthetic')?.state).toBe('standby');
    expect(all.hub.featuresOf('dancer', all.clock.nowMs()).has('edaTonic')).toBe(false);
    all.movement.length = all.blocks.length = all.features.length = 0;
    all.clock.advance(299_000);
    expect([all.movement.length, all.blocks.length, all.features.length]).toEqual([0, 0, 0]);
    all.clock.advance(2000);
    expect(all.source('synthetic')?.state).toBe('live');
    expect(all.movement.length).toBeGreaterThan(0);
  }, 60_000);

  it('leaves the synthetic dancer of another body alone', async () => {
    const all = open();
    await all.start('synthetic:body=second');
    byHand(all, 'strap', [ACC]).run(1000);
    expect(all.source('synthetic')?.state).toBe('live');
  });

  it('re-stamps a sender whose clock stands in 1970 or tomorrow, and says so', () => {
    for (const base of [0, 4_000_000_000_000]) {
      const all = open();
      const strap = byHand(all, 'strap', [ACC]);
      strap.run(2000);
      all.blocks.length = 0;
      for (let i = 1; i <= 50; i++) {
        all.clock.advance(20);
        strap.shake(base + 20 * i);
      }
      expect(all.blocks.length).toBe(50);
      for (const [i, block] of all.blocks.entries()) {
        expect(Math.abs(block.atMs - (all.clock.nowMs() - (49 - i) * 20))).toBeLessThan(30);
      }
      expect(all.source('strap')?.streams[0]?.quality.flags).toContain('clock-jump');
    }
  });

  it('takes the stamps of a sender as they are again after one bad stamp, however late they come', () => {
    for (const lagMs of [30, 130])
      for (const bad of [0, 4_000_000_000_000]) {
        const all = open();
        const strap = byHand(all, 'strap', [ACC], 'ble');
        const run = (blocks: number) => {
          for (let i = 0; i < blocks; i++) {
            all.clock.advance(20);
            strap.shake(all.clock.nowMs() - lagMs);
          }
        };
        all.clock.advance(1000);
        run(50);
        all.clock.advance(20);
        strap.shake(bad);
        expect(all.source('strap')?.streams[0]?.latencyMs).toBeNull();
        run(2);
        all.blocks.length = 0;
        run(50);
        expect(all.blocks.at(-1)?.atMs).toBe(all.clock.nowMs() - lagMs);
        expect(all.source('strap')?.streams[0]?.latencyMs).toBeCloseTo(lagMs);
        const remarks = all.source('strap')?.remarks ?? [];
        expect(remarks.filter((r) => r.en.includes('clock stands elsewhere'))).toEqual([]);
        for (let i = 1; i < all.blocks.length; i++)
          expect(all.blocks[i]!.atMs - all.blocks[i - 1]!.atMs).toBeCloseTo(20);
      }
  });

  it('drops a straggler and never lets a stream step back', () => {
    const all = open();
    const strap = byHand(all, 'strap', [ACC]);
    strap.run(1000);
    strap.shake(all.clock.nowMs() - 300);
    strap.run(1000);
    expect(all.hub.counts().outOfOrder).toBe(1);
    for (let i = 1; i < all.blocks.length; i++)
      expect(all.blocks[i]!.atMs).toBeGreaterThanOrEqual(all.blocks[i - 1]!.atMs);
  });

  it('believes features less while the electrodes do not touch', () => {
    const contact: StreamInfo = {
      name: 'contact',
      kind: 'contact',
      channels: ['contact'],
      rateHz: 0,
    };
    const run = (share: number) => {
      const all = open();
      const band = byHand(all, 'band', [EDA, contact]);
      for (let i = 0; i < 240; i++) {
        all.clock.advance(250);
        if (i % 4 === 0) band.send(contact, [share]);
        band.send(EDA, [5 + Math.sin(i / 9)]);
      }
      const tonic = all.features.filter((f) => f.name === 'edaTonic').at(-1);
      return { confidence: tonic?.confidence ?? -1, status: all.source('band') };
    };
    const on = run(1);
    const off = run(0.1);
    expect(on.confidence).toBeGreaterThan(0.3);
    expect(off.confidence).toBeLessThan(0.3 * on.confidence);
    expect(off.status?.streams[0]?.quality.flags).toContain('no-contact');
  });

  it('refuses blocks that were not announced, of another shape, or with numbers that are none', () => {
    const all = open();
    const { context, send } = byHand(all);
    send({ ...ACC, name: 'other' }, [1, 2, 3]);
    send({ ...ACC, rateHz: 60 }, [1, 2, 3]);
    send({ ...ACC, channels: ['x'] }, [1]);
    send(ACC, [1, 2]);
    send(ACC, []);
    send(ACC, [1, Number.NaN, 3]);
    send(ACC, [1, 2, 3], Number.NaN);
    context.announce(
      {
        id: 'not an id',
        kind: 'osc',
        bodyId: 'dancer',
        label: { en: '', ko: '' },
        recorded: false,
      },
      [],
    );
    expect(all.hub.counts().refused).toBe(8);
    expect(all.blocks).toEqual([]);
  });

  it('takes no more than 256 sources, and gives namesakes names of their own', () => {
    const all = open();
    for (let i = 0; i < MAX_SOURCES + 20; i++) byHand(all, 'twin', [ACC]).shake();
    const statuses = all.hub.statuses(all.clock.nowMs());
    expect(statuses.length).toBe(MAX_SOURCES);
    expect(new Set(statuses.map((s) => s.id)).size).toBe(MAX_SOURCES);
    expect(statuses.slice(0, 3).map((s) => s.id)).toEqual(['twin', 'twin-2', 'twin-3']);
  });

  it('lets the source that was silent longest make room for the 257th, never a live one', () => {
    const all = open();
    const live = byHand(all, 'live', [ACC]);
    live.shake();
    const gone = byHand(all, 'gone', [ACC], 'midi');
    gone.context.state('gone', 'ended');
    live.run(500);
    for (let i = 2; i < MAX_SOURCES; i++) byHand(all, `other-${i}`, [ACC]);
    live.run(500);
    gone.context.state('gone', 'failed');
    live.run(500);
    byHand(all, 'late', [ACC]);
    const ids = all.hub.statuses(all.clock.nowMs()).map((s) => s.id);
    expect(ids.length).toBe(MAX_SOURCES);
    expect(ids).toEqual(expect.arrayContaining(['live', 'late', 'other-2']));
    expect(ids).not.toContain('gone');
    expect(all.hub.counts().refused).toBe(0);
    gone.shake();
    expect(all.hub.counts().refused).toBe(1);
    byHand(all, 'gone', [ACC], 'osc');
    expect(all.source('gone')?.state).toBe('waiting');
    expect(all.source('other-2')).toBeUndefined();
    gone.shake();
    expect(all.hub.counts().refused).toBe(2);
    expect(all.source('live')?.state).toBe('live');
  });

  it('keeps a source live whose streams may all rest, until its adapter says otherwise', () => {
    for (const kind of ['note', 'touch', 'contact', 'battery', 'custom'] as const) {
      const all = open();
      const one: StreamInfo = { name: 'one', kind, channels: ['a', 'b'], rateHz: 0 };
      const pad = byHand(all, 'pad', [one]);
      const mixed = byHand(all, 'mixed', [ACC, { ...one, name: 'two' }]);
      expect(all.source('pad')?.state).toBe('waiting');
      pad.send(one, [1, 1]);
      mixed.send({ ...one, name: 'two' }, [1, 1]);
      mixed.shake();
      all.clock.advance(60_000);
      expect(all.source('pad')?.state).toBe('live');
      expect(all.source('pad')?.streams[0]?.quality.flags).not.toContain('stale');
      expect(all.source('mixed')?.state).toBe('stale');
      pad.context.state('pad', 'ended');
      expect(all.source('pad')?.state).toBe('ended');
    }
  });

  it('goes on where a listener throws, and is silent when closed', () => {
    const all = open();
    all.hub.onMovement(() => {
      throw new Error('a bad listener');
    });
    const strap = byHand(all, 'strap', [ACC]);
    strap.run(200);
    expect(all.blocks.length).toBe(10);
    all.hub.close();
    all.hub.close();
    strap.run(200);
    expect(all.blocks.length).toBe(10);
  });

  it.runIf(hasData('stress-predict-e4'))(
    'replays a real Empatica session end to end: heart rate as the device’s own (needs YEOUN_DATA)',
    async () => {
      const all = open();
      await all.start(`replay:${dataFolder('stress-predict-e4/raw/S01')}`);
      let near = 0;
      let judged = 0;
      for (let s = 0; s < 300; s++) {
        all.clock.advance(1000);
        const own = all.blocks.filter((b) => b.kind === 'hr').at(-1)?.data[0];
        const ppg = all.features.filter((f) => f.name === 'heartRate' && f.confidence > 0.5).at(-1);
        if (own === undefined || ppg === undefined || s < 60) continue;
        judged++;
        if (Math.abs(own - ppg.value) < 10) near++;
      }
      expect(all.features.length).toBeGreaterThan(1000);
      expect(all.features.every((f) => f.recorded)).toBe(true);
      expect(all.movement.every((m) => m.recorded)).toBe(true);
      expect(all.source('S01')?.state).toBe('live');
      expect(judged).toBeGreaterThan(100);
      expect(near / judged).toBeGreaterThan(0.7);
      expect(all.hub.counts()).toEqual({ refused: 0, outOfOrder: 0 });
    },
    60_000,
  );

  it('plays a take of its own with the features it had', async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'yeoun-take-')), 'take');
    const live = open();
    const recorder = await openRecorder({ folder, scheduler: live.timing, log: silentLog });
    live.hub.onSource(({ info, streams }) => recorder.source(info, streams));
    live.hub.onBlock(recorder.block);
    await live.start('synthetic:seed=5');
    live.clock.advance(20_000);
    await recorder.close();
    const again = open();
    await again.start(`replay:${folder}`);
    again.clock.advance(20_100);
    expect(again.source('synthetic')?.state).toBe('ended');
    expect(again.blocks.length).toBe(live.blocks.length);
    expect(again.blocks.every((b) => b.recorded)).toBe(true);
    const rates = (all: typeof live) =>
      all.features.filter((f) => f.name === 'heartRate').map((f) => f.value);
    expect(rates(again)).toEqual(rates(live));
    await rm(folder, { recursive: true });
  }, 60_000);
});
