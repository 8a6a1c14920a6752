import { describe, expect, it } from 'vitest';
import { SHOW_FORMAT } from '#contracts/show';
import { loadShow } from '../../conductor/show/load.ts';
import { migrate } from '../../conductor/show/migrate.ts';
import { MIGRATIONS, type Migration } from '../../conductor/show/migrations/index.ts';
import { memoryFiles } from './support.ts';

/** Format 0 is imagined here: it called cues `list`. */
const fromZero: Migration = {
  from: 0,
  title: 'list becomes cues',
  migrate({ list, ...rest }) {
    return { ...rest, cues: list };
  },
};
const fromOne: Migration = { from: 1, title: 'a mark', migrate: (s) => ({ ...s, mark: true }) };

describe('migrations', () => {
  it('SHOW-6 the shipped list is in order, without gaps, and ends at the present format', () => {
    expect(MIGRATIONS.at(-1)?.from).toBe(SHOW_FORMAT - 1);
    MIGRATIONS.forEach((m, i) => {
      if (i > 0) expect(m.from).toBe((MIGRATIONS[i - 1]?.from ?? 0) + 1);
    });
  });

  it('SHOW-6 goes one version at a time, in order, whatever the order of the list', () => {
    const raw = { format: 0, list: [1] };
    const done = migrate(raw, [fromOne, fromZero], 2);
    expect(done).toEqual({
      ok: true,
      value: { format: 2, cues: [1], mark: true },
      steps: ['0 -> 1: list becomes cues', '1 -> 2: a mark'],
    });
    expect(raw).toEqual({ format: 0, list: [1] });
  });

  it('SHOW-6 a gap is refused', () => {
    expect(migrate({ format: 0 }, [fromOne], 2)).toMatchObject({ ok: false, code: 'show/older' });
  });

  it('SHOW-6 an old file loads, and says through what it was read', async () => {
    const old = `format: 0
id: old
title: { en: Old, ko: 옛것 }
scenes: { a: { scene: tide } }
list:
  - { number: 2.50, title: { en: A, ko: 가 }, scene: a }
`;
    const { files } = memoryFiles({ 'f/show.yaml': old, 'f/world.md': 'w' });
    const loaded = await loadShow('f', { files, migrations: [fromZero, ...MIGRATIONS] });
    expect(loaded.show.format).toBe(SHOW_FORMAT);
    expect(loaded.show.cues[0]?.number).toBe('2.50');
    expect(loaded.migrated[0]).toBe('0 -> 1: list becomes cues');
    expect(loaded.migrated).toHaveLength(MIGRATIONS.length + 1);
  });
});
