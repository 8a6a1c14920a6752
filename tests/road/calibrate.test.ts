import { afterEach, describe, expect, it } from 'vitest';
import { type RunningConductor, runYeoun, startConductor } from '../support/conductor.ts';
import { oscPeer } from '../support/osc-peer.ts';

let conductor: RunningConductor | undefined;
afterEach(async () => {
  await conductor?.stop();
  conductor = undefined;
});

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

describe('yeoun calibrate', { timeout: 120_000 }, () => {
  it('joins the conductor that runs, says what to do in both languages, and that it was left off by OSC', async () => {
    conductor = await startConductor(['--show', 'shows/minimal', '--fresh']);
    const { port, state, oscPort } = conductor;
    const peer = await oscPeer(oscPort);
    const args = ['calibrate', 'mina', '--recalls', '8', '--port', String(port), '--state', state];
    let ended = false;
    const session = runYeoun(args).finally(() => {
      ended = true;
    });
    // Again and again until it is heard: before the session begins there is nothing to leave off.
    for (let tries = 0; !ended && tries < 200; tries++) {
      await pause(100);
      await peer.send('/yeoun/calibrate/stop');
    }
    const { code, out, err } = await session;
    peer.close();
    expect(err).toContain('left off');
    expect(code).toBe(1);
    expect(out).toContain('Looking at the signals / 신호 살펴보기');
    expect(out).not.toContain('one is started for this');
  });

  it('says plainly that nobody answers, and what of its words is wrong', async () => {
    const nobody = await runYeoun(['calibrate', '--url', 'http://127.0.0.1:9']);
    expect(nobody).toMatchObject({ code: 1, err: expect.stringContaining('no conductor answers') });
    for (const [args, name] of [
      [['--url', 'nonsense'], '--url'],
      [['--recalls', '99'], '--recalls'],
    ] as const)
      expect(await runYeoun(['calibrate', ...args])).toMatchObject({
        code: 2,
        err: expect.stringContaining(name),
      });
  });
});
