import { describe, expect, it } from 'vitest';
import type { FeatureValue } from '#contracts/feature';
import { decodeSamples } from '#contracts/frames';
import { EMPTY_PATCH, type Patch } from '#contracts/patch';
import { WIRE_VERSION } from '#contracts/wire';
import { connectSensor, type SensorSource } from '../../../stage-display/net/index.ts';
import { fakeNet } from './support.ts';

const SOURCE: SensorSource = {
  id: 'phone-1',
  device: 'phone',
  label: { en: 'Phone', ko: '휴대폰' },
  streams: [
    { name: 'acc', kind: 'acc', channels: ['x', 'y', 'z'], rateHz: 60 },
    { name: 'touch', kind: 'touch', channels: ['x', 'y', 'pressure'], rateHz: 0 },
  ],
};

const setUp = () => {
  const net = fakeNet();
  const patches: Patch[] = [];
  const features: FeatureValue[] = [];
  const link = connectSensor({
    url: 'ws://x/ws',
    id: 'phone-1',
    timing: net.timing,
    open: net.open,
    onPatch: (p) => patches.push(p),
    onFeatures: (f) => features.push(...f),
  });
  /** What the newest socket was told, without pings. */
  const told = () =>
    (net.sockets.at(-1)?.sent ?? [])
      .map((m) => (typeof m === 'string' ? (JSON.parse(m) as Record<string, unknown>) : m))
      .filter((m) => m instanceof Uint8Array || m.t !== 'ping');
  const frames = () => told().flatMap((m) => (m instanceof Uint8Array ? [decodeSamples(m)] : []));
  return { net, link, told, frames, patches, features };
};

describe('the link of a sensor page', () => {
  it('joins as a sensor', () => {
    const { net, told } = setUp();
    net.join();
    expect(told()).toEqual([{ t: 'hello', version: WIRE_VERSION, role: 'sensor', id: 'phone-1' }]);
  });

  it('sends samples in show time, under the handle of their stream', () => {
    const { net, link, told, frames } = setUp();
    net.join(5000);
    link.announce({ ...SOURCE, body: 'mina' });
    expect(link.send('phone-1', 'touch', [0.5, 0.25, 1], net.clock.nowMs() - 10)).toBe(true);
    expect(told()[1]).toMatchObject({ t: 'announce', source: 'phone-1', body: 'mina' });
    expect(frames()).toEqual([
      {
        handle: 1,
        seq: 0,
        atMs: net.clock.nowMs() + 4990,
        channels: 3,
        data: Float32Array.of(0.5, 0.25, 1),
      },
    ]);
  });

  it('keeps nothing: samples while it is not joined, of unknown streams, not in whole frames', () => {
    const { net, link, frames } = setUp();
    link.announce(SOURCE);
    expect(link.send('phone-1', 'acc', [1, 2, 3], 0)).toBe(false);
    net.join();
    expect(link.send('phone-1', 'eeg', [1, 2, 3], 0)).toBe(false);
    expect(link.send('other', 'acc', [1, 2, 3], 0)).toBe(false);
    expect(link.send('phone-1', 'acc', [1, 2], 0)).toBe(false);
    expect(link.send('phone-1', 'acc', [], 0)).toBe(false);
    expect(link.send('phone-1', 'acc', new Float32Array(3 * 6000), 0)).toBe(false);
    expect(frames()).toEqual([]);
  });

  it('WIRE-36 announces again after a reconnect, with the same handles, and says again what waits', () => {
    const { net, link, told } = setUp();
    net.join();
    link.announce(SOURCE);
    link.announce({ ...SOURCE, id: 'second' });
    link.say('second', 'waiting', { en: 'loose', ko: '헐거움' });
    const before = told().slice(1);
    net.sockets.at(-1)?.events.closed(1006);
    net.clock.advance(2000);
    net.join();
    expect(net.sockets).toHaveLength(2);
    const again = told().slice(1);
    expect(again.map((m) => !(m instanceof Uint8Array) && m.t)).toEqual([
      'announce',
      'announce',
      'source-state',
    ]);
    expect(again).toEqual(before);
  });

  it('samples take back what was said: it is not said again', () => {
    const { net, link, told } = setUp();
    net.join();
    link.announce(SOURCE);
    link.say('phone-1', 'waiting');
    link.send('phone-1', 'acc', [1, 2, 3], net.clock.nowMs());
    net.sockets.at(-1)?.events.closed(1006);
    net.clock.advance(2000);
    net.join();
    expect(told().map((m) => !(m instanceof Uint8Array) && m.t)).toEqual(['hello', 'announce']);
  });

  it('a full socket is told later what it must know, and samples never before it', () => {
    const { net, link, told } = setUp();
    net.join();
    net.room(false);
    link.announce(SOURCE);
    expect(link.send('phone-1', 'acc', [1, 2, 3], net.clock.nowMs())).toBe(false);
    net.room(true);
    expect(link.send('phone-1', 'acc', [1, 2, 3], net.clock.nowMs())).toBe(true);
    expect(told().map((m) => (m instanceof Uint8Array ? 'samples' : m.t))).toEqual([
      'hello',
      'announce',
      'samples',
    ]);
  });

  it('hears patch and features, and keeps its camera under its own id', () => {
    const { net, link, told, patches, features } = setUp();
    net.join();
    net.say({ t: 'patch', patch: { ...EMPTY_PATCH, open: ['midi'] } });
    const value: FeatureValue = {
      bodyId: 'dancer',
      sourceId: 'phone-1',
      name: 'motionEnergy',
      value: 0.5,
      confidence: 1,
      atMs: 1,
      recorded: false,
    };
    net.say({ t: 'features', features: [value] });
    expect(link.patch()?.open).toEqual(['midi']);
    expect(patches).toHaveLength(1);
    expect(features).toEqual([value]);
    const camera = { homography: null, marks: [], masks: [], mirrored: true, believed: 0.3 };
    expect(link.keepCamera(camera)).toBe(true);
    expect(told().at(-1)).toEqual({
      t: 'patch',
      change: { do: 'camera', id: 'phone-1', set: camera },
    });
  });

  it('closes for good', () => {
    const { net, link } = setUp();
    net.join();
    link.close();
    link.close();
    expect(link.status().state).toBe('closed');
    expect(link.send('phone-1', 'acc', [1, 2, 3], 0)).toBe(false);
    expect(net.clock.pending).toBe(0);
  });
});
