import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  until('a new conductor', 40_000, async () => {
    const health = await running.health();
    return health.pid !== before ? health : null;
  });

describe('recovery', { timeout: 120_000 }, () => {
  it.each(['SIGKILL', 'SIGSTOP'] as const)(
    'comes back at its cue after %s, though it was started fresh',
    async (signal) => {
      conductor = await startConductor(['--show', 'shows/minimal', '--fresh']);
      await atCue(conductor, '2');
      const before = (await conductor.health()).pid;
      process.kill(before, signal);
      const after = await backWith(conductor, before);
      expect(after.cue).toBe('2');
      await until('the hung one is gone', 20_000, async () => !alive(before));
    },
  );

  it('goes on with the last good show when it is killed while the file is broken', async () => {
    const show = mkdtempSync(join(tmpdir(), 'yeoun-edit-'));
    cpSync('shows/minimal', show, { recursive: true });
    conductor = await startConductor(['--show', show, '--fresh']);
    await atCue(conductor, '2');
    writeFileSync(join(show, 'show.yaml'), 'format: 2\nid: half a');
    const before = (await conductor.health()).pid;
    process.kill(before, 'SIGKILL');
    const after = await backWith(conductor, before);
    expect(after.cue).toBe('2');
    expect(after.show).toBe('minimal');
    expect(after.lamps.some((l) => l.part === 'show')).toBe(true);
    cpSync('shows/minimal', show, { recursive: true });
    const running = conductor;
    await until('the lamp goes out', 20_000, async () =>
      (await running.health()).lamps.every((l) => l.part !== 'show'),
    );
  });

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
