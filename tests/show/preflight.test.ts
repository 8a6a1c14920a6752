import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENGINES } from '../../conductor/imagery/engines.ts';
import { checkShow } from '../../conductor/show/check.ts';
import { ENGINE_NAMES } from '../../conductor/show/engine-names.ts';
import { FAULTS, faultyShow, goodShow } from '../support/faulty-shows.ts';
import { memoryFiles } from './support.ts';

const ROOT = join(import.meta.dirname, '../../shows');
const SHIPPED = readdirSync(ROOT).filter((name) => existsSync(join(ROOT, name, 'show.yaml')));
/** Shows with scenes of the house (`latency` has one of its own) that leave devices and sounds to be furnished. */
const BASES = SHIPPED.map((name) => readFileSync(join(ROOT, name, 'show.yaml'), 'utf8')).filter(
  (text) => !text.includes('scene: measure') && !/^(devices|sounds):/m.test(text),
);

describe('preflight', () => {
  it.each(Object.keys(FAULTS))('SHOW-2 finds %s, with its place and its remedy', async (kind) => {
    for (const [i, base] of BASES.entries()) {
      const fault = faultyShow(base, kind, i * 31 + 7);
      const report = await checkShow('f', { files: memoryFiles(fault.files).files });
      const found = [...report.errors, ...report.warnings];
      const there = found.find(
        (p) =>
          p.code === fault.code &&
          p.line === fault.line &&
          p.file === `f/${fault.file ?? 'show.yaml'}` &&
          fault.remedy.test(p.remedy),
      );
      expect(there, `${kind}, line ${fault.line}: ${report.text}`).toBeDefined();
    }
  });

  it.each(SHIPPED)('has nothing to say of %s', async (name) => {
    const report = await checkShow(join(ROOT, name));
    expect(report.text).toContain('is in order');
    expect(report.warnings).toEqual([]);
  });

  it('has nothing to say of shows that are in order, whatever is in them', async () => {
    for (let seed = 1; seed <= 16; seed++) {
      const files = goodShow(BASES[seed % BASES.length] ?? '', seed);
      const report = await checkShow('f', { files: memoryFiles(files).files });
      expect(report.ok && report.warnings.length === 0, `seed ${seed}: ${report.text}`).toBe(true);
    }
  });

  it('knows every engine of the house by name', () => {
    expect([...ENGINES.map(({ info }) => info.id), 'none'].sort()).toEqual(
      [...ENGINE_NAMES].sort(),
    );
  });
});
