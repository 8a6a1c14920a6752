import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EMPTY_PATCH, type Patch, type SourcePatch } from '../../conductor/contracts/patch.ts';
import type { VaultOpener } from '../../conductor/state/take-files.ts';
import { placeHead } from '../../conductor/state/take-head.ts';
import { deleteTake, listTakes } from '../../conductor/state/takes.ts';
import type { Vault } from '../../conductor/state/vault.ts';
import { SENSOR, stateFolder } from '../support/take-road.ts';
import { perform, rehearse } from './support.ts';

let state: ReturnType<typeof stateFolder>;
beforeEach(() => {
  state = stateFolder();
});
afterEach(() => state.remove());

/** Fifty looks at the most: 5 s of show time. */
const WAIT = { interval: 40, timeout: 1960 };

const patched = (set: SourcePatch): Patch => ({ ...EMPTY_PATCH, sources: { [SENSOR.id]: set } });

/** A show whose understudy plays cue 1. */
const playing = async (opener?: VaultOpener) => {
  const show = await perform(state.path, true, null, opener);
  show.ask({ do: 'go-cue', number: '1' });
  await show.play(1, (s) => show.send(1 + s / 100));
  await show.play(3.2);
  expect(show.status()?.state).toBe('live');
  return show;
};

describe('an understudy leaves', { timeout: 60_000 }, () => {
  it('within 5 s of the consent being withdrawn, however long another take takes to read', async () => {
    await rehearse(state.path);
    const [known] = await listTakes(state.path);
    let release: (error: Error) => void = () => {};
    const slow = new Promise<Vault>((_, fail) => {
      release = fail;
    });
    const show = await playing(() => slow);
    const other = join(state.path, 'takes', '2026-05-02T10-00-00-000');
    await placeHead(other, { ...known!.take!, id: 'other', encrypted: true });
    writeFileSync(join(other, 'key.json'), '{}');
    show.understudy.renew();
    await deleteTake(known!);
    const withdrawnMs = show.clock.nowMs();
    // What is read of the disk arrives in its own time; the show sees it at its next look.
    await vi.waitFor(() => {
      show.clock.advance(100);
      expect(show.status()?.state).toBe('ended');
    }, WAIT);
    // Long before the recording itself has nothing more for this cue.
    expect(show.clock.nowMs() - withdrawnMs).toBeLessThanOrEqual(5000);
    release(new Error('not this one'));
    await show.understudy.settled();
    await show.end();
  });

  it('with its source, where it moved to a place of which nothing could be heard', async () => {
    await rehearse(state.path);
    const show = await playing();
    // It moves to cue 2; before the disk has given anything of it, a cue comes that the recording lacks.
    show.ask({ do: 'go-cue', number: '2' });
    show.clock.advance(20);
    show.clock.advance(20);
    expect(show.status()?.state).toBe('live');
    show.ask({ do: 'go-cue', number: '3' });
    await show.play(0.3);
    expect(show.status()?.state).toBe('ended');
    expect(show.told.at(-1)).toContain('nothing for this moment');
    await show.end();
  });

  it('when its sensor is muted, and says so', async () => {
    await rehearse(state.path);
    const show = await playing();
    show.road.setPatch(patched({ muted: true }));
    await show.play(0.3);
    expect(show.status()?.state).toBe('ended');
    expect(show.told.at(-1)).toContain('is muted');
    await show.end();
  });

  it('when its sensor is given to another body, and says so', async () => {
    await rehearse(state.path);
    const show = await playing();
    show.road.setPatch(patched({ body: 'guest' }));
    const before = show.blocks.length;
    await show.play(2);
    expect(show.status()?.state).toBe('ended');
    expect(show.told.at(-1)).toContain('another body');
    expect(show.blocks.slice(before).filter((b) => b.bodyId === 'guest')).toEqual([]);
    await show.end();
  });
});
