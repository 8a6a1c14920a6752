import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { doctor } from '../../conductor/commands/doctor.ts';
import { lookAtNetworks } from '../../conductor/imagery/whole.ts';
import { freePort } from '../support/conductor.ts';

const ROOT = resolve(import.meta.dirname, '../..');
let root: string;
let models: string;

/** A project whose networks of the imagery are files of its own. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'yeoun-doctor-'));
  models = join(root, 'conductor/imagery/models');
  mkdirSync(join(root, 'conductor/imagery'), { recursive: true });
  cpSync(join(ROOT, 'conductor/imagery/models'), models, { recursive: true });
  for (const name of ['shows', 'conductor/affect']) symlinkSync(join(ROOT, name), join(root, name));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** What the doctor says of the imagery, and how it ends. */
const seen = async (engine?: string): Promise<{ code: number; lines: string[] }> => {
  let out = '';
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    out += String(chunk);
    return true;
  });
  try {
    const code = await doctor(
      {
        show: join(ROOT, 'shows/minimal'),
        state: join(root, 'state'),
        port: String(await freePort()),
        oscPort: String(await freePort()),
        ...(engine && { engine }),
      },
      root,
    );
    return { code, lines: out.split('\n').filter((line) => line.includes('Imagery')) };
  } finally {
    spy.mockRestore();
  }
};

describe('the networks of the imagery', { timeout: 60_000 }, () => {
  it('are named by their file where they are cut short, missing or another’s', async () => {
    const faults = async () =>
      Object.fromEntries((await lookAtNetworks(models)).map(({ id, fault }) => [id, fault]));
    truncateSync(join(models, 'dream-matter.onnx'), 900);
    rmSync(join(models, 'safety.onnx'));
    const first = await faults();
    expect(first.dream).toMatch(/dream-matter\.onnx.*cut short: 900 of \d+ bytes/);
    expect(first.safety).toContain(join(models, 'safety.onnx'));
    cpSync(join(models, 'dream-matter.card.json'), join(models, 'dream-matter.onnx'));
    cpSync(join(ROOT, 'conductor/imagery/models/dream-matter.onnx'), join(models, 'safety.onnx'));
    const second = await faults();
    expect(second.dream).toContain('dream-matter.onnx');
    expect(second.safety).toMatch(/safety\.onnx.*not the file that its card describes/);
  });

  it('stand in the way of a show that is to be painted, and of no other', async () => {
    expect(await seen()).toEqual({
      code: 0,
      lines: ['ok    Imagery dream: whole.', 'ok    Imagery safety: whole.'],
    });
    truncateSync(join(models, 'dream-matter.onnx'), 900);
    const painted = await seen();
    expect(painted.code).toBe(1);
    expect(painted.lines[0]).toMatch(/^BAD .*dream-matter\.onnx/);
    const alone = await seen('none');
    expect(alone.code).toBe(0);
    expect(alone.lines[0]).toMatch(/^look .*dream-matter\.onnx/);
  });
});
