import { expect, it } from 'vitest';
import { sourceWord } from '../../../stage-display/console/truth.ts';

it('a feeling that a hand holds is not said to lack a signal, and the other way round', () => {
  expect(sourceWord('held', 'hold')).toBe('source_heldByHand');
  expect(sourceWord('held', null)).toBe('source_held');
  // On its way back, or led by hand: what is shown says itself where it comes from.
  expect(sourceWord('held', 'live')).toBe('source_held');
  expect(sourceWord('live', 'hold')).toBe('source_live');
  expect(sourceWord('manual', 'manual')).toBe('source_manual');
});
