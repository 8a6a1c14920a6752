import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { models, modelsText } from '../../conductor/commands/models.ts';
import { systemClock } from '../../conductor/kernel/clock.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { weightsIn } from '../../conductor/memory/speech/open.ts';
import { putFromFolder } from '../../conductor/models/from-folder.ts';
import { pull } from '../../conductor/models/pull.ts';
import { modelOf } from '../../conductor/models/shelf.ts';
import { standing } from '../../conductor/models/shelf-folder.ts';

const ROOT = process.cwd();
const WHISPER = modelOf('whisper-base');
if (!WHISPER) throw new Error('no record');
const CONFIG = JSON.stringify({ model_type: 'whisper', d_model: 512, decoder_layers: 6 });

let home: string;
const shelf = () => join(home, 'models');
const put = (folder: string, config = CONFIG): void => {
  for (const path of WHISPER.files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(
      join(folder, path),
      path === 'config.json' ? config : `bytes of ${path}`.repeat(50),
    );
  }
};
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'yeoun-models-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('a model from a folder', () => {
  it.each(['', 'whisper-base', 'models/onnx-community/whisper-base'])(
    'is found in "%s" of it',
    async (inside) => {
      put(join(home, 'stick', inside));
      expect(weightsIn({ root: ROOT, models: shelf() }).ko).toBeUndefined();
      await putFromFolder(WHISPER, join(home, 'stick'), shelf());
      expect(standing(WHISPER, ROOT, shelf())).toMatchObject({ is: 'ready' });
      expect(weightsIn({ root: ROOT, models: shelf() }).ko).toMatchObject({
        is: 'whisper',
        lang: 'ko',
      });
    },
  );

  it('is refused where it is another one, or not all of it', async () => {
    await expect(putFromFolder(WHISPER, join(home, 'nowhere'), shelf())).rejects.toThrow(
      /no such folder/,
    );
    mkdirSync(join(home, 'empty'));
    await expect(putFromFolder(WHISPER, join(home, 'empty'), shelf())).rejects.toThrow(
      /no config.json/,
    );
    put(join(home, 'other'), CONFIG.replace('512', '384'));
    await expect(putFromFolder(WHISPER, join(home, 'other'), shelf())).rejects.toThrow(
      /d_model is 384, not 512/,
    );
    put(join(home, 'half'));
    rmSync(join(home, 'half', 'tokenizer.json'));
    await expect(putFromFolder(WHISPER, join(home, 'half'), shelf())).rejects.toThrow(
      /tokenizer.json.*missing/,
    );
    expect(existsSync(join(shelf(), 'whisper-base'))).toBe(false);
  });

  it('is refused where the copy on the stick is damaged; what was here stays', async () => {
    put(join(home, 'stick'));
    await putFromFolder(WHISPER, join(home, 'stick'), shelf());
    const copy = join(home, 'copy');
    await putFromFolder(WHISPER, shelf(), copy);
    const file = join(copy, 'whisper-base', 'tokenizer.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('b', 'x'));
    await expect(putFromFolder(WHISPER, copy, shelf())).rejects.toThrow(/damaged/);
    expect(standing(WHISPER, ROOT, shelf()).is).toBe('ready');
  });

  it('counts as broken once a file is cut short', async () => {
    put(join(home, 'stick'));
    await putFromFolder(WHISPER, join(home, 'stick'), shelf());
    writeFileSync(join(shelf(), 'whisper-base', 'tokenizer.json'), 'short');
    expect(standing(WHISPER, ROOT, shelf())).toMatchObject({
      is: 'broken',
      why: expect.stringContaining('5 of'),
    });
    expect(modelsText(ROOT, shelf())).toContain('BROKEN');
    expect(weightsIn({ root: ROOT, models: shelf() }).ko).toBeUndefined();
  });
});

describe('a model from its repository', () => {
  const SHA = 'a'.repeat(40);
  let server: Server;
  let host: string;
  let asked: string[];
  let cutAt: number;
  const timing = scheduler(systemClock(), () => {});
  const sha = (kind: string, data: string | Buffer): string =>
    createHash(kind).update(data).digest('hex');
  const bytesOf = (path: string): Buffer => readFileSync(join(home, 'repo', path));
  const entry = (path: string) => {
    const bytes = bytesOf(path);
    const oid = sha('sha1', Buffer.concat([Buffer.from(`blob ${bytes.length}\0`), bytes]));
    const large = path.endsWith('.onnx') && {
      lfs: { oid: sha('sha256', bytes), size: bytes.length },
    };
    return { type: 'file', path, size: bytes.length, oid, ...large };
  };
  beforeEach(async () => {
    put(join(home, 'repo'));
    asked = [];
    cutAt = Number.POSITIVE_INFINITY;
    server = createServer((request, answer) => {
      const url = request.url ?? '';
      asked.push(`${url.split('/').pop()} ${request.headers.range ?? ''}`.trim());
      if (url.includes('/revision/')) return void answer.end(JSON.stringify({ sha: SHA }));
      if (url.includes('/tree/')) return void answer.end(JSON.stringify(WHISPER.files.map(entry)));
      const bytes = bytesOf(url.split(`/resolve/${SHA}/`)[1] ?? '');
      const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
      answer.writeHead(from > 0 ? 206 : 200, { 'content-length': bytes.length - from });
      if (bytes.length - from <= cutAt) return void answer.end(bytes.subarray(from));
      answer.write(bytes.subarray(from, from + cutAt), () => answer.destroy());
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    host = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });
  const get = (progress: (done: number, whole: number) => void = () => {}) =>
    pull(WHISPER, shelf(), { host, timing, progress });

  it('is pulled, held against its hashes, and put in place', async () => {
    const told: number[] = [];
    await get((done, whole) => told.push(done / whole));
    expect(standing(WHISPER, ROOT, shelf()).is).toBe('ready');
    expect(told.at(-1)).toBe(1);
    expect([...told].sort((a, b) => a - b)).toEqual(told);
  });

  it('fails where it is cut off, and goes on with what had come', async () => {
    cutAt = 300;
    await expect(get()).rejects.toThrow(/what has come is kept/);
    cutAt = Number.POSITIVE_INFINITY;
    const path = 'tokenizer.json';
    const draft = join(shelf(), 'whisper-base.part', path);
    mkdirSync(dirname(draft), { recursive: true });
    writeFileSync(draft, bytesOf(path).subarray(0, 100));
    asked = [];
    await get();
    expect(asked).toContain(`${path} bytes=100-`);
    expect(standing(WHISPER, ROOT, shelf()).is).toBe('ready');
  });

  it('is let go where it is not what the repository says', async () => {
    const path = 'onnx/encoder_model_quantized.onnx';
    const draft = join(shelf(), 'whisper-base.part', path);
    mkdirSync(dirname(draft), { recursive: true });
    writeFileSync(draft, Buffer.alloc(bytesOf(path).length));
    await expect(get()).rejects.toThrow(/did not come as the repository names it/);
    expect(existsSync(draft)).toBe(false);
    await get();
    expect(standing(WHISPER, ROOT, shelf()).is).toBe('ready');
  });

  it('fails in one clear sentence without a network', async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    await expect(get()).rejects.toThrow(/cannot be reached: .*--from <folder>/);
  });
});

describe('yeoun models', () => {
  it('lists what there is, what for, its licence and size', () => {
    const text = modelsText(ROOT, shelf());
    expect(text).toMatch(/moonshine-tiny[\s\S]*licence: MIT[\s\S]*MB in/);
    expect(text).toMatch(/whisper-base[\s\S]*yeoun models pull whisper-base/);
  });

  it('says what is wrong with a wrong use', async () => {
    const ask = (action: string, id?: string) => models({ action, id }, { models: shelf() }, ROOT);
    await expect(ask('pull', 'whisper-huge')).rejects.toThrow(/there is whisper-base/);
    await expect(ask('remove', 'moonshine-tiny')).rejects.toThrow(/comes with Yeoun/);
    await expect(ask('dance')).rejects.toThrow(/there is no "dance"/);
  });

  it('removes all of a model', async () => {
    put(join(home, 'stick'));
    await models(
      { action: 'pull', id: 'whisper-base', from: join(home, 'stick') },
      { models: shelf() },
      ROOT,
    );
    expect(standing(WHISPER, ROOT, shelf()).is).toBe('ready');
    await models({ action: 'remove', id: 'whisper-base' }, { models: shelf() }, ROOT);
    expect(existsSync(join(shelf(), 'whisper-base'))).toBe(false);
  });
});
