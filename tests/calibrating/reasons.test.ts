import { expect, it } from 'vitest';
import { assertCompatible } from '../../conductor/affect/calibration/fit/compatible.ts';
import { layoutOf } from '../../conductor/affect/calibration/fit/layout.ts';
import { readProfile } from '../../conductor/affect/calibration/fit/profile.ts';
import { adviceOnce } from '../../conductor/calibrating/judge.ts';
import { reasonOf } from '../../conductor/calibrating/reasons.ts';
import { YeounError } from '../../conductor/kernel/errors.ts';
import { noConsent } from '../../conductor/state/people/errors.ts';
import { errorSaid, saidError } from '../../conductor/state/people/protocol.ts';
import { koreanOf } from '../../conductor/state/people/reasons.ts';

const thrown = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};
/** Words of English; names of channels, files and flags may stand in a Korean sentence. */
const english = (text: string): string[] =>
  text.match(/\b(?:the|is|are|cannot|not|of|no)\b/gi) ?? [];

it('a reason that a lamp or a note gives is Korean where the lamp is, whatever went wrong', () => {
  const made = { layout: layoutOf('brain', ['AF7', 'AF8']) };
  const errors = [
    thrown(() => readProfile(Uint8Array.of(1))),
    thrown(() => assertCompatible(made, layoutOf('brain', ['AF7']))),
    new YeounError('calibrate/fit', 'fit', 'its thread ended without an answer.', 'Go on.'),
    new YeounError('model/refused', 'dancer', 'the graph does not load', 'Take it again.'),
    Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }),
    Object.assign(new Error('attempt to write a readonly database'), {
      code: 'SQLITE_READONLY_DIRECTORY',
    }),
    errorSaid(saidError(noConsent('p-x', 'profile'))),
    new Error('The sky is falling.'),
    'not even an error',
  ];
  for (const error of errors) {
    const { en, ko } = reasonOf(error);
    expect(ko).toMatch(/[가-힣]{2}.*\.$/);
    expect([ko, english(ko)]).toEqual([ko, []]);
    expect(en).not.toMatch(/[가-힣]/);
  }
  expect(reasonOf(errors[1]).ko).toContain('AF8 없음');
  expect(koreanOf(errors[5])).toContain('권한');
});

it('the advice that modalities share is said once, after what was found of each', () => {
  const more = 'More recalls may help.';
  expect(adviceOnce([`Brain: 40 % (95 %: 20 % to 60 %). ${more}`, `Heart: 35 %. ${more}`])).toBe(
    `Brain: 40 % (95 %: 20 % to 60 %). Heart: 35 %. ${more}`,
  );
  expect(adviceOnce(['Brain: usable.', `Heart: 35 %. ${more}`])).toBe(
    `Brain: usable. Heart: 35 %. ${more}`,
  );
  expect(adviceOnce(['뇌파: 쓸 수 없습니다. 하나. 둘.', '심장: 쓸 수 없습니다. 셋. 둘.'])).toBe(
    '뇌파: 쓸 수 없습니다. 하나. 심장: 쓸 수 없습니다. 셋. 둘.',
  );
});
