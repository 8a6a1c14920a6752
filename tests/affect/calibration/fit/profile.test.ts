import * as ort from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { YeounError } from '#contracts/errors';
import {
  assertCompatible,
  compatible,
  difference,
} from '../../../../conductor/affect/calibration/fit/compatible.ts';
import { fitPerson } from '../../../../conductor/affect/calibration/fit/fit.ts';
import { layoutOf } from '../../../../conductor/affect/calibration/fit/layout.ts';
import {
  profileBytes,
  profileOf,
  readProfile,
} from '../../../../conductor/affect/calibration/fit/profile.ts';
import { sharesOf } from '../../../../conductor/affect/calibration/fit/refine.ts';
import { settingsOf } from '../../../../conductor/affect/calibration/fit/settings.ts';
import { GOOD_DAY, simulatedPerson } from './people.ts';

const person = simulatedPerson({ ...GOOD_DAY, seed: 1, dPrime: 4 });
const outcome = fitPerson(person);
const profile = profileOf(person, outcome, { who: 'p-1', seed: 1, keepsRows: true });

describe('a profile', () => {
  it('comes back from its bytes, rows and all', () => {
    const back = readProfile(profileBytes(profile));
    expect(back.model).toEqual(profile.model);
    expect(back.layout).toEqual(person.layout);
    expect(back.rows?.length).toBe(person.rows.length);
    expect(back.rows?.[50]).toMatchObject({
      recall: person.rows[50]?.recall,
      atMs: person.rows[50]?.atMs,
    });
    expect(back.rows?.[50]?.values[3]).toBeCloseTo(person.rows[50]?.values[3] ?? 0, 5);
    expect(profileBytes(back)).toEqual(profileBytes(profile));
  });

  it('keeps no rows where the person lets none be kept, and gaps as gaps', () => {
    const bare = readProfile(
      profileBytes(profileOf(person, outcome, { who: 'p-1', seed: 1, keepsRows: false })),
    );
    expect(bare.rows).toBeNull();
    const gap = {
      ...profile,
      model: null,
      rows: [{ ...person.rows[0]!, values: person.layout.columns.map(() => null) }],
    };
    expect(readProfile(profileBytes(gap)).rows).toEqual(gap.rows);
  });

  it('that is cut, changed or none is refused', () => {
    const bytes = profileBytes(profile);
    for (const bad of [
      new Uint8Array(0),
      bytes.subarray(0, 3),
      bytes.subarray(0, 100),
      bytes.subarray(0, bytes.length - 1),
      bytes.map((b, i) => (i === 20 ? 0 : b)),
      new Uint8Array(5000).fill(7),
    ]) {
      expect(() => readProfile(bad)).toThrow(YeounError);
      expect(() => readProfile(bad)).toThrow(/Calibrate again/);
    }
  });

  it('for other channels is refused with the difference named, in both languages', () => {
    const there = { ...person.layout, channels: ['Fp1', 'Fp2'] };
    expect(compatible(profile, person.layout)).toBe(true);
    expect(compatible(profile, there)).toBe(false);
    expect(() => assertCompatible(profile, there)).toThrow(
      expect.objectContaining({
        message: expect.stringContaining('ch1, ch2, ch3, ch4; here are Fp1, Fp2'),
        ko: expect.stringMatching(/채널.*Fp1, Fp2/),
      }),
    );
    const { channels } = person.layout;
    const told = (now: string[]) => difference(person.layout, { ...person.layout, channels: now });
    expect(told([...channels].reverse())?.en).toContain(
      'here are ch4, ch3, ch2, ch1 (another order)',
    );
    expect(told([...channels].reverse())?.ko).toContain('순서 다름');
    expect(told(['ch1', 'ch2', 'ch3', 'AUX'])?.en).toContain('(ch4 missing, AUX added)');
    expect(told(['ch1', 'ch2', 'ch3', 'AUX'])?.ko).toContain('(ch4 없음, AUX 더 있음)');
    expect(told([...channels])).toBeNull();
    expect(() => assertCompatible(profile, layoutOf('movement'))).toThrow(
      /made for brain, not for movement/,
    );
    const fewer = { ...person.layout, columns: person.layout.columns.slice(1) };
    expect(() => assertCompatible(profile, fewer)).toThrow(/eegDelta@ch1/);
    expect(() => assertCompatible(profile, { ...person.layout, version: 2 })).toThrow(
      /another version/,
    );
  });
});

describe('its graph and card', () => {
  it('says what the weighted sums say', async () => {
    const { model } = profile;
    if (!model || !outcome.fitted) throw new Error('no model');
    const { x } = outcome.fitted.problem;
    const session = await ort.InferenceSession.create(model.onnx);
    const found = await session.run({
      input: new ort.Tensor('float32', Float32Array.from(x.data), [x.rows, x.cols]),
    });
    const output = found.output?.data as Float32Array;
    for (const i of [0, 17, 90]) {
      const shares = sharesOf(model, x.data.subarray(i * x.cols, (i + 1) * x.cols));
      for (const [k, share] of shares.entries()) expect(output[i * 3 + k]).toBeCloseTo(share, 4);
    }
  });

  it('shows the honest number, its leaky twin, and what time alone would tell', () => {
    const card = profile.model?.card;
    const score = (split: RegExp) =>
      card?.scores.find((s) => split.test(s.split) && s.metric === 'balancedAccuracy');
    expect(score(/^leave one recall out, everything/)?.value).toBe(
      outcome.verdict.balancedAccuracy,
    );
    expect(score(/LEAKY/)?.value).toBeGreaterThanOrEqual(score(/everything/)?.value ?? 1);
    expect(score(/time alone/)?.value).toBeLessThan(0.5);
    expect(card && settingsOf(card)).toMatchObject({
      usable: true,
      classes: ['positive', 'neutral', 'negative'],
    });
    expect(card && settingsOf({ ...card, version: 9 })).toBeNull();
  });
});
