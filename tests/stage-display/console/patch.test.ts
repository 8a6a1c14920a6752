import { describe, expect, it } from 'vitest';
import type { FeatureName, FeatureValue } from '#contracts/feature';
import { EMPTY_PATCH, patched } from '#contracts/patch';
import {
  readGain,
  settingsOf,
  withGain,
  withSetting,
} from '../../../stage-display/console/patch/settings.ts';
import {
  beginTrial,
  hearTrial,
  TRY_HOLD_MS,
  TRY_MS,
  type Trial,
  verdictOf,
} from '../../../stage-display/console/patch/trial.ts';

const feature = (name: FeatureName, value: number, sourceId = 'wrist'): FeatureValue => ({
  bodyId: 'dancer',
  sourceId,
  name,
  value,
  confidence: 0.9,
  atMs: 0,
  recorded: false,
});

/** A trial that hears `rest` while the body holds still and `moved` after. */
const trial = (rest: readonly FeatureValue[], moved: readonly FeatureValue[]): Trial => {
  const still = hearTrial(beginTrial('wrist', 0), rest, TRY_HOLD_MS - 1);
  return hearTrial(still, moved, TRY_HOLD_MS + 1);
};

describe('a try', () => {
  it('first asks to hold still, then to move, and counts down', () => {
    const begun = beginTrial('wrist', 1000);
    expect(verdictOf(begun, 1000)).toEqual({ is: 'hold', leftMs: TRY_HOLD_MS });
    expect(verdictOf(begun, 1000 + TRY_HOLD_MS)).toMatchObject({ is: 'move' });
  });

  it('names what answered', () => {
    const done = trial(
      [feature('motionEnergy', 0.02), feature('heartRate', 70)],
      [feature('motionEnergy', 0.4), feature('heartRate', 71)],
    );
    expect(verdictOf(done, TRY_MS)).toEqual({ is: 'works', features: ['motionEnergy'] });
  });

  it('says so where something is heard and nothing moves', () => {
    const done = trial([feature('heartRate', 70)], [feature('heartRate', 72)]);
    expect(verdictOf(done, TRY_MS)).toEqual({ is: 'still', features: ['heartRate'] });
  });

  it('says so where nothing is heard, and does not take another source for this one', () => {
    const done = trial([feature('heartRate', 60, 'belt')], [feature('heartRate', 120, 'belt')]);
    expect(verdictOf(done, TRY_MS)).toEqual({ is: 'silent' });
  });

  it('hears nothing after its end', () => {
    const late = hearTrial(beginTrial('wrist', 0), [feature('motionEnergy', 1)], TRY_MS + 1);
    expect(verdictOf(late, TRY_MS + 1)).toEqual({ is: 'silent' });
  });
});

describe('the settings of a source', () => {
  it('are changed one at a time, and gone when nothing is left of them', () => {
    const muted = withSetting({}, 'muted', true);
    expect(muted).toEqual({ muted: true });
    expect(withSetting({ muted: true, body: 'bo' }, 'muted', null)).toEqual({ body: 'bo' });
    expect(withSetting({ muted: true }, 'muted', null)).toBeNull();
  });

  it('keep a gain for each stream; a gain of 1 is none', () => {
    expect(withGain({}, 'acc', 9.81)).toEqual({ gain: { acc: 9.81 } });
    expect(withGain({ gain: { acc: 9.81, gyro: 2 } }, 'acc', 1)).toEqual({ gain: { gyro: 2 } });
    expect(withGain({ gain: { acc: 9.81 } }, 'acc', 1)).toBeNull();
  });

  it('read a gain as people type it, and nothing that is none', () => {
    expect(['9.81', ' 9,81 ', '1e-3'].map(readGain)).toEqual([9.81, 9.81, 0.001]);
    expect(['', 'loud', '-1', '0', '1e12', 'NaN'].map(readGain)).toEqual(Array(6).fill(null));
  });

  it('come out of the patch as they were put in', () => {
    const one = patched(EMPTY_PATCH, { do: 'source', id: 'wrist', set: { body: 'bo' } });
    expect(settingsOf(one, 'wrist')).toEqual({ body: 'bo' });
    expect(settingsOf(one, 'belt')).toEqual({});
    expect(patched(one, { do: 'source', id: 'wrist', set: null })).toEqual(EMPTY_PATCH);
    const twice = ['midi', 'midi'].reduce(
      (patch, source) => patched(patch, { do: 'open', source }),
      EMPTY_PATCH,
    );
    expect(twice.open).toEqual(['midi']);
  });
});
