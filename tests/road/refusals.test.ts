import { createSocket } from 'node:dgram';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freePort, runYeoun, startConductor } from '../support/conductor.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'yeoun-test-'));
const ports = async () => [
  '--port',
  String(await freePort()),
  '--osc-port',
  String(await freePort()),
  '--state',
  folder(),
];

const brokenShow = (): string => {
  const show = folder();
  cpSync('shows/minimal', show, { recursive: true });
  const file = join(show, 'show.yaml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    text.replace(/scene: tide\b/, 'scene: tyde').replace(/^seed: .*$/m, 'seed: many'),
  );
  return show;
};

const lines = (text: string): string[] => text.trim().split('\n');

describe('refusals', { timeout: 60_000 }, () => {
  it('names every error of a wrong show at once, with line, column and remedy, and exits 1', async () => {
    const show = brokenShow();
    for (const args of [
      ['check', show],
      ['run', '--show', show, ...(await ports())],
    ]) {
      const { code, out, err } = await runYeoun(args);
      expect(code).toBe(1);
      expect(out + err).toMatch(/show\.yaml:\d+:\d+.*tyde[\s\S]*tide/);
      expect(out + err).toMatch(/show\.yaml:\d+:\d+.*seed/);
    }
  });

  it('says in one sentence that the web port is in use', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    const { code, err } = await runYeoun([
      'run',
      '--port',
      String(port),
      '--osc-port',
      String(await freePort()),
      '--state',
      folder(),
    ]);
    other.close();
    expect(code).toBe(1);
    expect(lines(err).filter((l) => l.includes(String(port)))).toHaveLength(1);
    expect(err).not.toContain('    at ');
  });

  it('says in one sentence that the OSC port is in use', async () => {
    const port = await freePort();
    const other = createSocket('udp4');
    await new Promise<void>((done) => other.bind(port, '127.0.0.1', done));
    const { code, err } = await runYeoun([
      'run',
      '--osc-port',
      String(port),
      '--port',
      String(await freePort()),
      '--state',
      folder(),
    ]);
    other.close();
    expect(code).toBe(1);
    expect(err).toContain(String(port));
    expect(err).not.toContain('    at ');
  });

  it('refuses a second conductor on the same state folder', async () => {
    const first = await startConductor(['--show', 'shows/minimal']);
    const { code, err } = await runYeoun([
      'run',
      '--port',
      String(await freePort()),
      '--osc-port',
      String(await freePort()),
      '--state',
      first.state,
    ]);
    await first.stop();
    expect(code).toBe(1);
    expect(err).toContain(first.state);
    expect(err).not.toContain('    at ');
  });

  it('refuses a state folder that is a file', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, 'x');
    const { code, err } = await runYeoun(['run', ...(await ports()), '--state', file]);
    expect(code).toBe(1);
    expect(err).toContain(file);
    expect(err).not.toContain('    at ');
  });

  it.each([
    [['dance']],
    [['run', '--port', 'many']],
    [['run', '--wings']],
    [['replay', 'x']],
    [[]],
  ])('exits 2 on wrong use: yeoun %j', async (args) => {
    expect((await runYeoun(args)).code).toBe(2);
  });

  it('exits 2 for a source nobody knows, and names those there are', async () => {
    const { code, err } = await runYeoun(['run', ...(await ports()), '--source', 'telepathy']);
    expect(code).toBe(2);
    expect(err).toContain('synthetic');
  });

  it.each(['run', 'check', 'replay', 'cert', 'devices', 'schema', 'doctor', 'bench'])(
    'has help for %s',
    async (command) => {
      const { code, out } = await runYeoun([command, '--help']);
      expect(code).toBe(0);
      expect(out).toContain('Usage:');
    },
  );
});
