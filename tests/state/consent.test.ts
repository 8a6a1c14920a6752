import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readHead, writeHead } from '../../conductor/state/take-head.ts';
import { unswept } from '../../conductor/state/take-texts.ts';
import {
  deleteTake,
  isRunning,
  keptUntilMs,
  listTakes,
  sweepTakes,
} from '../../conductor/state/takes.ts';
import { KEY_FILE, TAKE_FILE, Take } from '../../sensors/recording/format.ts';
import { eventsIn, heardFrom } from '../support/take-play.ts';
import { quickVault, stateFolder, takeRoad } from '../support/take-road.ts';

const HOUR_MS = 3_600_000;
let state: ReturnType<typeof stateFolder>;
beforeEach(() => {
  state = stateFolder();
});
afterEach(() => state.remove());

const GIVEN = { do: 'record', on: true, consent: 'given', raw: true } as const;
const NONE = { do: 'record', on: true, consent: 'none', raw: true } as const;

const onlyTake = async () => {
  const [known, ...more] = await listTakes(state.path);
  expect(more).toEqual([]);
  return known!;
};

/** Ids of what a sweep deletes at a time. */
const sweptAt = async (nowMs: number, running: string | null = null) => {
  const { gone, failed } = await sweepTakes(state.path, nowMs, running);
  expect(failed).toEqual([]);
  return gone;
};

describe('R16: consent', () => {
  const recorded = async (intent: typeof GIVEN | typeof NONE, startMs: number) => {
    const stage = await takeRoad(state.path, await quickVault(state.path, null), { startMs });
    await stage.askSettled(intent);
    await stage.run(1, (s) => stage.send(s));
    return stage;
  };
  const BEGIN_MS = 1_700_000_000_000;

  it('a take without it is deleted a day after its end, one with it is kept', async () => {
    const none = await recorded(NONE, BEGIN_MS);
    await none.close();
    await (await recorded(GIVEN, BEGIN_MS + 60_000)).close();
    const endMs = BEGIN_MS + 2000;
    expect(await sweptAt(endMs + 23 * HOUR_MS)).toEqual([]);
    expect(await sweptAt(endMs + 25 * HOUR_MS)).toHaveLength(1);
    expect((await onlyTake()).take?.consent).toBe('given');
    expect(await sweptAt(endMs + 9999 * HOUR_MS)).toEqual([]);
  });

  it('given while the take runs is in it at once', async () => {
    const stage = await recorded(NONE, BEGIN_MS);
    await stage.askSettled(GIVEN);
    const { folder, take } = await onlyTake();
    expect(take?.consent).toBe('given');
    expect(stage.keeper.status().consent).toBe('given');
    stage.ask(NONE);
    await stage.close();
    expect((await readHead(folder))?.consent).toBe('given');
    expect(eventsIn(folder).filter((e) => e.kind === 'consent')).toHaveLength(1);
  });

  it('the take that runs is never swept, and a withdrawn one always is', async () => {
    const stage = await recorded(NONE, BEGIN_MS);
    const { id, folder } = await onlyTake();
    expect(await sweptAt(Date.UTC(2100, 0), id)).toEqual([]);
    await stage.close();
    const head = JSON.parse(readFileSync(join(folder, TAKE_FILE), 'utf8'));
    writeFileSync(join(folder, TAKE_FILE), JSON.stringify({ ...head, consent: 'withdrawn' }));
    await expect(heardFrom(folder, null)).rejects.toMatchObject({ code: 'replay/withdrawn' });
    expect(await sweptAt(BEGIN_MS)).toEqual([id]);
    expect(existsSync(folder)).toBe(false);
  });

  it('a take of an older version is not deleted by itself', async () => {
    await (await recorded(NONE, BEGIN_MS)).close();
    const known = await onlyTake();
    const { keepHours: _, ...older } = known.take!;
    const take = Take.parse(older);
    expect(keptUntilMs({ ...known, take })).toBeNull();
  });

  it('the conductor sweeps by itself when it starts', async () => {
    await (await recorded(NONE, BEGIN_MS)).close();
    const later = await takeRoad(state.path, await quickVault(state.path, null), {
      startMs: BEGIN_MS + 26 * HOUR_MS,
    });
    await later.keeper.settled();
    expect(await listTakes(state.path)).toEqual([]);
    expect(later.told.some((t) => t.includes('Deleted'))).toBe(true);
    await later.close();
  });

  it('one that cannot be deleted is told, and the others go all the same', async () => {
    await (await recorded(NONE, BEGIN_MS)).close();
    await (await recorded(NONE, BEGIN_MS + 60_000)).close();
    await (await recorded(NONE, BEGIN_MS + 120_000)).close();
    const [, middle] = await listTakes(state.path);
    const broken = new Error('the disk says no');
    const swept = await sweepTakes(state.path, BEGIN_MS + 99 * HOUR_MS, null, async (known) => {
      if (known.id === middle?.id) throw broken;
      return await deleteTake(known);
    });
    expect(swept.gone).toHaveLength(2);
    expect(swept.failed).toEqual([{ id: middle?.id, error: broken }]);
    expect((await onlyTake()).id).toBe(middle?.id);
    expect(unswept(swept.failed).en).toContain('the disk says no');
  });

  it('one that cannot be marked as withdrawn any more is deleted all the same', async () => {
    await (await recorded(GIVEN, BEGIN_MS)).close();
    const known = await onlyTake();
    // Nothing takes the place of a folder: writing fails here as it does on a full disk.
    rmSync(join(known.folder, TAKE_FILE));
    mkdirSync(join(known.folder, TAKE_FILE));
    mkdirSync(join(known.folder, KEY_FILE));
    expect(await deleteTake(known)).toBe(false);
    expect(existsSync(known.folder)).toBe(false);
  });

  it('one whose time is over is not replayed, one that was kept is', async () => {
    await (await recorded(NONE, BEGIN_MS)).close();
    const none = await onlyTake();
    const soonMs = BEGIN_MS + 23 * HOUR_MS;
    const lateMs = BEGIN_MS + 25 * HOUR_MS;
    expect((await heardFrom(none.folder, null, soonMs)).values('acc').length).toBeGreaterThan(0);
    await expect(heardFrom(none.folder, null, lateMs)).rejects.toMatchObject({
      code: 'replay/overdue',
    });
    await writeHead(none.folder, { ...none.take!, consent: 'given' });
    expect((await heardFrom(none.folder, null, lateMs)).values('acc').length).toBeGreaterThan(0);
  });

  it('one that a crash left without an end is not taken for one that runs', async () => {
    const stage = await recorded(NONE, BEGIN_MS);
    const known = await onlyTake();
    expect(known.take?.endMs).toBeNull();
    expect(isRunning(known, known.touchedMs + 300)).toBe(true);
    expect(isRunning(known, known.touchedMs + 10_001)).toBe(false);
    await stage.close();
    expect(isRunning(await onlyTake(), known.touchedMs + 300)).toBe(false);
  });
});

describe('take.json, whatever is in it', () => {
  it('is read as a take or as none, and never stops the list', async () => {
    const folder = join(state.path, 'takes', 'odd');
    mkdirSync(folder, { recursive: true });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string(), fc.constant('')), async (text) => {
        writeFileSync(join(folder, TAKE_FILE), text);
        const [known] = await listTakes(state.path);
        expect(known?.take === null || Take.safeParse(known?.take).success).toBe(true);
        expect(await sweptAt(Date.UTC(2100, 0))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
