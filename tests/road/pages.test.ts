import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Patch } from '#contracts/patch';
import { type RunningConductor, startConductor, until } from '../support/conductor.ts';
import { joinedClient, settled } from '../wire/support.ts';

let conductor: RunningConductor;

beforeAll(async () => {
  conductor = await startConductor(['--show', 'shows/minimal', '--fresh']);
}, 180_000);
afterAll(async () => {
  await conductor?.stop();
});

const sourceOf = async (id: string) => (await conductor.health()).sources.find((s) => s.id === id);
const kept = (): Patch =>
  JSON.parse(readFileSync(join(conductor.state, 'patch.json'), 'utf8')) as Patch;

/** A program in any language: JSON over a socket, nothing of ours. */
const belt = async (id: string) => {
  const client = await joinedClient(conductor.url, id, 'sensor');
  client.send({
    t: 'announce',
    source: id,
    device: 'other',
    body: 'mina',
    label: { en: 'Belt', ko: '벨트' },
    streams: [{ handle: 3, name: 'heart', kind: 'hr', channels: ['hr'], rateHz: 0 }],
  });
  let i = 0;
  const timer = setInterval(() => {
    client.send({ t: 'samples', handle: 3, data: [70 + (i++ % 5)] });
  }, 200);
  return {
    client,
    leave() {
      clearInterval(timer);
      client.ws.close();
    },
  };
};

describe('a sensor program and the patch, in a running conductor', { timeout: 120_000 }, () => {
  it('feeds its body, hears its own features, and is missed with a reason', async () => {
    const { client, leave } = await belt('belt-1');
    const live = await until('live', 30_000, async () => {
      const found = await sourceOf('belt-1');
      return found?.state === 'live' ? found : null;
    });
    expect(live).toMatchObject({ kind: 'page', bodyId: 'mina', recorded: false });
    const { features } = await client.heard('features');
    expect(new Set(features.map((f) => f.sourceId))).toEqual(new Set(['belt-1']));
    expect(client.got.filter(Buffer.isBuffer)).toEqual([]);
    leave();
    await until('waiting', 30_000, async () => (await sourceOf('belt-1'))?.state === 'waiting');
    expect((await sourceOf('belt-1'))?.reason?.ko).toContain('와이파이');
  });

  it('the console opens a source, moves another to a body and mutes it; all of it outlives a restart', async () => {
    const desk = await joinedClient(conductor.url, 'desk', 'console');
    const { leave } = await belt('belt-2');
    await until('live', 30_000, async () => (await sourceOf('belt-2'))?.state === 'live');
    desk.send({ t: 'patch', change: { do: 'open', source: 'synthetic:body=joon,seed=3' } });
    desk.send({ t: 'patch', change: { do: 'open', source: 'telepathy' } });
    const set = { body: 'joon', muted: true };
    desk.send({ t: 'patch', change: { do: 'source', id: 'belt-2', set } });
    await settled(desk);
    const changed = await until('the patch at work', 30_000, async () => {
      const { sources, lamps } = await conductor.health();
      const opened = sources.some((s) => s.kind === 'synthetic' && s.bodyId === 'joon');
      const moved = sources.find((s) => s.id === 'belt-2' && s.bodyId === 'joon' && s.muted);
      const lamp = lamps.find((l) => l.text.en.includes('telepathy'));
      return opened && moved && lamp ? lamp : null;
    });
    expect(changed.text.ko).toMatch(/열 수 없습니다/);
    await until('the file', 30_000, async () => kept().open.length === 2);
    expect(kept().sources).toEqual({ 'belt-2': set });
    leave();
    desk.ws.close();

    const { pid } = await conductor.health();
    process.kill(pid, 'SIGKILL');
    await until('another conductor', 30_000, async () => (await conductor.health()).pid !== pid);
    await until('the source again', 30_000, async () =>
      (await conductor.health()).sources.some((s) => s.bodyId === 'joon' && s.state === 'live'),
    );
    const again = await joinedClient(conductor.url, 'desk', 'console');
    expect((await again.heard('patch')).patch).toEqual(kept());
    again.send({ t: 'patch', change: { do: 'close', source: 'synthetic:body=joon,seed=3' } });
    again.send({ t: 'patch', change: { do: 'close', source: 'telepathy' } });
    await until('ended', 30_000, async () =>
      (await conductor.health()).sources.some((s) => s.bodyId === 'joon' && s.state === 'ended'),
    );
    expect((await conductor.health()).lamps.some((l) => l.text.en.includes('telepathy'))).toBe(
      false,
    );
    again.ws.close();
  });
});
