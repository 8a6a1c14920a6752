import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listTakes } from '../../conductor/state/takes.ts';
import { eventsIn, itemsIn } from '../support/take-play.ts';
import { quickVault, SENSOR, stateFolder, takeRoad } from '../support/take-road.ts';

it('R13 who was calibrated, and what they said they felt, is in no take', async () => {
  const state = stateFolder();
  const stage = await takeRoad(state.path, await quickVault(state.path, null));
  const heard: string[] = [];
  stage.road.events.asked.on(({ intent }) => heard.push(intent.do));
  await stage.askSettled({ do: 'record', on: true, consent: 'given', raw: true });
  stage.ask({ do: 'calibrate', step: 'begin', person: 'mina-of-the-test', recalls: 4 });
  stage.ask({ do: 'label', feeling: 'negative' });
  stage.ask({ do: 'calibrate', step: 'next' });
  stage.ask({ do: 'go' });
  await stage.run(2);
  await stage.close();
  // Whoever leads it hears it all the same.
  expect(heard).toEqual(['record', 'calibrate', 'label', 'calibrate', 'go']);
  const [known] = await listTakes(state.path);
  const asks = eventsIn(known!.folder).filter(({ kind }) => kind === 'ask');
  expect(asks.map(({ data }) => data)).toMatchObject([{ intent: { do: 'go' } }]);
  for (const name of readdirSync(known!.folder))
    expect(readFileSync(join(known!.folder, name), 'utf8')).not.toMatch(/mina-of-the-test|"label"/);
  state.remove();
});

it('R13 what a hand said on its own MIDI channel is in no take; what was played is', async () => {
  const state = stateFolder();
  const stage = await takeRoad(state.path, await quickVault(state.path, null));
  const keys = { ...SENSOR, id: 'keys', kind: 'midi' } as const;
  const three = (name: string, channels: string[]) => ({ name, channels, rateHz: 0 });
  stage.context.announce(keys, [
    { ...three('note', ['note', 'velocity', 'channel']), kind: 'note' },
    { ...three('control', ['controller', 'value', 'channel']), kind: 'custom' },
  ]);
  const heard: number[] = [];
  const densities: number[] = [];
  stage.road.events.blocks.on(({ data }) => heard.push(data[2] ?? 0));
  stage.road.events.features.on((values) => {
    for (const { name, value } of values) if (name === 'noteDensity') densities.push(value);
  });
  await stage.askSettled({ do: 'record', on: true, consent: 'given', raw: true });
  const play = (stream: 'note' | 'control', number: number, channel: number): void => {
    stage.context.emit({
      sourceId: keys.id,
      bodyId: keys.bodyId,
      stream,
      kind: stream === 'note' ? 'note' : 'custom',
      channels: 3,
      rateHz: 0,
      atMs: stage.clock.nowMs(),
      data: Float32Array.of(number, 0.5, channel),
      recorded: false,
    });
  };
  for (let i = 0; i < 4; i++) {
    play('note', 60, 16);
    play('control', 20, 16);
    await stage.run(0.25);
  }
  // The road hears the hand, and no music in it.
  expect(heard).toEqual(Array(8).fill(16));
  expect(densities).toEqual([]);
  play('note', 64, 1);
  play('control', 7, 1);
  await stage.run(0.25);
  expect(densities.length).toBeGreaterThan(0);
  await stage.close();
  const [known] = await listTakes(state.path);
  const blocks = itemsIn(known!.folder).flatMap((item) =>
    item.t === 'block' ? [[...item.block.data]] : [],
  );
  expect(blocks).toEqual([
    [64, 0.5, 1],
    [7, 0.5, 1],
  ]);
  state.remove();
});
