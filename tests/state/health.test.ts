import { describe, expect, it } from 'vitest';
import type { StreamKind } from '#contracts/sensor';
import type { SourceStatus } from '#contracts/status';
import { healthOf } from '../../conductor/health.ts';
import { NO_TAKE } from '../../conductor/state/take-status.ts';
import { stateAt } from '../wire/support.ts';

const source = (kind: StreamKind, isStale: boolean): SourceStatus => ({
  id: 'wrist',
  kind: 'osc',
  bodyId: 'dancer',
  label: { en: 'wrist', ko: '손목' },
  state: 'live',
  rateHz: 64,
  quality: 1,
  streams: [
    {
      name: kind,
      kind,
      quality: { score: isStale ? 0 : 1, flags: isStale ? ['stale'] : [], rateHz: 0, atMs: 0 },
      latencyMs: null,
      jitterMs: null,
      gain: 1,
    },
  ],
  remarks: [],
  feeds: [],
  muted: false,
  autoRange: false,
  recorded: false,
});

const health = (sources: SourceStatus[], safe = false) =>
  healthOf({
    show: 'minimal',
    stage: stateAt(1, 0),
    safe,
    sources,
    displays: [],
    doors: [],
    lamps: [],
    bodies: [],
    take: NO_TAKE,
    tick: { rateHz: 60, p50Ms: 0, p99Ms: 0, worstMs: 0, late: 0 },
    uptimeS: 1,
    version: '0',
    pid: 1,
  });

describe('health', () => {
  it('is ok while everything speaks', () => {
    expect(health([source('ppg', false)])).toMatchObject({ status: 'ok', lamps: [] });
  });

  it('lights a lamp for a stream that fell silent beside others that live', () => {
    const { status, lamps } = health([source('ppg', true)]);
    expect(status).toBe('degraded');
    expect(lamps[0]?.text.en).toContain('ppg');
  });

  it('lets a stream rest that comes at times of its own', () => {
    expect(health([source('ibi', true)]).status).toBe('ok');
  });

  it('lights a lamp with the text of what is odd about a live source, unless it is muted', () => {
    const text = { en: 'eeg: AF8 does not touch the skin.', ko: 'eeg: AF8 전극이 닿지 않습니다.' };
    const odd = { ...source('eeg', false), remarks: [text] };
    expect(health([odd]).lamps).toEqual([
      {
        part: 'wrist',
        level: 'warn',
        text: { en: `wrist: ${text.en}`, ko: `wrist: ${text.ko}` },
      },
    ]);
    expect(health([odd]).status).toBe('degraded');
    expect(health([{ ...odd, muted: true }]).lamps).toEqual([]);
    const many = { ...odd, remarks: Array.from({ length: 16 }, () => text) };
    expect(health([many]).lamps.length).toBe(4);
  });

  it('is safe while PANIC stands, whatever else limps', () => {
    expect(health([source('ppg', true)], true).status).toBe('safe');
  });
});
