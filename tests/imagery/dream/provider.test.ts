import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { openDream } from '../../../conductor/imagery/dream/engine.ts';
import { chosen, providerFor, tried } from '../../../conductor/imagery/dream/provider.ts';
import { ask, MODELS, meanOf } from './request.ts';

const folder = mkdtempSync(join(tmpdir(), 'yeoun-provider-'));
afterAll(() => rmSync(folder, { recursive: true }));

const script = (name: string, code: string): URL => {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, code);
  return pathToFileURL(file);
};

describe('what the network runs on', () => {
  it('is the graphics card only where it was tried and is far faster', () => {
    expect(chosen('{"cpu":1.4,"webgpu":0.3}')).toBe('webgpu');
    expect(chosen('{"cpu":1.4,"webgpu":1.3}')).toBe('cpu');
    expect(chosen('{"cpu":1.4,"webgpu":null}')).toBe('cpu');
    for (const said of ['', 'Segmentation fault', '{"cpu":0,"webgpu":0}', '{"cpu":"1"}', 'null'])
      expect(chosen(said)).toBe('cpu');
  });

  it('is the processor where the trial dies', async () => {
    const says = script('says', `process.stdout.write('{"cpu":2,"webgpu":0.1}')`);
    expect(await tried(says, MODELS)).toBe('webgpu');
    const dies = script('dies', `process.stdout.write('{"cpu":2,"webgpu":0.1}'); process.abort()`);
    expect(await tried(dies, MODELS)).toBe('cpu');
    expect(await tried(script('none', ''), MODELS)).toBe('cpu');
  });

  it('is what somebody wished', async () => {
    const never = script('never', 'process.abort()');
    expect(await providerFor('cpu', never, MODELS)).toBe('cpu');
    expect(await providerFor('webgpu', never, MODELS)).toBe('webgpu');
  });

  it('is the processor again where finding out fails, and health is told', async () => {
    const engine = openDream({
      modelsDir: MODELS,
      provider: () => Promise.reject(new Error('no such device')),
    });
    await engine.prepare();
    expect(engine.info.runsOn).toBe('cpu');
    expect(meanOf((await engine.paint(ask('the sea'), 0)).rgb)).toBeGreaterThan(4);
    await engine.dispose();
  }, 60_000);
});
