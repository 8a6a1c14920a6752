import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeHead } from '../../conductor/state/take-head.ts';
import { deleteTake, listTakes } from '../../conductor/state/takes.ts';
import { SENSOR, STREAMS, stateFolder } from '../support/take-road.ts';
import { perform, rehearse } from './support.ts';

let state: ReturnType<typeof stateFolder>;
beforeEach(() => {
  state = stateFolder();
});
afterEach(() => state.remove());

describe('no understudy steps in', { timeout: 60_000 }, () => {
  const silent = async (show: Awaited<ReturnType<typeof perform>>): Promise<void> => {
    show.ask({ do: 'go-cue', number: '1' });
    await show.play(1, (s) => show.send(1 + s / 100));
    await show.play(6);
    expect(show.blocks).toEqual([]);
    expect(show.told.filter((t) => t.includes('understudy'))).toEqual([]);
    await show.end();
  };

  it('SHOW-55: where the show does not allow it', async () => {
    await rehearse(state.path);
    await silent(await perform(state.path, false));
  });

  it('SHOW-55: from a take without consent', async () => {
    await rehearse(state.path, { consent: 'none' });
    await silent(await perform(state.path));
  });

  it('where there is no take', async () => silent(await perform(state.path)));

  it('from a take that was withdrawn meanwhile, nor does one go on', async () => {
    await rehearse(state.path);
    const show = await perform(state.path);
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
    await rehearse(state.path);
    const show = await perform(state.path);
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
    await rehearse(state.path);
    const [known] = await listTakes(state.path);
    rmSync(`${known!.folder}/blocks.jsonl`);
    await silent(await perform(state.path));
  });

  it('from a take of another show', async () => {
    await rehearse(state.path);
    const [known] = await listTakes(state.path);
    await writeHead(known!.folder, { ...known!.take!, show: 'another' });
    await silent(await perform(state.path));
  });
});
