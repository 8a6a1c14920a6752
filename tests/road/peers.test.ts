import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningConductor, startConductor, until } from '../support/conductor.ts';

const OSCSEND = '/usr/bin/oscsend';
const run = promisify(execFile);

/** oscsend of liblo-tools: a peer that is not ours. */
describe.skipIf(!existsSync(OSCSEND))('oscsend', { timeout: 60_000 }, () => {
  let conductor: RunningConductor;
  beforeAll(async () => {
    conductor = await startConductor(['--show', 'shows/minimal', '--fresh', '--source', 'osc']);
  });
  afterAll(() => conductor?.stop());

  const send = (...args: string[]) =>
    run(OSCSEND, [`osc.udp://127.0.0.1:${conductor.oscPort}`, ...args]);
  const sendTcp = (...args: string[]) =>
    run(OSCSEND, [`osc.tcp://127.0.0.1:${conductor.oscPort}`, ...args]);

  it('drives GO over UDP', async () => {
    await send('/yeoun/cue/go');
    await until('cue 1', 3000, async () => (await conductor.health()).cue === '1');
  });

  it('blackens and lights with T and F', async () => {
    await send('/yeoun/blackout', 'T');
    await send('/yeoun/blackout', 'F');
    await send('/yeoun/cue/2/go');
    await until('cue 2', 3000, async () => (await conductor.health()).cue === '2');
  });

  it('feeds a sensor', async () => {
    for (let i = 0; i < 60; i++) await send('/sensor/belt/hr', 'f', String(70 + (i % 3)));
    const belt = await until('the belt', 3000, async () =>
      (await conductor.health()).sources.find((s) => s.id === 'belt'),
    );
    expect(belt).toMatchObject({ kind: 'osc', bodyId: 'dancer' });
  });

  it('reaches the desk, and OSCQuery shows what it did', async () => {
    const { doors } = await conductor.health();
    const { address = '', state } = doors.find((d) => d.id === 'oscquery') ?? {};
    expect(state).toBe('open');
    const read = async (path: string) => await (await fetch(`${address}${path}`)).json();
    expect(await read('/?HOST_INFO')).toMatchObject({ OSC_PORT: conductor.oscPort });
    await send('/yeoun/pause', 'i', '1');
    await send('/yeoun/master', 'f', '0.5');
    await until('the master', 3000, async () => {
      const { VALUE } = await read('/yeoun/master?VALUE');
      return VALUE[0] === 0.5;
    });
    expect(await read('/yeoun/state/paused?VALUE')).toEqual({ VALUE: [1] });
    expect(await read('/yeoun/cue/2/go')).toMatchObject({ TYPE: 'I', ACCESS: 2 });
    await send('/yeoun/pause', 'i', '0');
    await send('/yeoun/master', 'f', '1');
  });

  it('is refused clearly where its TCP framing is the one without SLIP', async () => {
    await sendTcp('/yeoun/cue/go').catch(() => {});
    const health = await conductor.health();
    expect(health.cue).toBe('2');
    expect(health.doors.find((d) => d.id === 'osc')?.state).toBe('open');
  });
});
