import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SampleBlock } from '../../conductor/contracts/sensor.ts';
import { vaults } from '../../conductor/state/take-files.ts';
import { writeHead } from '../../conductor/state/take-head.ts';
import { deleteTake, listTakes } from '../../conductor/state/takes.ts';
import { openUnderstudy } from '../../conductor/understudy/understudy.ts';
import { quickVault, SENSOR, STREAMS, stateFolder, takeRoad } from '../support/take-road.ts';

let state: ReturnType<typeof stateFolder>;
beforeEach(() => {
  state = stateFolder();
});
afterEach(() => state.remove());

const REHEARSAL_MS = Date.UTC(2026, 4, 1, 12);
const SHOW_MS = Date.UTC(2026, 4, 2, 19);
const PASSPHRASE = 'a long walk by the sea';

interface Rehearsal {
  readonly consent?: 'none' | 'given';
  readonly passphrase?: string | null;
  readonly startMs?: number;
}

/** Cue 1 for 10 s, cue 2 for 10 s; every block says its cue and the second within it: 1.04, 2.5. */
const rehearse = async ({ consent = 'given', passphrase = null, startMs }: Rehearsal = {}) => {
  const vault = await quickVault(state.path, passphrase);
  const stage = await takeRoad(state.path, vault, { startMs: startMs ?? REHEARSAL_MS });
  stage.ask({ do: 'go-cue', number: '1' });
  await stage.run(1, (s) => stage.send(1 + s / 100));
  await stage.keeper.begin({ consent, raw: true });
  await stage.run(9, (s) => stage.send(1 + (s + 1) / 100));
  stage.ask({ do: 'go-cue', number: '2' });
  await stage.run(10, (s) => stage.send(2 + s / 100));
  await stage.close();
  expect(stage.errors).toEqual([]);
};

/** The show itself, with its sensor and perhaps an understudy. */
const perform = async (allowed = true, passphrase: string | null = null) => {
  const vault = await quickVault(state.path, passphrase);
  const stage = await takeRoad(state.path, vault, {
    startMs: SHOW_MS,
    show: { understudy: allowed },
  });
  const vaultAt = vaults(async () => passphrase, { state: state.path, vault });
  const understudy = openUnderstudy({ ...stage.parts, vaultAt });
  await understudy.settled();
  const blocks: SampleBlock[] = [];
  stage.road.events.blocks.on((block) => {
    if (block.recorded) blocks.push(block);
  });
  return {
    ...stage,
    understudy,
    blocks,
    /** As `run`, with the disk ready for whatever is read. */
    async play(seconds: number, step?: (atS: number) => void): Promise<void> {
      for (let i = 0; i < seconds * 50; i++) {
        step?.(i / 50);
        stage.clock.advance(20);
        await understudy.settled();
      }
    },
    status: () => stage.road.sources().find((s) => s.kind === 'understudy'),
    async end(): Promise<void> {
      understudy.close();
      await stage.close();
      expect(stage.errors).toEqual([]);
    },
  };
};

/** Cue and seconds within it that a block was recorded at, and is heard at now. */
const placeOf = (block: SampleBlock): { cue: number; s: number } => {
  const value = block.data[0] ?? 0;
  return { cue: Math.floor(value), s: (value - Math.floor(value)) * 100 };
};

describe('an understudy', { timeout: 60_000 }, () => {
  it('continues a sensor that died at the same time of the same cue, as recorded', async () => {
    await rehearse();
    const show = await perform();
    show.ask({ do: 'go-cue', number: '1' });
    const cueMs = show.clock.nowMs();
    await show.play(2, (s) => show.send(1 + s / 100));
    await show.play(5);
    const acc = show.blocks.filter((b) => b.kind === 'acc');
    expect(acc.length).toBeGreaterThan(75);
    for (const block of acc) {
      const { cue, s } = placeOf(block);
      expect(cue).toBe(1);
      expect(Math.abs(s * 1000 - (block.atMs - cueMs))).toBeLessThan(100);
    }
    expect(acc[0]!.atMs - (cueMs + 2000)).toBeLessThan(4000);
    expect(acc[0]!.atMs - (cueMs + 2000)).toBeGreaterThan(2900);
    expect(show.status()).toMatchObject({
      id: 'understudy.strap',
      kind: 'understudy',
      bodyId: 'dancer',
      state: 'live',
      recorded: true,
      label: {
        en: 'Understudy for Strap (recorded 2026-05-01)',
        ko: '가슴 띠의 대역 (2026-05-01 녹화)',
      },
    });
    expect(show.told.filter((t) => t.includes('understudy'))).toHaveLength(1);
    await show.end();
  });

  it('gives features that say they are recorded', async () => {
    await rehearse();
    const show = await perform();
    show.ask({ do: 'go-cue', number: '1' });
    await show.play(2, (s) => show.send(1 + s / 100));
    expect(show.road.stage().affect.source).not.toBe('recorded');
    await show.play(6);
    const motion = show.road.featuresOf('dancer').get('motionEnergy');
    expect(motion).toMatchObject({ recorded: true, sourceId: 'understudy.strap' });
    expect(show.road.stage().affect.source).toBe('recorded');
    await show.end();
  });

  it('leaves as soon as the sensor is back, which speaks from its first sample', async () => {
    await rehearse();
    const show = await perform();
    show.ask({ do: 'go-cue', number: '1' });
    await show.play(1, (s) => show.send(1 + s / 100));
    await show.play(4);
    expect(show.blocks.length).toBeGreaterThan(0);
    const motion = () => show.road.featuresOf('dancer').get('motionEnergy');
    expect(motion()?.recorded).toBe(true);
    const count = show.blocks.length;
    await show.play(1.5, (s) => show.send(1 + (5 + s) / 100));
    expect(motion()?.recorded).toBe(false);
    expect(show.told.at(-1)).toContain('continues');
    await show.play(1, (s) => show.send(1 + (6 + s) / 100));
    expect(show.blocks.length - count).toBeLessThanOrEqual(3);
    expect(show.status()?.state).toBe('ended');
    expect(show.told.at(-1)).toContain('is back');
    await show.end();
  });

  it('follows the cues, and ends where the recording has none', async () => {
    await rehearse();
    const show = await perform();
    show.ask({ do: 'go-cue', number: '1' });
    await show.play(1, (s) => show.send(1 + s / 100));
    await show.play(4);
    show.ask({ do: 'go-cue', number: '2' });
    const cueMs = show.clock.nowMs();
    const before = show.blocks.length;
    await show.play(3);
    const second = show.blocks.slice(before).filter((b) => b.kind === 'acc');
    expect(second.length).toBeGreaterThan(120);
    for (const block of second) {
      expect(placeOf(block).cue).toBe(2);
      expect(Math.abs(placeOf(block).s * 1000 - (block.atMs - cueMs))).toBeLessThan(100);
    }
    show.ask({ do: 'go-cue', number: '3' });
    await show.play(0.3);
    const ended = show.blocks.length;
    await show.play(3);
    expect(show.blocks.length).toBe(ended);
    expect(show.status()?.state).toBe('ended');
    await show.end();
  });

  it('ends with the recording and does not begin its end again and again', async () => {
    await rehearse();
    const show = await perform();
    show.ask({ do: 'go-cue', number: '2' });
    await show.play(1, (s) => show.send(2 + s / 100));
    await show.play(15);
    const last = show.blocks.at(-1)!;
    expect(placeOf(show.blocks.filter((b) => b.kind === 'acc').at(-1)!).s).toBeCloseTo(9.98, 1);
    expect(show.clock.nowMs() - last.atMs).toBeGreaterThan(5000);
    expect(show.told.filter((t) => t.includes('understudy'))).toHaveLength(2);
    await show.end();
  });

  it('does not go on while the show is frozen away from its cue, and finds its place again', async () => {
    await rehearse();
    const show = await perform();
    show.ask({ do: 'go-cue', number: '1' });
    await show.play(0.5, (s) => show.send(1 + s / 100));
    await show.play(3.5);
    show.ask({ do: 'freeze', on: true });
    await show.play(2);
    show.ask({ do: 'freeze', on: false });
    const thawedMs = show.clock.nowMs();
    await show.play(1);
    const late = show.blocks.filter((b) => b.kind === 'acc' && b.atMs > thawedMs + 500);
    expect(late.length).toBeGreaterThan(20);
    for (const block of late) {
      const cueS = (block.atMs - thawedMs) / 1000 + 4;
      expect(Math.abs(placeOf(block).s - cueS)).toBeLessThan(0.1);
    }
    await show.end();
  });

  it('plays an encrypted take', async () => {
    await rehearse({ passphrase: PASSPHRASE });
    const show = await perform(true, PASSPHRASE);
    show.ask({ do: 'go-cue', number: '1' });
    const cueMs = show.clock.nowMs();
    await show.play(1, (s) => show.send(1 + s / 100));
    await show.play(5);
    const acc = show.blocks.filter((b) => b.kind === 'acc');
    expect(acc.length).toBeGreaterThan(75);
    for (const block of acc)
      expect(Math.abs(placeOf(block).s * 1000 - (block.atMs - cueMs))).toBeLessThan(100);
    await show.end();
  });

  it('takes the newest take that holds the cue', async () => {
    await rehearse();
    await rehearse({ startMs: REHEARSAL_MS + 3_600_000 * 20 });
    const show = await perform();
    show.ask({ do: 'go-cue', number: '1' });
    await show.play(1, (s) => show.send(1 + s / 100));
    await show.play(4);
    expect(show.status()?.label.en).toContain('2026-05-02');
    await show.end();
  });
});

describe('no understudy steps in', { timeout: 60_000 }, () => {
  const silent = async (show: Awaited<ReturnType<typeof perform>>): Promise<void> => {
    show.ask({ do: 'go-cue', number: '1' });
    await show.play(1, (s) => show.send(1 + s / 100));
    await show.play(6);
    expect(show.blocks).toEqual([]);
    expect(show.told.filter((t) => t.includes('understudy'))).toEqual([]);
    await show.end();
  };

  it('where the show does not allow it', async () => {
    await rehearse();
    await silent(await perform(false));
  });

  it('from a take without consent', async () => {
    await rehearse({ consent: 'none' });
    await silent(await perform());
  });

  it('where there is no take', async () => silent(await perform()));

  it('from a take that was withdrawn meanwhile, nor does one go on', async () => {
    await rehearse();
    const show = await perform();
    show.ask({ do: 'go-cue', number: '1' });
    await show.play(1, (s) => show.send(1 + s / 100));
    await show.play(3.2);
    expect(show.blocks.length).toBeGreaterThan(0);
    const [known] = await listTakes(state.path);
    await deleteTake(known!);
    await show.play(5.2);
    const count = show.blocks.length;
    expect(show.status()?.state).toBe('ended');
    await show.play(2);
    expect(show.blocks.length).toBe(count);
    await show.end();
  });

  it('for a sensor that never spoke, and for one that is synthetic', async () => {
    await rehearse();
    const show = await perform();
    show.ask({ do: 'go-cue', number: '1' });
    const context = show.road.contextFor('synthetic');
    const info = { ...SENSOR, id: 'made', kind: 'synthetic' };
    context.announce(info, STREAMS);
    await show.play(1, () => {
      for (const { name, kind, channels, rateHz } of STREAMS)
        context.emit({
          sourceId: 'made',
          bodyId: 'dancer',
          stream: name,
          kind,
          channels: channels.length,
          rateHz,
          atMs: show.clock.nowMs(),
          data: new Float32Array(channels.length).fill(1),
          recorded: false,
        });
    });
    await show.play(6);
    expect(show.blocks).toEqual([]);
    await show.end();
  });

  it('from a take whose files are broken: it is left out, and the show goes on', async () => {
    await rehearse();
    const [known] = await listTakes(state.path);
    rmSync(`${known!.folder}/blocks.jsonl`);
    await silent(await perform());
  });

  it('from a take of another show', async () => {
    await rehearse();
    const [known] = await listTakes(state.path);
    await writeHead(known!.folder, { ...known!.take!, show: 'another' });
    await silent(await perform());
  });
});
