import { describe, expect, it } from 'vitest';
import type { Lamp } from '#contracts/status';
import { fitPerson } from '../../conductor/affect/calibration/fit/fit.ts';
import {
  profileBytes,
  profileOf,
  readProfile,
} from '../../conductor/affect/calibration/fit/profile.ts';
import type { MadeModel } from '../../conductor/calibrating/fitter.ts';
import { personalModels } from '../../conductor/calibrating/personal-models.ts';
import { emitter } from '../../conductor/kernel/emitter.ts';
import { GOOD_DAY, simulatedPerson } from '../affect/calibration/fit/people.ts';
import { BODY, calibrationStage } from './support.ts';

/** A model that a real session made. */
const madeOnce = async (): Promise<MadeModel> => {
  const stage = await calibrationStage({ shows: 1.5 });
  stage.ask({ do: 'calibrate', step: 'begin', person: 'mina' });
  await stage.until('done', stage.person());
  const [model] = stage.worn[0] ?? [];
  if (!model) throw new Error('the session made no model');
  return model as MadeModel;
};
const made = madeOnce();

/** A model of brain, of the electrodes ch1 to ch4. */
const brainOnce = (): Uint8Array => {
  const person = simulatedPerson({ ...GOOD_DAY, seed: 1, dPrime: 4 });
  const who = { who: 'p-1', seed: 1, keepsRows: false };
  return profileBytes(profileOf(person, fitPerson(person), who));
};
const brain = brainOnce();

const stage = async (
  kept: Uint8Array | null,
  person: string | null = 'p-mina',
  of: 'physiology' | 'brain' = 'physiology',
) => {
  const changes = emitter<undefined>();
  const lent: (string | null)[] = [];
  const lamps: (Lamp | null)[] = [];
  const now = { kept, person, channels: undefined as readonly string[] | undefined, remade: 0 };
  const personal = personalModels({
    people: {
      personOf: async () => now.person,
      get: async (_person, kind, name) => (kind === 'profile' && name === of ? now.kept : null),
      onChange: (fn) => changes.on(fn),
    },
    models: {
      lend: async (body, modality, model) =>
        void lent.push(model ? `${body} ${modality} ${model.card.sha256.slice(0, 8)}` : null),
    },
    bodies: () => [BODY],
    channelsOf: () => now.channels,
    remake: () => {
      now.remade++;
    },
    onLamp: (lamp) => void lamps.push(lamp),
  });
  await personal.load();
  return {
    now,
    lent,
    lamps,
    personal,
    change: async () => {
      changes.emit(undefined);
      await personal.load();
    },
  };
};

describe('the personal models of the bodies', () => {
  it('are what is kept of whoever a body is, loaded at the start and once', async () => {
    const model = await made;
    const { lent, now, change } = await stage(model.profile);
    expect(lent).toEqual([`${BODY} physiology ${model.card.sha256.slice(0, 8)}`]);
    expect(now.remade).toBe(1);
    await change();
    await change();
    expect(lent).toHaveLength(1);
  });

  it('are taken off when a consent is withdrawn, and when the body is somebody else', async () => {
    const model = await made;
    for (const gone of ['profile', 'person'] as const) {
      const { lent, now, change } = await stage(model.profile);
      if (gone === 'profile') now.kept = null;
      else now.person = null;
      await change();
      expect(lent.at(-1)).toBe(null);
    }
  });

  it('are worn at once when they were just made, and for the evening where they are not kept', async () => {
    const model = await made;
    const { lent, now, change, personal } = await stage(null);
    expect(lent).toEqual([]);
    await personal.wear(BODY, [model]);
    expect(lent).toHaveLength(1);
    await change();
    expect(lent).toHaveLength(1);
    now.person = 'p-other';
    await change();
    expect(lent.at(-1)).toBe(null);
    expect(now.remade).toBe(2);
  });

  it('just made and kept too, go with what is kept', async () => {
    const model = await made;
    const { lent, now, change, personal } = await stage(null);
    await personal.wear(BODY, [model]);
    now.kept = model.profile;
    await change();
    expect(lent).toHaveLength(1);
    now.kept = null;
    await change();
    expect(lent.at(-1)).toBe(null);
  });

  it('of brain are worn where each of their electrodes is there, in whatever order; else the difference is said', async () => {
    const { lent, lamps, now, change } = await stage(brain, 'p-mina', 'brain');
    expect(lent).toHaveLength(1);
    now.channels = ['AUX', 'ch4', 'ch3', 'ch2', 'ch1'];
    await change();
    expect(lent).toHaveLength(1);
    expect(lamps.at(-1)).toBe(null);
    now.channels = ['ch1', 'ch2', 'Fz', 'ch4'];
    await change();
    expect(lent.at(-1)).toBe(null);
    expect(lamps.at(-1)?.text.en).toContain('(ch3 missing, Fz added)');
    expect(lamps.at(-1)?.text.ko).toContain('(ch3 없음, Fz 더 있음)');
    now.channels = ['ch1', 'ch2', 'ch3', 'ch4'];
    await change();
    expect(lent).toHaveLength(3);
    expect(lamps.at(-1)).toBe(null);
  });

  it('just made and kept nowhere, are not lost while other electrodes are worn: a lamp says why they are silent', async () => {
    const { model } = readProfile(brain);
    if (!model) throw new Error('no model');
    const { lent, lamps, now, change, personal } = await stage(null, null, 'brain');
    await personal.wear(BODY, [{ modality: 'brain', card: model.card, bytes: model.onnx }]);
    now.channels = ['Fp1', 'Fp2'];
    await change();
    expect(lamps.at(-1)?.text.en).toContain('ch1, ch2, ch3, ch4 missing');
    now.channels = ['ch1', 'ch2', 'ch3', 'ch4'];
    await change();
    expect(lamps.at(-1)).toBe(null);
    expect(lent).toHaveLength(1);
  });

  it('that are broken or made for other electrodes are not worn, and a lamp says what differs', async () => {
    const model = await made;
    const broken = await stage(model.profile.slice(0, 400));
    expect(broken.lent).toEqual([]);
    expect(broken.lamps.some((lamp) => lamp?.text.en.includes('is not used'))).toBe(true);

    const profile = readProfile(model.profile);
    const other = profileBytes({
      ...profile,
      layout: { ...profile.layout, version: 99 },
    });
    const { lent, lamps, now, change } = await stage(other);
    expect(lent).toEqual([]);
    const said = lamps.find((lamp) => lamp !== null);
    expect(said?.text.en).toContain('99');
    expect(said?.text.ko).toContain('99');
    now.kept = model.profile;
    await change();
    expect(lent).toHaveLength(1);
    expect(lamps.at(-1)).toBe(null);
  });
});
