import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SampleBlock } from '../../../conductor/contracts/sensor.ts';
import { silentLog } from '../../../conductor/kernel/log.ts';
import { openRecorder } from '../../../conductor/state/recorder.ts';
import { takeDecoder } from '../../../sensors/recording/decode.ts';
import { takeEncoder } from '../../../sensors/recording/encode.ts';
import { Take } from '../../../sensors/recording/format.ts';
import { parseSource } from '../../../sensors/registry.ts';
import { capture } from '../../support/capture.ts';

let base = '';
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'yeoun-rec-'));
});
afterEach(() => rm(base, { recursive: true }));

const block = (over: Partial<SampleBlock> = {}): SampleBlock => ({
  sourceId: 'wrist',
  bodyId: 'dancer',
  stream: 'acc',
  kind: 'acc',
  channels: 3,
  rateHz: 50,
  atMs: 1_700_000_000_000.25,
  data: Float32Array.of(1.5, -0.1, 9.80665, 1, 2, 3),
  recorded: false,
  ...over,
});

describe('the recording format', () => {
  it('R3, R5: what was encoded is decoded to the last bit', () => {
    const encode = takeEncoder();
    const decode = takeDecoder();
    const lines = encode.block(block()) + encode.block(block({ atMs: 1_700_000_000_040 }));
    const items = lines.trimEnd().split('\n').map(decode);
    expect(items.map((i) => i.t)).toEqual(['stream', 'block', 'block']);
    expect(items[1]).toEqual({ t: 'block', block: block({ recorded: true }) });
  });

  it('R4: a stream line stands again when the stream changes', () => {
    const encode = takeEncoder();
    const kinds = (text: string) =>
      text
        .trimEnd()
        .split('\n')
        .map((l) => JSON.parse(l).t);
    expect(kinds(encode.block(block()))).toEqual(['stream', 'block']);
    expect(kinds(encode.block(block()))).toEqual(['block']);
    expect(kinds(encode.block(block({ rateHz: 25 })))).toEqual(['stream', 'block']);
  });

  it('R10: a bad line is told from one of tomorrow, and neither throws', () => {
    const decode = takeDecoder();
    expect(decode('{"t":"scent","x":1}').t).toBe('unknown');
    for (const bad of [
      '',
      '{',
      'null',
      '[]',
      '{"t":"block","i":0,"at":1,"d":"AA=="}',
      '{"t":"stream"}',
    ])
      expect(decode(bad).t).toBe('bad');
  });
});

const record = async (blocks: readonly SampleBlock[]) => {
  const folder = join(base, 'take');
  const { timing, clock } = capture();
  const recorder = await openRecorder({
    folder,
    scheduler: timing,
    log: silentLog,
    take: { show: 'minimal' },
  });
  for (const b of blocks) recorder.block(b);
  recorder.event('cue', { number: '1' });
  clock.advance(1000);
  await recorder.close();
  return { folder, recorder };
};

const heardFrom = async (folder: string) => {
  const heard = capture();
  await parseSource(`replay:${folder}`).open(heard.context);
  heard.clock.advance(10_000);
  return heard;
};

const second = Array.from({ length: 50 }, (_, i) =>
  block({ atMs: 1_700_000_000_000 + 40 * i, data: Float32Array.of(i, 0, 0, i + 0.5, 0, 0) }),
);

describe('the recorder', () => {
  it('R1: writes a take that says when it began and ended', async () => {
    const { folder, recorder } = await record(second);
    const take = Take.parse(JSON.parse(await readFile(join(folder, 'take.json'), 'utf8')));
    expect(take).toMatchObject({ format: 1, show: 'minimal', consent: 'none' });
    expect(take.endMs).toBe(take.startMs + 1000);
    expect(recorder.status()).toEqual({ state: 'closed', dropped: 0 });
    await recorder.close();
    const { values } = await heardFrom(folder);
    expect(values('acc')).toEqual(second.flatMap((b) => [b.data[0], b.data[3]]));
  });

  it('R9: a take that was cut by a crash plays up to the cut', async () => {
    const { folder } = await record(second);
    await appendFile(join(folder, 'blocks.jsonl'), '{"t":"block","i":0,"at":170000');
    const heard = await heardFrom(folder);
    expect(heard.values('acc').length).toBe(100);
    expect(heard.refusals).toEqual([expect.stringContaining('the last line is cut off')]);
  });

  it('R10, R11: a bad or endless line in the middle is reported with its number and left out', async () => {
    const { folder } = await record(second);
    const path = join(folder, 'blocks.jsonl');
    const lines = (await readFile(path, 'utf8')).split('\n');
    lines.splice(10, 1, 'rubbish', 'y'.repeat(1_500_000));
    await writeFile(path, lines.join('\n'));
    const heard = await heardFrom(folder);
    expect(heard.values('acc').length).toBe(98);
    expect(heard.refusals[0]).toContain('blocks.jsonl:11');
    expect(heard.refusals[1]).toContain('blocks.jsonl:12');
  });

  it('R2: a take whose consent was withdrawn is not played', async () => {
    const { folder } = await record(second);
    const path = join(folder, 'take.json');
    await writeFile(path, (await readFile(path, 'utf8')).replace('"none"', '"withdrawn"'));
    await expect(heardFrom(folder)).rejects.toThrow(/consent/);
  });

  it('does not write over a take, and says where it cannot write', async () => {
    const { folder } = await record(second);
    const { timing } = capture();
    await expect(openRecorder({ folder, scheduler: timing, log: silentLog })).rejects.toThrow(
      folder,
    );
    await mkdir(join(base, 'other'));
    await writeFile(join(base, 'file'), '');
    await expect(
      openRecorder({ folder: join(base, 'file', 'x'), scheduler: timing, log: silentLog }),
    ).rejects.toThrow(/cannot be written/);
  });

  it('drops what a disk does not take in time, bounded and counted', async () => {
    const { timing } = capture();
    const folder = join(base, 'slow');
    const recorder = await openRecorder({ folder, scheduler: timing, log: silentLog });
    const large = block({ data: new Float32Array(3 * 50_000) });
    for (let i = 0; i < 40; i++) recorder.block(large);
    expect(recorder.status().dropped).toBeGreaterThan(10);
    await recorder.close();
  });
});
