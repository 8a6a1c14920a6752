import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeskIntent } from '../../../conductor/contracts/intent.ts';
import { SacnIn, SacnOut } from '../../../conductor/contracts/rig.ts';
import { openLightIn } from '../../../conductor/control/light/in.ts';
import { openLightOut } from '../../../conductor/control/light/out.ts';
import { silentLog } from '../../../conductor/kernel/log.ts';
import { capture } from '../../support/capture.ts';
import { until } from '../../support/conductor.ts';
import { stageOf } from '../osc/stage.ts';

const OLAD = '/usr/bin/olad';
const NAME = `yo${process.pid % 100_000}`;
const OURS = '10.77.31.1';
const THEIRS = '10.77.31.2';
const HTTP = 19_090;
const UNIVERSE = { toOla: 7, fromOla: 8 };
/** Everything else of OLA stays off: it would open serial ports and other protocols. */
const OFF =
  'artnet dummy espnet ftdidmx gpio karate kinet milinst nanoleaf opendmx openpixelcontrol osc pathport renard sandnet shownet spi stageprofi uartdmx usbdmx usbserial usbpro';

const ip = (...args: string[]) => execFileSync('ip', args, { stdio: 'pipe' });

/** Why OLA cannot be met here; null where it can. */
const missing = (): string | null => {
  if (process.platform !== 'linux' || !existsSync(OLAD)) return 'olad is not installed';
  if (process.getuid?.() !== 0) return 'only root may lay the cable to it';
  try {
    execFileSync('unshare', ['-n', 'true'], { stdio: 'pipe' });
    return null;
  } catch {
    return 'no network of its own can be made here';
  }
};
/** A network of its own for OLA, joined to ours by a cable: OLA does not send to its own machine. */
const lay = (): void => {
  ip('netns', 'add', NAME);
  ip('link', 'add', NAME, 'type', 'veth', 'peer', 'name', `${NAME}o`, 'netns', NAME);
  ip('addr', 'add', `${OURS}/30`, 'dev', NAME);
  ip('link', 'set', NAME, 'up');
  ip('-n', NAME, 'addr', 'add', `${THEIRS}/30`, 'dev', `${NAME}o`);
  ip('-n', NAME, 'link', 'set', `${NAME}o`, 'up');
  ip('-n', NAME, 'link', 'set', 'lo', 'up');
  ip('-n', NAME, 'route', 'add', 'default', 'via', OURS);
};
const cut = (): void => {
  for (const args of [
    ['link', 'del', NAME],
    ['netns', 'del', NAME],
  ]) {
    try {
      ip(...args);
    } catch {
      // It was not there.
    }
  }
};

const why = missing();

describe.skipIf(why !== null)(`OLA${why === null ? '' : ` (left out: ${why})`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'yeoun-ola-'));
  let ola: ChildProcess | undefined;
  let said = '';

  beforeAll(async () => {
    lay();
    chmodSync(folder, 0o777);
    for (const plugin of OFF.split(' '))
      writeFileSync(join(folder, `ola-${plugin}.conf`), 'enabled = false\n');
    writeFileSync(
      join(folder, 'ola-e131.conf'),
      'enabled = true\ninput_ports = 1\noutput_ports = 1\n',
    );
    writeFileSync(
      join(folder, 'ola-port.conf'),
      `11-1-I-0 = ${UNIVERSE.toOla}\n11-1-O-0 = ${UNIVERSE.fromOla}\n`,
    );
    const child = spawn(
      'ip',
      [
        ...['netns', 'exec', NAME, 'setpriv', '--reuid=olad', '--clear-groups'],
        ...[OLAD, '-c', folder, '-l', '1', '--http-port', String(HTTP)],
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    ola = child;
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (data: Buffer) => {
        said += data.toString();
      });
    await until(`OLA answers (${said})`, 15_000, async () => (await levels(1)) !== null);
  });
  afterAll(() => {
    ola?.kill();
    cut();
    rmSync(folder, { recursive: true, force: true });
  });

  const levels = async (universe: number): Promise<number[] | null> => {
    const url = `http://${THEIRS}:${HTTP}/get_dmx?u=${universe}`;
    const answer: unknown = await (await fetch(url, { signal: AbortSignal.timeout(1000) })).json();
    const dmx = (answer as { dmx?: number[] }).dmx;
    return dmx ?? null;
  };
  const set = async (...dmx: number[]) => {
    const body = new URLSearchParams({ u: String(UNIVERSE.fromOla), d: dmx.join(',') });
    await fetch(`http://${THEIRS}:${HTTP}/set_dmx`, { method: 'POST', body });
  };

  it('receives the values of the show, and loses them at the good-bye', async () => {
    const { clock, timing } = capture(Date.now());
    const out = openLightOut({
      timing,
      cid: '00112233445566778899aabbccddeeff',
      name: 'Yeoun',
      stage: () => stageOf({ grandMaster: 0.8, cue: '2', breath: 0.25 }),
      order: () => ({ cues: ['1', '2'], scenes: ['tide'] }),
      held: () => false,
    });
    out.setRules(SacnOut.parse({ universe: UNIVERSE.toOla, via: OURS }));
    try {
      const dmx = await until('OLA hears the universe', 10_000, async () => {
        clock.advance(500);
        const heard = await levels(UNIVERSE.toOla);
        return heard !== null && heard.length > 0 && heard;
      });
      expect(dmx).toHaveLength(512);
      expect([dmx[0], dmx[7], dmx[9]]).toEqual([204, 2, 64]);
    } finally {
      await out.close();
    }
  });

  it('sends triggers that the show obeys', async () => {
    const { timing } = capture();
    const asked: DeskIntent[] = [];
    const light = openLightIn({
      timing,
      log: silentLog,
      desk: { level: () => 1, cues: () => ['1'] },
      ask(intent) {
        asked.push(intent);
        return null;
      },
      heard: () => {},
    });
    light.setRules(
      SacnIn.parse({
        universe: UNIVERSE.fromOla,
        via: OURS,
        bindings: [{ slot: 3, does: { kind: 'intent', intent: { do: 'go' } } }],
        fireSlot: 4,
      }),
    );
    try {
      let n = 0;
      await until('OLA is heard', 10_000, async () => {
        await set(n++ % 2, 0, 0, 0);
        return light.status().state === 'ok';
      });
      expect(light.status().text.en).toContain('OLA');
      await set(0, 0, 255, 0);
      await until('GO', 5000, async () => asked.length === 1);
      await set(0, 0, 255, 255);
      await until('fire', 5000, async () => asked.length === 2);
      expect(asked).toEqual([{ do: 'go' }, { do: 'fire', on: true }]);
    } finally {
      light.close();
    }
  });
});
