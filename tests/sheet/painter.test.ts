import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type {
  Engine,
  EngineOptions,
  EngineRecord,
  Painted,
} from '../../conductor/imagery/engine.ts';
import { openSheetPainter } from '../../conductor/sheet/painter.ts';
import { gradient, INFO, paintGradient, stageAt } from '../imagery/support.ts';
import { cue, makeShow } from '../show/support.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const SHOW = makeShow([cue('1', 'a')], { scenes: { a: { scene: 'opening' } } });
const SECRET = { parts: [{ text: 'secret words', weight: 1 }], sketch: [] };

/** A painter of an engine whose pictures a test gives, one a second. */
const painter = async (
  paint: (n: number) => Painted,
  { root = ROOT, guarded = false }: { root?: string; guarded?: boolean } = {},
) => {
  const told: string[] = [];
  const opened: EngineOptions[] = [];
  let painted = 0;
  let disposed = 0;
  const engine: EngineRecord = {
    info: { ...INFO, guarded },
    open: (options): Engine => {
      opened.push(options);
      return {
        ...gradient().open(options),
        info: { ...INFO, guarded },
        paint: async () => paint(painted++),
        dispose: async () => void disposed++,
      };
    },
  };
  const show = { show: SHOW, memories: {} };
  const open = await openSheetPainter({
    show,
    engine,
    root,
    told: (reason) => told.push(reason),
    memory: SECRET,
  });
  let atMs = 0;
  return {
    told,
    opened,
    disposed: () => disposed,
    open,
    next(cut = false) {
      atMs += 1000;
      return open.at(stageAt(atMs, { cut }), [], false);
    },
  };
};

const good = (): Painted =>
  paintGradient({ lines: 64, atMs: 0, memory: { parts: [], sketch: [] }, seed: 1 });
const flat = (value: number): Painted => ({
  ...good(),
  rgb: new Uint8Array(64 * 64 * 3).fill(value),
});

describe('the film of a sheet', () => {
  it('goes on where the engine fails at a picture, tells it once and without a word of the memory', async () => {
    const p = await painter((n) => {
      if (n === 1 || n === 2) throw new Error('no place for secret words');
      return n === 3 ? flat(0) : n === 4 ? flat(90) : good();
    });
    const seen = [];
    for (let i = 0; i < 6; i++) seen.push((await p.next()) !== null);
    expect(seen).toEqual([true, false, false, false, false, true]);
    expect(p.told).toHaveLength(1);
    expect(p.told.join()).toContain('gradient');
    expect(p.told.join()).not.toContain('secret');
    await p.open.close();
    expect(p.disposed()).toBe(1);
  });

  it('a cut that met a failure is carried by the next picture', async () => {
    const p = await painter((n) => (n === 1 ? flat(0) : good()));
    await p.next();
    expect(await p.next(true)).toBeNull();
    expect((await p.next())?.cut).toBe(true);
    expect((await p.next())?.cut).toBe(false);
    await p.open.close();
  });

  it('is painted on the processor: the same on every machine', async () => {
    const p = await painter(good);
    await p.next();
    expect(p.opened.map(({ provider }) => provider)).toEqual(['cpu']);
    await p.open.close();
  });

  it('lets an engine go whose safety gate does not open', async () => {
    const root = mkdtempSync(join(tmpdir(), 'yeoun-sheet-'));
    const p = await painter(good, { root, guarded: true });
    expect(await p.next()).toBeNull();
    expect(p.told.join()).toContain('safety.onnx');
    expect(p.disposed()).toBe(1);
    expect(p.open.paintedBy()).toBeNull();
    await p.open.close();
    expect(p.disposed()).toBe(1);
    rmSync(root, { recursive: true });
  });
});
