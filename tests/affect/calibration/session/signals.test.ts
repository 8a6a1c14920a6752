import { describe, expect, it } from 'vitest';
import { FEATURE_NAMES, type FeatureName, type FeatureValue } from '#contracts/feature';
import type { QualityFlag, StreamKind } from '#contracts/sensor';
import type { SourceStatus } from '#contracts/status';
import { isReady, signalsOf } from '../../../../conductor/affect/calibration/session/remarks.ts';
import {
  modalityOf,
  signalWatch,
} from '../../../../conductor/affect/calibration/session/signals.ts';

const BODY = 'dancer';
const value = (name: FeatureName, confidence = 0.9, of = 60): FeatureValue => ({
  bodyId: BODY,
  sourceId: 'band',
  name,
  value: of,
  confidence,
  atMs: 0,
  recorded: false,
});

const source = (
  kind: StreamKind,
  flags: readonly QualityFlag[],
  more: Partial<SourceStatus> = {},
): SourceStatus => ({
  id: 'band',
  kind: 'osc',
  bodyId: BODY,
  label: { en: 'Band', ko: '띠' },
  state: 'live',
  rateHz: 256,
  quality: 1,
  streams: [
    {
      name: kind,
      kind,
      quality: { score: 0.2, flags: [...flags], rateHz: 256, atMs: 0 },
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
  ...more,
});

/** Looked at once a second for so long; features come while `comes` says so. */
const watched = (seconds: number, comes: (s: number) => readonly FeatureValue[]) => {
  const watch = signalWatch(BODY);
  for (let s = 0; s < seconds; s++) {
    watch.hear(comes(s), s * 1000);
    watch.look(s * 1000);
  }
  return watch;
};

describe('the signals of a calibration', () => {
  it('are heart and skin, brain, and movement; nothing that others play or say', () => {
    const of = (modality: string) => FEATURE_NAMES.filter((n) => modalityOf(n) === modality);
    expect(of('brain')).toHaveLength(6);
    expect(of('physiology')).toContain('edaTonic');
    expect(of('movement')).toContain('effortFlow');
    for (const name of ['mode', 'noteDensity', 'soundLevel', 'surprise', 'syncHeart'] as const)
      expect(modalityOf(name)).toBe(null);
  });

  it('are as good as the share of the last thirty seconds in which they were there and believed', () => {
    expect(watched(30, () => [value('heartRate')]).qualityOf('physiology')).toBe(1);
    const half = watched(40, (s) => (s < 20 ? [value('heartRate')] : []));
    // Ten of the last thirty seconds, and the five that a heart rate holds.
    expect(half.qualityOf('physiology')).toBeCloseTo(0.5, 1);
    expect(half.qualityOf('brain')).toBe(0);
    for (const odd of [value('heartRate', 0.1), value('heartRate', 0.9, Number.NaN)])
      expect(watched(30, () => [odd]).qualityOf('physiology')).toBe(0);
    const other = signalWatch('somebody-else');
    expect(other.hear([value('heartRate')], 0)).toBe(false);
  });

  it('say what is wrong and what to do, the flag that explains the others first', () => {
    const watch = watched(30, (s) => (s % 10 === 0 ? [value('eegAlpha')] : []));
    const [signal] = signalsOf(BODY, watch, [source('eeg', ['gap', 'noisy', 'no-contact'])]);
    expect(signal).toMatchObject({ modality: 'brain' });
    expect(signal?.remark?.en).toContain('Band: no contact');
    expect(signal?.remark?.ko).toContain('띠');
    const gone = signalsOf(BODY, watch, [source('eeg', [], { state: 'stale' })]);
    expect(gone[0]?.remark?.en).toContain('nothing comes');
    const why = { en: 'cannot open COM3', ko: 'COM3을 열 수 없습니다' };
    const failed = signalsOf(BODY, watch, [source('eeg', [], { state: 'failed', reason: why })]);
    expect(failed[0]?.remark?.en).toContain('COM3');
  });

  it('say of a simulation and of a recording that they are no person', () => {
    const watch = watched(30, () => [value('heartRate')]);
    const of = (more: Partial<SourceStatus>) =>
      signalsOf(BODY, watch, [source('ecg', [], more)])[0]?.remark?.en;
    expect(of({})).toBeUndefined();
    expect(of({ kind: 'synthetic' })).toContain('simulated');
    expect(of({ recorded: true })).toContain('recording');
  });

  it('leave out what nobody measures and what is muted, and are silent in the first seconds', () => {
    const watch = watched(30, () => [value('heartRate')]);
    const all = [source('ecg', []), source('eeg', [], { bodyId: 'other' })];
    expect(signalsOf(BODY, watch, all).map((s) => s.modality)).toEqual(['physiology']);
    const muted = watched(30, () => []);
    expect(signalsOf(BODY, muted, [source('eeg', [], { muted: true })])).toEqual([]);
    const early = watched(3, () => []);
    expect(signalsOf(BODY, early, [source('eeg', ['flat'])])).toEqual([
      { modality: 'brain', quality: 0 },
    ]);
    expect(isReady(signalsOf(BODY, watch, all))).toBe(true);
    expect(isReady([])).toBe(false);
  });
});
