import { describe, expect, it } from 'vitest';
import { readProfile } from '../../conductor/affect/calibration/fit/profile.ts';
import type { FitOutcome } from '../../conductor/calibrating/fitter.ts';
import { BODY, calibrationStage, fittedHere, memoryPeople, verdict } from './support.ts';

const BEGIN = { do: 'calibrate', step: 'begin' } as const;
const STOP = { do: 'calibrate', step: 'stop' } as const;
const RESUME = { do: 'calibrate', step: 'resume' } as const;
const usable = async () => ({ verdict: verdict(true), models: [] });

/** A fit that ends when it is told to. */
const slowFit = () => {
  let end = (_: FitOutcome): void => {};
  const ended = new Promise<FitOutcome>((resolve) => {
    end = resolve;
  });
  return { fit: () => ended, end: () => end({ verdict: verdict(true), models: [] }) };
};

describe('a person who is forgotten', () => {
  it('leaves no session behind that could be gone on with', async () => {
    const known = ['mina', 'jun'];
    const { people, change } = memoryPeople(['calibration'], known);
    const stage = await calibrationStage({ people, fit: usable });
    stage.ask({ ...BEGIN, person: 'mina' });
    await stage.until('recall', stage.person());
    stage.ask(STOP);
    await stage.run(1);
    // Somebody else's change takes nothing away.
    known.splice(known.indexOf('jun'), 1);
    change();
    await stage.run(1);
    expect(stage.status()).toMatchObject({ phase: 'idle', person: 'mina', resumable: true });
    known.splice(0);
    change();
    await stage.run(1);
    expect(stage.status()).toMatchObject({ phase: 'idle', person: null, resumable: false });
    stage.ask({ ...RESUME, person: 'mina' });
    await stage.run(1);
    expect(stage.status().phase).toBe('idle');
    expect(stage.told.at(-1)).toContain('no session to go on with');
  });

  it('ends their session where it runs, and nothing of it goes live', async () => {
    const known = ['mina'];
    const { people, change, drawers } = memoryPeople(['calibration', 'profile'], known);
    const stage = await calibrationStage({ people, fit: usable });
    stage.ask({ ...BEGIN, person: 'mina' });
    await stage.until('recall', stage.person());
    known.splice(0);
    drawers.clear();
    change();
    await stage.run(1);
    expect(stage.status()).toMatchObject({ phase: 'idle', person: null, resumable: false });
    expect(stage.told.at(-1)).toContain('was forgotten');
    await stage.calibration.close();
    expect([...drawers.keys()]).toEqual([]);
    expect(stage.worn).toEqual([]);
  });

  it('while their model is made, wears none', async () => {
    const known = ['mina'];
    const { people } = memoryPeople(['calibration', 'profile'], known);
    const { fit, end } = slowFit();
    const stage = await calibrationStage({ people, fit });
    stage.ask({ ...BEGIN, person: 'mina' });
    const person = stage.person();
    while (stage.status().phase !== 'fitting') await stage.run(1, person);
    known.splice(0);
    end();
    await stage.calibration.settled();
    expect(stage.worn).toEqual([]);
    expect(stage.status()).toMatchObject({ phase: 'idle', resumable: false });
  });

  it('is not anybody of whom a store that does not answer says nothing', async () => {
    const { people, change } = memoryPeople(['calibration']);
    const stage = await calibrationStage({ people, fit: usable });
    stage.ask({ ...BEGIN, person: 'mina' });
    await stage.run(2);
    stage.ask(STOP);
    await stage.run(1);
    Object.assign(people, {
      find: async () => {
        throw new Error('its thread has ended');
      },
    });
    change();
    await stage.run(1);
    expect(stage.status()).toMatchObject({ person: 'mina', resumable: true });
  });
});

describe('a consent that is taken back', () => {
  it('takes the session with it that was left off under it', async () => {
    const consents = ['calibration', 'profile'];
    const { people, change } = memoryPeople(consents);
    const stage = await calibrationStage({ people, fit: usable });
    stage.ask({ ...BEGIN, person: 'mina' });
    await stage.until('recall', stage.person());
    stage.ask(STOP);
    await stage.run(1);
    expect(stage.status().resumable).toBe(true);
    consents.shift();
    change();
    await stage.run(1);
    expect(stage.status()).toMatchObject({ person: null, resumable: false });
  });

  it('during the session: the model is kept, the labelled windows are not', async () => {
    const consents = ['calibration', 'profile'];
    const { people, drawers } = memoryPeople(consents);
    const stage = await calibrationStage({ people, shows: 1.5, fit: fittedHere });
    stage.ask({ ...BEGIN, person: 'mina' });
    await stage.until('recall', stage.person());
    drawers.clear();
    consents.shift();
    await stage.until('done', stage.person());
    await stage.calibration.settled();
    expect([...drawers.keys()]).toEqual(['p-mina/profile/physiology']);
    expect(readProfile(drawers.get('p-mina/profile/physiology')!).rows).toBe(null);
    expect(stage.status().verdict?.text.en).toContain('the labelled session is not');
  });
});

it('what could not be kept is not said to be', async () => {
  const { people } = memoryPeople(['calibration', 'profile']);
  const put = people.put;
  Object.assign(people, {
    put: async (...args: Parameters<typeof put>) => {
      if (args[1] === 'profile') throw new Error('no room');
      return await put(...args);
    },
  });
  const stage = await calibrationStage({ people, shows: 1.5, fit: fittedHere });
  stage.ask({ ...BEGIN, person: 'mina' });
  await stage.until('done', stage.person());
  const { text } = stage.status().verdict ?? {};
  expect(text?.en).toContain('could not be kept');
  expect(text?.en).not.toContain('is kept with the person');
});

it('a session that was left off while its model was made sends nothing live', async () => {
  const { fit, end } = slowFit();
  const stage = await calibrationStage({ fit });
  stage.ask(BEGIN);
  const person = stage.person();
  while (stage.status().phase !== 'fitting') await stage.run(1, person);
  stage.ask(STOP);
  stage.ask({ ...BEGIN, person: 'jun' });
  end();
  await stage.calibration.settled();
  expect(stage.worn).toEqual([]);
  expect(stage.status()).toMatchObject({ phase: 'settle', resumable: false });
});

it('a body that is calibrated without a known name is nobody known from then on, which is said', async () => {
  const { people, assigned } = memoryPeople(['calibration', 'profile']);
  const stage = await calibrationStage({ people, fit: usable });
  stage.ask(BEGIN);
  await stage.run(1);
  // Nobody was it before: there is nothing to say.
  expect(assigned.size).toBe(0);
  expect(stage.told.join()).not.toContain('nobody known');
  stage.ask(STOP);
  stage.ask({ ...BEGIN, person: 'mina' });
  await stage.run(1);
  expect(assigned.get(BODY)).toBe('p-mina');
  stage.ask(STOP);
  stage.ask({ ...BEGIN, person: 'stranger' });
  await stage.run(1);
  expect(assigned.get(BODY)).toBe(null);
  expect(stage.told.at(-1)).toContain('dancer is nobody known now');
});

it('names nobody in what is told, for it is told to the log too', async () => {
  const { people } = memoryPeople(['calibration', 'profile']);
  const stage = await calibrationStage({ people, fit: usable });
  for (const person of ['mina', 'stranger']) {
    stage.ask({ ...BEGIN, person });
    await stage.until('recall', stage.person());
    stage.ask(STOP);
    stage.ask({ ...RESUME, person });
    await stage.until('done', stage.person());
  }
  expect(stage.told.length).toBeGreaterThan(6);
  expect(stage.told.join()).not.toMatch(/mina|stranger/);
});
