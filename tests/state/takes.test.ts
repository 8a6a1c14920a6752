import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deleteTake, listTakes } from '../../conductor/state/takes.ts';
import { lockedVault } from '../../conductor/state/vault.ts';
import { TAKE_FILE } from '../../sensors/recording/format.ts';
import { eventsIn, heardFrom, itemsIn } from '../support/take-play.ts';
import { quickVault, stateFolder, takeRoad } from '../support/take-road.ts';

const PASSPHRASE = 'a long walk by the sea';
let state: ReturnType<typeof stateFolder>;
beforeEach(() => {
  state = stateFolder();
});
afterEach(() => state.remove());

const GIVEN = { do: 'record', on: true, consent: 'given', raw: true } as const;
const END = { do: 'record', on: false, consent: 'none', raw: true } as const;

const onlyTake = async () => {
  const [known, ...more] = await listTakes(state.path);
  expect(more).toEqual([]);
  return known!;
};

describe('a take', { timeout: 60_000 }, () => {
  it('R13: holds what came in, what was asked, what was felt and where the show stood', async () => {
    const stage = await takeRoad(state.path, await quickVault(state.path, null));
    stage.ask({ do: 'go' });
    await stage.run(2, (s) => stage.send(s));
    await stage.askSettled(GIVEN);
    await stage.run(3, (s) => stage.send(s));
    stage.ask({ do: 'go' });
    stage.ask({ do: 'mark', text: 'this was it' });
    await stage.run(1, (s) => stage.send(s));
    stage.ask({ do: 'mark' });
    expect(stage.keeper.status()).toMatchObject({ state: 'recording', marks: 2, consent: 'given' });
    await stage.close();
    const { folder, take } = await onlyTake();
    expect(take).toMatchObject({
      show: 'minimal',
      showHash: 'hash',
      seed: stage.road.show().seed,
      marks: 2,
      consent: 'given',
      raw: true,
      encrypted: false,
    });
    const events = eventsIn(folder);
    const of = (kind: string) => events.filter((e) => e.kind === kind).map((e) => e.data);
    expect(of('begin')).toEqual([
      expect.objectContaining({ resume: expect.objectContaining({ show: 'minimal', cue: '1' }) }),
    ]);
    const cues = of('cue') as { cue: string; elapsedS: number }[];
    expect(cues.map((c) => c.cue)).toEqual(['1', '2']);
    expect(cues[0]?.elapsedS).toBeCloseTo(2, 1);
    expect(cues[1]?.elapsedS).toBe(0);
    expect(of('ask')).toContainEqual({ intent: { do: 'go' }, door: 'console', from: 'test' });
    expect(of('mark')).toEqual([
      { number: 1, text: 'this was it', cue: '2', elapsedS: 0 },
      { number: 2, text: null, cue: '2', elapsedS: expect.closeTo(1, 1) },
    ]);
    const features = of('features').flat() as unknown[][];
    expect(features.some(([body, name]) => body === 'dancer' && name === 'heartRate')).toBe(true);
    expect(of('features').length).toBeLessThanOrEqual(41);
    expect(stage.errors).toEqual([]);
  });

  it('R14: holds the timeline ten times a second', async () => {
    const stage = await takeRoad(state.path, await quickVault(state.path, null));
    await stage.keeper.begin({ consent: 'given', raw: true });
    await stage.run(2, (s) => stage.send(s));
    await stage.close();
    const { folder } = await onlyTake();
    const lines = readFileSync(join(folder, 'timeline.jsonl'), 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(20);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      cue: null,
      beats: expect.any(Number),
      breath: 0.5,
    });
  });

  it('R15: without raw biosignals nothing of them is in its files', async () => {
    const stage = await takeRoad(state.path, await quickVault(state.path, null));
    await stage.askSettled({ do: 'record', on: true, consent: 'given', raw: false });
    const value = 0.123_456;
    await stage.run(4, () => stage.send(value));
    await stage.close();
    const { folder, take } = await onlyTake();
    expect(take?.raw).toBe(false);
    const line = (float: number): string => {
      const sample = Buffer.alloc(4);
      sample.writeFloatLE(float);
      return `"d":"${sample.toString('base64')}"`;
    };
    const words = ['ecg', '"hr"', 'heartRate', 'heartPhase', line(value), line(60 + value)];
    for (const name of readdirSync(folder)) {
      const file = readFileSync(join(folder, name), 'utf8');
      expect(words.filter((word) => file.includes(word))).toEqual([]);
      const pulse = '"pulse":{"beats":0,"rateHz":0,"breath":0.5}';
      expect(file.replaceAll(pulse, '')).not.toMatch(/"(beats|breath)"/);
    }
    expect(itemsIn(folder).flatMap((i) => (i.t === 'stream' ? [i.stream.kind] : []))).toEqual([
      'acc',
    ]);
    expect(itemsIn(folder).filter((i) => i.t === 'block').length).toBeGreaterThan(150);
  });

  it('begins and ends as often as it is asked to, the newest wish winning', async () => {
    const stage = await takeRoad(state.path, await quickVault(state.path, null));
    for (let i = 0; i < 50; i++) stage.ask({ do: 'record', consent: 'given', raw: true });
    await stage.keeper.settled();
    expect(stage.keeper.status().state).toBe('off');
    stage.clock.advance(1);
    await stage.askSettled({ do: 'record', consent: 'given', raw: true });
    expect(stage.keeper.status().state).toBe('recording');
    const { id } = stage.keeper.status();
    await stage.run(1);
    await stage.askSettled(END);
    expect(stage.keeper.status()).toMatchObject({ state: 'off', id });
    stage.ask({ do: 'mark' });
    expect(stage.told.at(-1)).toContain('nothing to mark');
    await stage.close();
    await stage.close();
  });

  it('R9: is readable to its last whole line where the conductor was killed', async () => {
    for (const passphrase of [null, PASSPHRASE]) {
      const folder = stateFolder();
      const vault = await quickVault(folder.path, passphrase);
      const stage = await takeRoad(folder.path, vault);
      await stage.keeper.begin({ consent: 'given', raw: true });
      await stage.run(3, (s) => stage.send(s));
      const [known] = await listTakes(folder.path);
      const path = join(known!.folder, 'blocks.jsonl');
      const written = readFileSync(path);
      await stage.close();
      writeFileSync(path, written.subarray(0, written.length - 7));
      const heard = await heardFrom(known!.folder, passphrase);
      expect(heard.values('acc').length).toBeGreaterThan(99);
      expect(heard.refusals).toHaveLength(1);
      folder.remove();
    }
  });

  it('says with a lamp that it cannot be written, and the road goes on', async () => {
    writeFileSync(join(state.path, 'takes'), 'in the way');
    const stage = await takeRoad(state.path, await quickVault(state.path, null));
    await stage.askSettled(GIVEN);
    expect(stage.keeper.status().state).toBe('failed');
    expect(stage.lamps.list().map((l) => l.part)).toEqual(['take']);
    await stage.run(1, (s) => stage.send(s));
    expect(stage.errors).toEqual([]);
    await stage.close();
  });
});

describe('an encrypted take', () => {
  const recorded = async () => {
    const stage = await takeRoad(state.path, await quickVault(state.path, PASSPHRASE));
    await stage.askSettled(GIVEN);
    await stage.run(2, (s) => stage.send(s));
    stage.ask({ do: 'mark', text: 'a secret word' });
    await stage.close();
    return await onlyTake();
  };

  it('R17: plays with the passphrase and shows nothing without it', async () => {
    const { folder, take } = await recorded();
    expect(take).toMatchObject({ encrypted: true, consent: 'given', marks: 1 });
    const heard = await heardFrom(folder, PASSPHRASE);
    expect(heard.values('acc')).toHaveLength(100);
    expect(heard.refusals).toEqual([]);
    for (const name of readdirSync(folder)) {
      const file = readFileSync(join(folder, name));
      for (const word of ['secret', 'heartRate', '"acc"']) expect(file.includes(word)).toBe(false);
    }
    await expect(heardFrom(folder, null)).rejects.toMatchObject({ code: 'vault/no-key' });
    await expect(heardFrom(folder, 'not this one')).rejects.toMatchObject({
      code: 'vault/wrong-key',
    });
  });

  it('R16, R17: is noise once its key is gone', async () => {
    const known = await recorded();
    const blocks = readFileSync(join(known.folder, 'blocks.jsonl'));
    const head = readFileSync(join(known.folder, TAKE_FILE));
    await deleteTake(known);
    expect(existsSync(known.folder)).toBe(false);
    mkdirSync(known.folder);
    writeFileSync(join(known.folder, 'blocks.jsonl'), blocks);
    writeFileSync(join(known.folder, TAKE_FILE), head);
    await expect(heardFrom(known.folder, PASSPHRASE)).rejects.toMatchObject({
      code: 'replay/no-key',
    });
  });

  it('is not begun where the vault is locked: a lamp says why, and the show goes on', async () => {
    const error = Object.assign(new Error('locked'), { code: 'vault/no-key' });
    const stage = await takeRoad(state.path, lockedVault(error));
    await stage.askSettled(GIVEN);
    expect(stage.keeper.status().state).toBe('failed');
    expect(stage.lamps.list()).toHaveLength(1);
    expect(await listTakes(state.path)).toEqual([]);
    await stage.close();
  });
});
