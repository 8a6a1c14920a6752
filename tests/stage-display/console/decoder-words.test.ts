import { expect, it } from 'vitest';
import { DECODERS } from '../../../conductor/affect/decoders.ts';
import { decoderName } from '../../../stage-display/shared-ui/decoder-words.ts';

it('every decoder has a name in both languages; one of elsewhere goes by its id', () => {
  for (const id of [...DECODERS.map((one) => one.id), 'text']) {
    expect(decoderName(id, 'en')).toMatch(/, (rules|learned|own)$/);
    expect(decoderName(id, 'ko')).toMatch(/[가-힣]+, (규칙|학습|개인)$/);
  }
  expect(decoderName('constructor', 'ko')).toBe('constructor');
});
