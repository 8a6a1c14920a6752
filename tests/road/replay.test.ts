import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runYeoun, startConductor, until } from '../support/conductor.ts';
import { dataFolder, hasData } from '../support/data.ts';
import { oscPeer } from '../support/osc-peer.ts';

const folder = mkdtempSync(join(tmpdir(), 'yeoun-replay-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const Line = z.looseObject({
  cue: z.string().nullable(),
  affect: z.looseObject({ arousal: z.number(), confidence: z.number(), source: z.string() }),
  features: z.record(z.string(), z.record(z.string(), z.number())),
});

const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => Line.parse(JSON.parse(line)));

const replay = (recording: string, out: string, ...more: string[]) =>
  runYeoun(['replay', recording, '--show', 'shows/first-light', '--out', out, ...more]);

const person = dataFolder('stress-predict-e4', 'raw', 'S01');

describe('yeoun replay', { timeout: 120_000 }, () => {
  it.skipIf(!hasData('stress-predict-e4'))(
    'plays a real wrist through the whole road into a timeline, the same bytes each time',
    async () => {
      const files = [join(folder, 'a.jsonl'), join(folder, 'b.jsonl')];
      for (const file of files) {
        const { code, out } = await replay(person, file, '--seconds', '180');
        expect(code).toBe(0);
        expect(out).toMatch(/sha256 [0-9a-f]{64}/);
      }
      const [a, b] = files.map((file) => readFileSync(file, 'utf8'));
      expect(a).toBe(b);
      const lines = linesOf(files[0] ?? '');
      expect(lines).toHaveLength(1800);
      const late = lines.slice(-600);
      expect(late.every((l) => l.affect.source === 'recorded')).toBe(true);
      const hearts = late.map((l) => l.features.dancer?.heartRate).filter((h) => h !== undefined);
      expect(hearts.length).toBeGreaterThan(500);
      for (const h of hearts) expect(h).toBeGreaterThan(40);
      expect(new Set(lines.map((l) => l.cue)).size).toBeGreaterThan(2);
    },
  );

  it('plays a take that a conductor recorded', async () => {
    const conductor = await startConductor(['--show', 'shows/minimal', '--record', '--fresh']);
    const peer = await oscPeer(conductor.oscPort);
    await peer.send('/yeoun/cue/go');
    await until('a heart', 20_000, async () => (await conductor.health()).affect.confidence > 0.2);
    conductor.launcher.kill('SIGTERM');
    await until('it ends', 5000, async () => conductor.launcher.exitCode !== null);
    peer.close();
    const takes = join(conductor.state, 'takes');
    const [take] = readdirSync(takes);
    const head = JSON.parse(readFileSync(join(takes, take ?? '', 'take.json'), 'utf8'));
    expect(head.endMs).toBeGreaterThan(head.startMs);
    const out = join(folder, 'take.jsonl');
    const { code } = await replay(join(takes, take ?? ''), out);
    await conductor.stop();
    expect(code).toBe(0);
    const lines = linesOf(out);
    expect(lines.some((l) => l.affect.source === 'recorded' && l.affect.confidence > 0.1)).toBe(
      true,
    );
    expect(lines.some((l) => (l.features.dancer?.motionEnergy ?? 0) > 0)).toBe(true);
  });

  it('says in a sentence that a folder is no recording, and exits 1', async () => {
    const { code, err } = await replay(folder, join(folder, 'none.jsonl'));
    expect(code).toBe(1);
    expect(err).toContain(folder);
    expect(err).not.toContain('    at ');
  });
});
