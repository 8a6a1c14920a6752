import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type RunningConductor, runYeoun, startConductor, until } from '../support/conductor.ts';
import { oscPeer } from '../support/osc-peer.ts';

const KEY = { YEOUN_STATE_KEY: 'a long walk by the sea' };
let conductor: RunningConductor | undefined;
afterEach(async () => {
  await conductor?.stop();
  conductor = undefined;
});

const ended = async ({ launcher }: RunningConductor): Promise<void> => {
  launcher.kill('SIGTERM');
  await until('the conductor ends', 10_000, async () => launcher.exitCode !== null);
};

const takes = (state: string, ...args: string[]) => runYeoun(['takes', ...args, '--state', state]);

const cuesIn = (timeline: string): (string | null)[] => {
  const cues = readFileSync(timeline, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).cue);
  return cues.filter((cue, i) => i === 0 || cue !== cues[i - 1]);
};

describe('takes of a running conductor', { timeout: 120_000 }, () => {
  it('are begun, marked and ended by OSC, encrypted, listed, replayed with their cues, and deleted', async () => {
    conductor = await startConductor(['--show', 'shows/minimal', '--fresh'], KEY);
    const { state } = conductor;
    const peer = await oscPeer(conductor.oscPort);
    const health = (): Promise<Awaited<ReturnType<RunningConductor['health']>>> =>
      conductor!.health();
    await peer.send('/yeoun/cue/1/go');
    await peer.send('/yeoun/record', 1, 'given');
    await until('it records', 5000, async () => (await health()).take.state === 'recording');
    expect((await health()).take).toMatchObject({ consent: 'given', raw: true, encrypted: true });
    await peer.send('/yeoun/mark', 'this was it');
    await until('a mark', 5000, async () => (await health()).take.marks === 1);
    const running = await takes(state, 'delete', (await health()).take.id ?? '');
    expect(running).toMatchObject({ code: 1, err: expect.stringContaining('still be recorded') });
    await peer.send('/yeoun/cue/2/go');
    await until('a heart', 20_000, async () => (await health()).affect.confidence > 0.1);
    await peer.send('/yeoun/record', 0);
    await until('it ends', 5000, async () => (await health()).take.state === 'off');
    const { id } = (await health()).take;
    peer.close();
    await ended(conductor);

    const list = await takes(state);
    expect(list.out).toMatch(new RegExp(`${id} +minimal +0:\\d\\d +1 +given +yes +yes +\\d`));
    const take = join(state, 'takes', id ?? '');
    const out = join(state, 'timeline.jsonl');
    const replay = (env: NodeJS.ProcessEnv) =>
      runYeoun(['replay', take, '--show', 'shows/minimal', '--out', out, '--with-cues'], env);
    const shut = await replay({ YEOUN_STATE_KEY: '' });
    expect(shut).toMatchObject({ code: 1, err: expect.stringContaining('YEOUN_STATE_KEY') });
    expect(await replay(KEY)).toMatchObject({
      code: 0,
      err: expect.not.stringContaining('    at '),
    });
    expect(cuesIn(out)).toEqual(['1', '2']);

    const gone = await takes(state, 'consent', id ?? '', 'withdrawn');
    expect(gone).toMatchObject({ code: 0, out: expect.stringContaining('solid-state') });
    expect(existsSync(take)).toBe(false);
    expect((await takes(state)).out).toContain('no takes');
  });

  it('run without a passphrase or with a wrong one: a lamp says so, and the show plays', async () => {
    const first = await startConductor(['--show', 'shows/minimal'], KEY);
    const vault = readFileSync(join(first.state, 'vault.json'));
    conductor = first;
    await ended(first);
    for (const key of ['', 'not the passphrase']) {
      const env = { YEOUN_STATE_KEY: key };
      const again = await startConductor(
        ['--show', 'shows/minimal', '--record', '--state', first.state],
        env,
      );
      const health = await again.health();
      expect(health.lamps.map((l) => l.part)).toEqual(expect.arrayContaining(['vault', 'take']));
      expect(health.take.state).toBe('failed');
      await again.stop();
    }
    expect(readFileSync(join(first.state, 'vault.json')).equals(vault)).toBe(true);
  });

  it('says what is wrong with a command, and exits 2', async () => {
    for (const args of [['burn'], ['consent'], ['delete']])
      expect(await runYeoun(['takes', ...args])).toMatchObject({
        code: 2,
        err: expect.stringContaining('yeoun takes'),
      });
    const unknown = await runYeoun(['takes', 'delete', 'no-such-take']);
    expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('no such take') });
  });
});
