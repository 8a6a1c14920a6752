import { describe, expect, it } from 'vitest';
import { CalibrationStatus } from '#contracts/calibration';
import { readProfile } from '../../conductor/affect/calibration/fit/profile.ts';
import { PersonRows } from '../../conductor/affect/calibration/fit/rows.ts';
import { readProgress } from '../../conductor/affect/calibration/session/saved.ts';
import { BODY, calibrationStage, memoryPeople, verdict } from './support.ts';

const BEGIN = { do: 'calibrate', step: 'begin' } as const;
const usable = async () => ({ verdict: verdict(true), models: [] });

describe('a calibration on the road', () => {
  it('finds a body usable whose signals follow what is felt', async () => {
    const stage = await calibrationStage({ shows: 1.5 });
    stage.ask({ ...BEGIN, person: 'mina' });
    await stage.until('done', stage.person());
    expect(stage.worn[0]?.map(({ modality, card }) => [modality, card.outputs])).toEqual([
      ['physiology', ['positive', 'neutral', 'negative']],
    ]);
    const { verdict: found, labelledS, signals, prompt } = stage.status();
    expect(found).toMatchObject({ usable: true, recalls: 9 });
    expect(found?.balancedAccuracy).toBeGreaterThan(0.6);
    expect(found?.ci?.[0]).toBeGreaterThan(found?.chance ?? 1);
    expect(Object.values(labelledS).every((s) => s > 60)).toBe(true);
    expect(signals).toEqual([{ modality: 'physiology', quality: 1 }]);
    expect(prompt.en).toContain('this evening only');
    expect(stage.errors).toEqual([]);
    stage.sent.forEach((status, i) => {
      if (i % 25 === 0) CalibrationStatus.parse(status);
    });
    for (const rows of stage.asks[0]?.rows ?? []) PersonRows.parse(rows);
  });

  it('says of a body whose signals show nothing that they are not usable', async () => {
    const stage = await calibrationStage({ shows: 0 });
    stage.ask(BEGIN);
    await stage.until('done', stage.person());
    expect(stage.status().verdict).toMatchObject({ usable: false });
    expect(stage.worn).toEqual([]);
  });

  it('says what more is needed where one feeling alone was marked', async () => {
    const stage = await calibrationStage({ shows: 1.5 });
    stage.ask(BEGIN);
    await stage.until(
      'done',
      stage.person(() => 'positive'),
    );
    const { verdict: found } = stage.status();
    expect(found).toMatchObject({ usable: false, balancedAccuracy: null });
    expect(found?.text.en).toMatch(/two feelings/);
  });

  it('tells consoles four times a second, and by itself that nobody is calibrated', async () => {
    const stage = await calibrationStage({ fit: usable });
    expect(stage.sent).toHaveLength(1);
    expect(stage.sent[0]).toMatchObject({ phase: 'idle', resumable: false });
    stage.ask(BEGIN);
    await stage.run(10);
    expect(stage.sent.length).toBeGreaterThanOrEqual(40);
    expect(stage.sent.length).toBeLessThan(50);
    expect(stage.status()).toMatchObject({ phase: 'settle', body: BODY, person: null });
  });

  it('gathers rows under the recall and the feeling they lie in, and none of a repeated recall', async () => {
    const stage = await calibrationStage({ fit: usable });
    stage.ask({ ...BEGIN, recalls: 6, recallS: 20 });
    await stage.until('recall');
    stage.ask({ do: 'label', feeling: 'positive' });
    await stage.run(15);
    stage.ask({ do: 'calibrate', step: 'again' });
    await stage.until('recall');
    stage.ask({ do: 'label', feeling: 'negative' });
    await stage.until('rest');
    await stage.until('done', stage.person());
    const rows =
      stage.asks[0]?.rows.find(({ layout }) => layout.modality === 'physiology')?.rows ?? [];
    const recalls = [...new Set(rows.map(({ recall }) => recall))].filter((r) => r !== null);
    expect(recalls).toHaveLength(7);
    expect(recalls[0]).toMatch(/\.2$/);
    const first = rows.filter(({ recall }) => recall === recalls[0]);
    expect(new Set(first.map(({ feeling }) => feeling))).toEqual(new Set(['negative']));
    expect(rows.filter(({ recall }) => recall === null).length).toBeGreaterThan(30);
    expect(rows.filter(({ recall, feeling }) => recall === null && feeling !== null)).toEqual([]);
  });
});

describe('what is kept', () => {
  it('nothing, where nobody agreed: it lives for the evening, and that is said before and after', async () => {
    const { people, drawers } = memoryPeople([]);
    const stage = await calibrationStage({ people, fit: usable });
    stage.ask({ ...BEGIN, person: 'mina' });
    await stage.run(1);
    expect(stage.told.join()).toContain('no consent to a profile');
    await stage.until('done', stage.person());
    expect(stage.worn).toHaveLength(1);
    expect(drawers.size).toBe(0);
    expect(stage.status().verdict?.text.en).toContain('this evening only');
  });

  it('nothing of somebody whom the store does not know', async () => {
    const { people, drawers } = memoryPeople(['profile', 'calibration']);
    const stage = await calibrationStage({ people, fit: usable });
    stage.ask({ ...BEGIN, person: 'nobody' });
    await stage.run(1);
    expect(stage.told.join()).toContain('nobody, or more than one person, is known');
    expect(drawers.size).toBe(0);
  });

  it('the progress after each part, and none of it when the session is over', async () => {
    const { people, drawers, assigned } = memoryPeople(['profile', 'calibration']);
    const stage = await calibrationStage({ people, fit: usable });
    stage.ask({ ...BEGIN, person: 'mina' });
    await stage.until('rest');
    await stage.calibration.settled();
    expect([...drawers.keys()]).toEqual(['p-mina/calibration/progress']);
    expect(assigned.get(BODY)).toBe('p-mina');
    await stage.until('done', stage.person());
    await stage.calibration.settled();
    expect([...drawers.keys()]).toEqual([]);
  });

  it('the model with the person, and learns on it the next time', async () => {
    const { people, drawers } = memoryPeople(['profile', 'calibration']);
    const first = await calibrationStage({ people, shows: 1.5 });
    first.ask({ ...BEGIN, person: 'mina' });
    await first.until('done', first.person());
    const kept = drawers.get('p-mina/profile/physiology');
    expect(readProfile(kept!)).toMatchObject({ layout: { modality: 'physiology' }, rows: null });
    // What it was learnt from lies under the other consent, without the model.
    const windows = readProfile(drawers.get('p-mina/calibration/windows-physiology')!);
    expect(windows.model).toBe(null);
    expect(windows.rows?.length).toBeGreaterThan(100);
    // Too few recalls to be a model by themselves; enough to learn more on the one that is there.
    const again = await calibrationStage({ people, shows: 1.5, seed: 8 });
    again.clock.advanceTo(first.clock.nowMs() + 7 * 86_400_000);
    again.ask({ ...BEGIN, person: 'mina', recalls: 4, recallS: 30 });
    const person = again.person();
    while (again.status().phase !== 'done') {
      const { phase, recall } = again.status();
      if (phase === 'rest' && recall >= 4) again.ask({ do: 'calibrate', step: 'next' });
      await again.run(1, person);
      await again.calibration.settled();
    }
    expect(again.asks[0]?.known).toHaveLength(2);
    expect(again.status().verdict).toMatchObject({ usable: true });
    expect(again.status().verdict?.text.en).toMatch(/Refined|Not changed/);
  }, 30_000);

  it('goes on after a crash of the conductor where the last part ended', async () => {
    const { people, drawers } = memoryPeople(['profile', 'calibration']);
    const first = await calibrationStage({ people, fit: usable });
    first.ask({ ...BEGIN, person: 'mina' });
    const person = first.person();
    while (first.status().recall < 2) await first.run(1, person);
    await first.until('recall', person);
    await first.run(10, person);
    // No goodbye: what lies in the drawer is all there is.
    const kept = readProgress(drawers.get('p-mina/calibration/progress')!, first.clock.nowMs());
    expect(kept?.state).toMatchObject({ phase: 'rest', recall: 2 });
    const again = await calibrationStage({ people, fit: usable });
    again.clock.advanceTo(first.clock.nowMs() + 60_000);
    again.ask({ do: 'calibrate', step: 'resume', person: 'mina' });
    await again.run(1);
    expect(again.status()).toMatchObject({ phase: 'settle', recall: 2, person: 'mina' });
    expect(again.status().labelledS.positive + again.status().labelledS.negative).toBeGreaterThan(
      20,
    );
    await again.until('done', again.person());
    const rows = again.asks[0]?.rows.find(({ layout }) => layout.modality === 'physiology')?.rows;
    expect(new Set(rows?.map(({ recall }) => recall).filter((r) => r !== null)).size).toBe(9);
  });

  it('does not go on from something else than its own progress, or from another day', async () => {
    const { people, drawers } = memoryPeople(['calibration']);
    for (const text of ['', '{}', 'null', '{"format":1}', '\u0000\u0001']) {
      drawers.set('p-mina/calibration/progress', new TextEncoder().encode(text));
      const stage = await calibrationStage({ people });
      stage.ask({ do: 'calibrate', step: 'resume', person: 'mina' });
      await stage.run(1);
      expect(stage.status()).toMatchObject({ phase: 'idle' });
      expect(stage.told.at(-1)).toContain('no session to go on with');
      // Nobody can go on with it: it does not stay either.
      expect([...drawers.keys()]).toEqual([]);
    }
  });
});

describe('leading it', () => {
  it('leaves off and goes on without a store, in the memory of the evening', async () => {
    const stage = await calibrationStage({ fit: usable });
    stage.ask({ ...BEGIN, person: 'mina' });
    await stage.until('recall', stage.person());
    stage.ask({ do: 'calibrate', step: 'stop' });
    expect(stage.status()).toMatchObject({ phase: 'idle', resumable: true });
    expect(stage.told.at(-1)).toContain('while this conductor runs');
    await stage.run(30);
    stage.ask({ do: 'calibrate', step: 'resume' });
    await stage.run(1);
    expect(stage.status()).toMatchObject({ phase: 'settle', recall: 0 });
    await stage.until('rest');
    stage.ask({ do: 'calibrate', step: 'stop' });
    // What nobody can go on with is not offered.
    stage.clock.advance(12.1 * 3_600_000);
    expect(stage.status()).toMatchObject({ phase: 'idle', resumable: false });
    stage.ask(BEGIN);
    await stage.run(1);
    await stage.calibration.close();
    expect(stage.told.at(-1)).toContain('ends with the conductor');
  });

  it('refuses a second one while one runs, a body of another show, and steps where none runs', async () => {
    const stage = await calibrationStage({ fit: usable });
    for (const step of ['next', 'again', 'stop', 'resume'] as const) {
      stage.ask({ do: 'calibrate', step });
      await stage.run(0.5);
    }
    expect(stage.told.map((t) => t.slice(0, 4))).toEqual(['warn', 'warn', 'warn', 'warn']);
    stage.ask({ ...BEGIN, body: 'ghost' });
    await stage.run(0.5);
    expect(stage.told.at(-1)).toContain('no body "ghost"');
    stage.ask(BEGIN);
    stage.ask(BEGIN);
    await stage.run(1);
    expect(stage.told.filter((t) => t.includes('runs already'))).toHaveLength(1);
    stage.ask({ do: 'label', feeling: 'positive', body: 'other' });
    expect(stage.status().feeling).toBe(null);
  });

  it('leaves the session as it is where the fit fails, and tries again when it goes on', async () => {
    let fails = true;
    const stage = await calibrationStage({
      fit: async () => {
        if (fails) throw new Error('the thread is gone');
        return await usable();
      },
    });
    stage.ask(BEGIN);
    const person = stage.person();
    for (let s = 0; s < 600 && !stage.told.some((t) => t.startsWith('fail')); s++)
      await stage.run(1, person);
    await stage.calibration.settled();
    expect(stage.told.join()).toContain('the thread is gone');
    expect(stage.status()).toMatchObject({ phase: 'idle', resumable: true });
    fails = false;
    stage.ask({ do: 'calibrate', step: 'resume' });
    await stage.until('done', undefined, 5);
    expect(stage.status().verdict?.usable).toBe(true);
  });

  it('hears the MIDI channel of hands on the body: C, D and E in any octave, while a recall runs', async () => {
    const stage = await calibrationStage({ fit: usable });
    const note = (number: number, velocity = 0.5, bodyId = BODY, recorded = false, channel = 16) =>
      stage.block({
        sourceId: 'pads',
        bodyId,
        stream: 'note',
        kind: 'note',
        channels: 3,
        rateHz: 0,
        atMs: stage.clock.nowMs(),
        data: new Float32Array([number, velocity, channel]),
        recorded,
      });
    stage.ask(BEGIN);
    await stage.until('rest');
    note(60);
    expect(stage.status().feeling).toBe(null);
    await stage.until('recall');
    const heard = [60, 62, 64, 24, 98, 76].map((number) => {
      note(number);
      note(number, 0);
      return stage.status().feeling;
    });
    expect(heard).toEqual(['negative', 'neutral', 'positive', 'negative', 'neutral', 'positive']);
    // Another key, another body, a recording, music played meanwhile: none of it marks anything.
    for (const channel of [1, 10, 15, Number.NaN]) note(60, 0.5, BODY, false, channel);
    note(61);
    note(60, 0.5, 'other');
    note(60, 0.5, BODY, true);
    expect(stage.status().feeling).toBe('positive');
  });

  it('stands still when signals drop or are not believed, and is left off in order when the conductor ends', async () => {
    const { people, drawers } = memoryPeople(['calibration']);
    const stage = await calibrationStage({ people, fit: usable });
    stage.ask({ ...BEGIN, person: 'mina' });
    await stage.until('baseline');
    await stage.run(20);
    for (const off of [{ hears: false }, { hears: true, confidence: 0.1 }]) {
      stage.set(off);
      const before = stage.status().elapsedS;
      await stage.run(40);
      expect(stage.status()).toMatchObject({ paused: true, phase: 'baseline' });
      expect(stage.status().elapsedS).toBeLessThan(before + 4);
      stage.set({ hears: true, confidence: 0.9 });
      await stage.run(2);
    }
    expect(stage.status().signals[0]?.quality).toBeLessThan(0.5);
    expect(stage.status().signals[0]?.remark?.en).toBeDefined();
    await stage.calibration.close();
    expect(readProgress(drawers.get('p-mina/calibration/progress')!, stage.clock.nowMs())).not.toBe(
      null,
    );
    await stage.calibration.close();
  });
});
