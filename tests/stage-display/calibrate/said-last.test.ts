import { describe, expect, it } from 'vitest';
import type { CalibrationStatus } from '#contracts/calibration';
import { idleStatus } from '../../../conductor/affect/calibration/session/status.ts';
import { saidLast } from '../../../stage-display/calibrate/said-last.ts';

const status = (of: Partial<CalibrationStatus>): CalibrationStatus => ({
  ...idleStatus(),
  phase: 'recall',
  recall: 2,
  feeling: null,
  ...of,
});

describe('what was said last', () => {
  it('stands over the echo of an earlier mark, and gives way to the conductor in the end', () => {
    const mine = saidLast();
    mine.say('positive', status({}), 100);
    mine.say('negative', status({}), 160);
    expect(mine.over(status({ feeling: 'positive' }), 200).feeling).toBe('negative');
    expect(mine.over(status({ feeling: 'neutral' }), 900).feeling).toBe('negative');
    expect(mine.over(status({ feeling: 'neutral' }), 1_000).feeling).toBe('neutral');
  });

  it('is of its recall alone', () => {
    const mine = saidLast();
    mine.say('positive', status({}), 100);
    expect(mine.over(status({ recall: 3 }), 200).feeling).toBeNull();
    expect(mine.over(status({ phase: 'rest' }), 200).feeling).toBeNull();
  });
});
