import { afterEach, describe, expect, it } from 'vitest';
import { type RunningConductor, startConductor, until } from '../support/conductor.ts';
import { oscPeer } from '../support/osc-peer.ts';

let conductor: RunningConductor | undefined;
afterEach(async () => {
  await conductor?.stop();
  conductor = undefined;
});

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const atCue = async (running: RunningConductor, cue: string): Promise<void> => {
  const peer = await oscPeer(running.oscPort);
  await peer.send(`/yeoun/cue/${cue}/go`);
  await until(`cue ${cue}`, 3000, async () => (await running.health()).cue === cue);
  peer.close();
};

const backWith = (running: RunningConductor, before: number) =>
  until('a new conductor', 10_000, async () => {
    const health = await running.health();
    return health.pid !== before ? health : null;
  });

describe('recovery', { timeout: 60_000 }, () => {
  it.each(['SIGKILL', 'SIGSTOP'] as const)(
    'comes back at its cue after %s, though it was started fresh',
    async (signal) => {
      conductor = await startConductor(['--show', 'shows/minimal', '--fresh']);
      await atCue(conductor, '2');
      const before = (await conductor.health()).pid;
      process.kill(before, signal);
      const after = await backWith(conductor, before);
      expect(after.cue).toBe('2');
      await until('the hung one is gone', 5000, async () => !alive(before));
    },
  );

  it('ends with its launcher, even when that is killed', async () => {
    conductor = await startConductor(['--show', 'shows/minimal']);
    const { pid } = await conductor.health();
    conductor.launcher.kill('SIGKILL');
    await until('the conductor ends', 5000, async () => !alive(pid));
  });

  it('resumes after a clean stop, and begins again with --fresh', async () => {
    conductor = await startConductor(['--show', 'shows/minimal']);
    await atCue(conductor, '2');
    const { state } = conductor;
    conductor.launcher.kill('SIGTERM');
    await until('it ends', 5000, async () => conductor?.launcher.exitCode !== null);
    const again = await startConductor(['--show', 'shows/minimal', '--state', state]);
    expect((await again.health()).cue).toBe('2');
    await again.stop();
    const fresh = await startConductor(['--show', 'shows/minimal', '--state', state, '--fresh']);
    expect((await fresh.health()).cue).toBeNull();
    await fresh.stop();
  });
});
