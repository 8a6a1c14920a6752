import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CLASSES,
  isFit,
  LIMITS,
  type Scores,
  scoresOf,
} from '../../../conductor/imagery/safety/scores.ts';

const scores = (parts: Partial<Scores>): Scores => {
  const given = Object.values(parts).reduce((sum, v) => sum + v, 0);
  const rest = Object.fromEntries(CLASSES.map((name) => [name, 0])) as Scores;
  return { ...rest, neutral: 1 - given, ...parts };
};

describe('what a family may see', () => {
  it('holds back pornography, photographed or drawn, and the two together', () => {
    expect(isFit(scores({}))).toBe(true);
    expect(isFit(scores({ porn: LIMITS.explicit }))).toBe(false);
    expect(isFit(scores({ hentai: LIMITS.explicit }))).toBe(false);
    expect(isFit(scores({ porn: LIMITS.explicit / 2, hentai: LIMITS.explicit / 2 }))).toBe(false);
    expect(isFit(scores({ porn: LIMITS.explicit - 0.01 }))).toBe(true);
    expect(isFit(scores({ drawing: 0.98 }))).toBe(true);
  });

  it('holds back the merely suggestive from a higher share on', () => {
    expect(isFit(scores({ sexy: LIMITS.suggestive - 0.01 }))).toBe(true);
    expect(isFit(scores({ sexy: LIMITS.suggestive }))).toBe(false);
    expect(isFit(scores({ sexy: LIMITS.suggestive - 0.1, porn: 0.1 }))).toBe(false);
  });

  it('holds back what could not be looked at', () => {
    expect(isFit(null)).toBe(false);
  });

  it('never lets more of the bad pass where less of it was held back', () => {
    const share = fc.double({ min: 0, max: 0.3, noNaN: true });
    fc.assert(
      fc.property(share, share, share, share, (porn, hentai, sexy, more) => {
        const before = isFit(scores({ porn, hentai, sexy }));
        if (!before) expect(isFit(scores({ porn: porn + more, hentai, sexy }))).toBe(false);
      }),
    );
  });
});

describe("the network's numbers", () => {
  it('are shares of one, in their order', () => {
    expect(scoresOf([0.1, 0.2, 0.3, 0.25, 0.15])).toEqual({
      drawing: 0.1,
      hentai: 0.2,
      neutral: 0.3,
      porn: 0.25,
      sexy: 0.15,
    });
  });

  it.each([
    ['not numbers', [Number.NaN, 0, 1, 0, 0]],
    ['too few', [0.5, 0.5]],
    ['no shares of one', [0, 0, 0, 0, 0]],
    ['below nothing', [-0.5, 0, 1.5, 0, 0]],
  ])('are none where they are %s', (_, values) => {
    expect(scoresOf(values)).toBeNull();
  });
});
