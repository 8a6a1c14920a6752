import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { YeounError } from '../../../conductor/contracts/errors.ts';
import { openExpectation, parseProfile } from '../../../sensors/expectation/index.ts';
import { encodeProfile } from '../../../sensors/expectation/profile.ts';
import { dance, type Heard, type PoseOptions, phrase, surprise, take } from './support.ts';

vi.setConfig({ testTimeout: 60_000 });

const rehearse = (seconds: number, kept: Uint8Array | null = null, options: PoseOptions = {}) => {
  const refused: unknown[] = [];
  const expectation = openExpectation({
    load: () => kept,
    refused: (_, error) => refused.push(error),
  });
  const heard: Heard[] = dance(expectation, seconds, 0, phrase(20, 8).at, options);
  return { expectation, heard, refused, kept: expectation.save().get('dancer') ?? null };
};

describe('a profile', () => {
  it('grows: a second rehearsal knows her from the first second on', () => {
    const first = rehearse(40);
    const second = rehearse(10, first.kept);
    expect(second.refused).toEqual([]);
    expect(second.heard.find((h) => h.confidence > 0)!.tS).toBeLessThan(0.6);
    expect(second.heard.at(-1)!.confidence).toBe(1);
    const late = first.heard.filter((h) => h.tS >= 16 && h.tS < 26);
    expect(surprise(second.heard)).toBeLessThan(surprise(late));
    const [section] = parseProfile('dancer', second.kept!);
    expect(section!.numbers[0]).toBeGreaterThan(
      parseProfile('dancer', first.kept!)[0]!.numbers[0]!,
    );
  });

  it('comes through saving as it was, to 32 bits', () => {
    const { kept } = rehearse(15);
    const sections = parseProfile('dancer', kept!);
    expect(sections.map((s) => s.key)).toEqual(['pose/camera']);
    expect(encodeProfile('dancer', sections)).toEqual(kept);
  });

  it('is saved only when something was learned since the last time', () => {
    const { expectation } = rehearse(5);
    expect(expectation.save().size).toBe(0);
    dance(expectation, 5, 5, phrase(20, 8).at);
    expect([...expectation.save().keys()]).toEqual(['dancer']);
  });

  it('is found again by a camera of another name', () => {
    const first = rehearse(30);
    const second = rehearse(3, first.kept, { sourceId: 'another' });
    expect(second.heard.at(-1)!.confidence).toBe(1);
  });

  it('holds the camera and the worn sensors of one body, and no other body', () => {
    const expectation = openExpectation();
    dance(expectation, 4, 0, take(1).at);
    dance(expectation, 4, 0, take(2).at, { bodyId: 'other', sourceId: 'second' });
    const saved = expectation.save();
    expect([...saved.keys()].sort()).toEqual(['dancer', 'other']);
    expect(parseProfile('other', saved.get('other')!).map((s) => s.key)).toEqual(['pose/second']);
  });
});

describe("a recording is not today's dancer", () => {
  it('is expected, by a copy that learns, but goes into no profile', () => {
    const { kept, heard } = rehearse(20, null, { recorded: true });
    expect(heard.at(-1)!.confidence).toBe(1);
    expect(kept).toBeNull();
  });

  it('starts from what is known of her, and leaves that as it was', () => {
    const live = rehearse(40);
    const replayed = dance(live.expectation, 20, 40, phrase(20, 8).at, { recorded: true });
    expect(replayed.find((h) => h.confidence > 0)!.tS).toBeLessThan(0.6);
    expect(live.expectation.save().size).toBe(0);
  });

  it('goes into the profile where that is asked for', () => {
    const expectation = openExpectation({ learnRecorded: true });
    dance(expectation, 5, 0, phrase(20, 8).at, { recorded: true });
    expect(expectation.save().size).toBe(1);
  });
});

describe('a profile that cannot be used', () => {
  const { kept } = rehearse(15);
  const good = kept!;
  const code = (bytes: Uint8Array, body = 'dancer'): string => {
    try {
      parseProfile(body, bytes);
    } catch (error) {
      if (error instanceof YeounError) return error.code;
    }
    throw new Error('it was taken');
  };
  const changed = (at: number, value: number): Uint8Array => {
    const bytes = good.slice();
    bytes[at] = value;
    return bytes;
  };

  it('is refused by name: damaged, of another format, of another body', () => {
    expect(code(changed(5000, good[5000]! ^ 1))).toBe('expectation/damaged-profile');
    expect(code(good.slice(0, 900))).toBe('expectation/damaged-profile');
    expect(code(new Uint8Array(3))).toBe('expectation/damaged-profile');
    expect(code(changed(4, 99))).toBe('expectation/foreign-profile');
    expect(code(new TextEncoder().encode('{"hello":"world"}'))).toBe('expectation/foreign-profile');
    expect(code(good, 'somebody')).toBe('expectation/foreign-profile');
  });

  it('is told and ignored: learning begins anew', () => {
    const again = rehearse(15, changed(700, 0x55));
    expect(again.refused).toHaveLength(1);
    expect(again.refused[0]).toBeInstanceOf(YeounError);
    expect(again.kept).toEqual(good);
  });

  it('is ignored where another model made it, or its numbers are no numbers', () => {
    const [section] = parseProfile('dancer', good);
    const other = encodeProfile('dancer', [{ ...section!, signature: 'a larger one' }]);
    expect(rehearse(3, other).heard.at(-1)!.confidence).toBe(0);
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, -1]) {
      const numbers = section!.numbers.slice();
      numbers[1] = bad;
      const odd = encodeProfile('dancer', [{ ...section!, numbers }]);
      expect(rehearse(3, odd).heard.at(-1)!.confidence, String(bad)).toBe(0);
    }
  });

  it('whatever the bytes are: a profile or a typed error, never anything else', () => {
    const flips = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 20 });
    const cut = fc.nat(good.length);
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.tuple(flips, cut)), (what) => {
        const bytes = what instanceof Uint8Array ? what : good.slice(0, what[1]);
        if (!(what instanceof Uint8Array))
          for (const [at, value] of what[0]) if (at < bytes.length) bytes[at] = value;
        try {
          parseProfile('dancer', bytes);
        } catch (error) {
          if (!(error instanceof YeounError)) throw error;
        }
      }),
      { numRuns: 150 },
    );
  });

  it('a load that throws is told too', () => {
    const refused: string[] = [];
    const expectation = openExpectation({
      load() {
        throw new Error('no such disk');
      },
      refused: (body, error) => refused.push(`${body}: ${String(error)}`),
    });
    dance(expectation, 1, 0, take(1).at);
    expect(refused).toEqual(['dancer: Error: no such disk']);
  });
});
