import { describe, expect, it } from 'vitest';
import { keepingOf } from '../../conductor/calibrating/kept.ts';
import { dropStale } from '../../conductor/calibrating/stale.ts';
import { silentLog } from '../../conductor/kernel/log.ts';
import { agree, opened, places } from '../state/people/support.ts';
import { calibrationStage, memoryPeople, verdict } from './support.ts';

const BEGIN = { do: 'calibrate', step: 'begin', person: 'mina' } as const;
const usable = async () => ({ verdict: verdict(true), models: [] });

/** People in memory, whose consents let `sees` see them. */
const seenBy = (sees: { who: 'machine' | 'crew' }) => {
  const memory = memoryPeople(['calibration', 'profile']);
  const allows: typeof memory.people.consent.allows = async (_person, _what, _nowMs, who) =>
    who !== 'crew' || sees.who === 'crew';
  Object.assign(memory.people, { consent: { ...memory.people.consent, allows } });
  return memory;
};

describe('whose calibration it is', () => {
  it('is told to no console where it is for the machine alone; the verdict is', async () => {
    const sees = { who: 'machine' as 'machine' | 'crew' };
    const stage = await calibrationStage({ people: seenBy(sees).people, fit: usable });
    stage.ask(BEGIN);
    await stage.until('recall', stage.person());
    stage.ask({ do: 'calibrate', step: 'stop' });
    await stage.run(1);
    expect(stage.status()).toMatchObject({ phase: 'idle', resumable: true, person: null });
    stage.ask({ do: 'calibrate', step: 'resume' });
    await stage.until('done', stage.person());
    expect(stage.status().verdict).toMatchObject({ usable: true, recalls: 6 });
    expect(stage.sent.length).toBeGreaterThan(100);
    expect(JSON.stringify([stage.sent, stage.told])).not.toContain('mina');
  });

  it('follows the ledger within seconds, either way', async () => {
    const sees = { who: 'crew' as 'machine' | 'crew' };
    const { people, change } = seenBy(sees);
    const stage = await calibrationStage({ people, fit: usable });
    stage.ask(BEGIN);
    await stage.run(2);
    expect(stage.status().person).toBe('mina');
    sees.who = 'machine';
    change();
    await stage.run(1);
    expect(stage.status().person).toBe(null);
    // A consent that ends by its time changes nothing that could be told.
    sees.who = 'crew';
    await stage.run(11);
    expect(stage.status().person).toBe('mina');
    expect(stage.sent.at(-1)?.person).toBe('mina');
  });

  it('is shown where some consent stands and all that stand allow it, as the real ledger has them', async () => {
    const place = places();
    const { people, clock } = await opened(place.folder);
    const mina = await people.add('Mina');
    const crew = async () => (await keepingOf(people, 'Mina', clock.nowMs())).crew;
    const grant = (what: string, who: 'machine' | 'crew') =>
      people.consent.grant({
        person: mina,
        what,
        who,
        untilMs: null,
        by: 'test',
        atMs: clock.nowMs(),
      });
    expect(await crew()).toBe(false);
    await grant('profile', 'crew');
    expect(await crew()).toBe(true);
    await grant('calibration', 'machine');
    expect(await crew()).toBe(false);
    await grant('calibration', 'crew');
    expect(await crew()).toBe(true);
    expect((await keepingOf(people, 'Nobody', clock.nowMs())).crew).toBe(false);
    await people.close();
    place.remove();
  });
});

it('what was left off longer ago than anybody can go on with it is deleted, and nothing else', async () => {
  const place = places();
  const { people, clock } = await opened(place.folder);
  const put = async (name: string, entry: string) => {
    const id = (await people.find(name)) ?? (await people.add(name));
    await agree(people, id, 'calibration');
    await people.put(id, 'calibration', entry, Uint8Array.of(1));
    return id;
  };
  const mina = await put('Mina', 'progress');
  await put('Mina', 'windows-brain');
  clock.advance(11 * 3_600_000);
  const jun = await put('Jun', 'progress');
  clock.advance(1.5 * 3_600_000);
  await dropStale(people, clock.nowMs(), silentLog);
  expect(await people.names(mina, 'calibration')).toEqual(['windows-brain']);
  expect(await people.names(jun, 'calibration')).toEqual(['progress']);
  await people.close();
  place.remove();
});
