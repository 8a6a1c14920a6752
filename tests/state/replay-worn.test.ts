import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { StreamInfo } from '#contracts/sensor';
import { fitPerson } from '../../conductor/affect/calibration/fit/fit.ts';
import { profileBytes, profileOf } from '../../conductor/affect/calibration/fit/profile.ts';
import type { WornModel } from '../../conductor/affect/worn.ts';
import { replay } from '../../conductor/commands/replay.ts';
import { systemClock } from '../../conductor/kernel/clock.ts';
import { silentLog } from '../../conductor/kernel/log.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { openPeople, type People } from '../../conductor/state/people/index.ts';
import { makeMasterKey } from '../../conductor/state/people/master-key.ts';
import { listTakes } from '../../conductor/state/takes.ts';
import { random } from '../../sensors/random.ts';
import { GOOD_DAY, simulatedPerson } from '../affect/calibration/fit/people.ts';
import { eventsIn } from '../support/take-play.ts';
import { quickVault, stateFolder, takeRoad } from '../support/take-road.ts';

const EEG: StreamInfo = {
  name: 'eeg',
  kind: 'eeg',
  channels: ['ch1', 'ch2', 'ch3', 'ch4'],
  rateHz: 250,
};
const BAND = { id: 'band', kind: 'osc', bodyId: 'dancer', recorded: false } as const;

const person = simulatedPerson({ ...GOOD_DAY, seed: 1, dPrime: 4 });
const profile = profileOf(person, fitPerson(person), { who: 'p-1', seed: 1, keepsRows: false });
const sha256 = profile.model?.card.sha256 ?? '';
const WORN: WornModel = { body: 'dancer', modality: 'brain', sha256 };

const state = stateFolder();
const keys = stateFolder();
const keyFile = join(keys.path, 'master.key');
afterAll(() => {
  state.remove();
  keys.remove();
});

/** A take of a band of electrodes; the model is put on after `fromS` of it. */
const recorded = async (fromS: number): Promise<string> => {
  let worn: readonly WornModel[] = [];
  const stage = await takeRoad(state.path, await quickVault(state.path, null), {
    worn: () => worn,
    startMs: Date.UTC(2026, 0, 1) + 1000 * fromS,
  });
  stage.context.announce({ ...BAND, label: { en: 'Band', ko: '띠' } }, [EEG]);
  if (fromS === 0) worn = [WORN];
  await stage.keeper.begin({ consent: 'given', raw: true });
  const noise = random(7, 'band');
  await stage.run(16, (s) => {
    if (s >= fromS) worn = [WORN];
    stage.context.emit({
      sourceId: BAND.id,
      bodyId: BAND.bodyId,
      stream: EEG.name,
      kind: 'eeg',
      channels: 4,
      rateHz: 250,
      atMs: stage.clock.nowMs(),
      data: Float32Array.from({ length: 20 }, () => 12 * noise.normal()),
      recorded: false,
    });
  });
  await stage.close();
  return (
    (await listTakes(state.path))
      .map(({ folder }) => folder)
      .sort()
      .at(-1) ?? ''
  );
};

/** Replays a take as the command does; returns the timeline and what was said besides. */
const replayed = async (take: string, key: string | null = keyFile) => {
  const out = join(keys.path, 'timeline.jsonl');
  const said: string[] = [];
  const spies = [
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0),
    vi.spyOn(process.stdout, 'write').mockImplementation(() => true),
  ];
  // No models ship in this root: what is heard of them is the person's alone, or the rules.
  const where = { root: keys.path, state: state.path, stateKey: undefined, stateKeyFile: null };
  const code = await replay(take, { show: 'shows/minimal', out }, { ...where, keyFile: key });
  for (const spy of spies) spy.mockRestore();
  expect(code).toBe(0);
  const lines = readFileSync(out, 'utf8');
  const heard = said.filter((line) => line.includes('personal model'));
  return { lines: lines.trimEnd().split('\n'), heard };
};

const withPeople = async <T>(act: (people: People) => Promise<T>): Promise<T> => {
  const people = await openPeople({
    folder: state.path,
    keyFile,
    timing: scheduler(systemClock(), () => {}),
    log: silentLog,
    onLamp: () => {},
    strict: true,
  });
  try {
    return await act(people);
  } finally {
    await people.close();
  }
};

/** Another person is kept before the one whose model it is. */
const kept = (bytes: Uint8Array): Promise<string> =>
  withPeople(async (people) => {
    await people.add('Nobody of this take');
    const id = await people.add('Mina');
    const atMs = Date.now();
    const grant = { person: id, what: 'profile', who: 'machine', untilMs: null, by: 'x', atMs };
    await people.consent.grant({ ...grant, who: 'machine' });
    await people.put(id, 'profile', 'brain', bytes);
    return id;
  });

describe('a take in which a body wore a personal model', { timeout: 60_000 }, () => {
  let take = '';
  let whole: Awaited<ReturnType<typeof replayed>>;
  let locked: Awaited<ReturnType<typeof replayed>>;
  let mina = '';
  beforeAll(async () => {
    await makeMasterKey(keyFile, state.path);
    mina = await kept(profileBytes(profile));
    take = await recorded(0);
    whole = await replayed(take);
    locked = await replayed(take, null);
  }, 60_000);

  it('R18 names the model by its fingerprint, and nobody', () => {
    const events = eventsIn(take).filter(({ kind }) => kind === 'worn');
    expect(events.map(({ data }) => data)).toEqual([[WORN]]);
    expect(readFileSync(join(take, 'blocks.jsonl'), 'utf8')).not.toMatch(/Mina|p-[a-z0-9]{16}/);
  });

  it('is replayed with that model, the same bytes each time', async () => {
    expect(whole.heard).toEqual([]);
    expect((await replayed(take)).lines).toEqual(whole.lines);
  });

  it('put on in the middle of the take, is put on there again', async () => {
    const later = await replayed(await recorded(8));
    expect(later.heard).toEqual([]);
    const differsFrom = (one: string[], other: string[]) => one.findIndex((l, i) => l !== other[i]);
    expect(differsFrom(later.lines, locked.lines)).toBeGreaterThan(80);
    expect(differsFrom(whole.lines, locked.lines)).toBeLessThan(75);
    expect(differsFrom(whole.lines, locked.lines)).toBeGreaterThan(0);
  });

  it('without the key, or after its person is forgotten, is replayed by the rules, and it is said', async () => {
    expect(locked.heard.join()).toMatch(/dancer \(brain\).*not used.*YEOUN_KEY_FILE/s);
    expect(locked.heard.join()).toContain('마스터 키');
    expect(locked.lines).not.toEqual(whole.lines);
    await withPeople((people) => people.delete(mina));
    const gone = await replayed(take);
    expect(gone.heard.join()).toMatch(/not used: nobody who is kept here has it/);
    expect(gone.heard.join()).toContain('쓰지 않습니다');
    expect(gone.lines).toEqual(locked.lines);
  });
});
