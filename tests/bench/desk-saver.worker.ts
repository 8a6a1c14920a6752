import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openShowStore, type ShowStore } from '../../conductor/show/edit/store.ts';
import { loadShow } from '../../conductor/show/load.ts';
import { placeShow } from '../../conductor/show/pack/place.ts';
import { unpackShow } from '../../conductor/show/pack/unpack.ts';
import { wallMs } from '../support/stats.ts';

/**
 * Saves one thing after the other until somebody kills it. Before each it says what the first cue's fade will be then
 * (`about`), after it what was acknowledged (`done`): edits that count up; or an edit, its undo, its redo and the
 * restore of the version before, round and round; or imports of one exported show, each into a folder of its own.
 */
const [folder = '', state = '', kind = 'edit', packed = ''] = process.argv.slice(2);
const about = (n: number): void => void process.send?.({ about: n });
const done = (n: number): void => void process.send?.({ done: n });

const standing = async (): Promise<number> =>
  (await loadShow(folder)).show.cues[0]?.fade.seconds ?? 0;
const set = (value: number) => ({
  do: 'set' as const,
  number: '1',
  path: ['fade', 'seconds'],
  value,
});

const edits = async (store: ShowStore): Promise<void> => {
  let { version } = await store.read();
  for (let n = (await standing()) + 1; ; n++) {
    about(n);
    ({ version } = await store.edit([set(n)], version, 'bench'));
    done(n);
  }
};

const walk = async (store: ShowStore): Promise<void> => {
  const low = await standing();
  const step = async (
    to: number,
    save: () => Promise<{ kept: { n: number } }>,
  ): Promise<number> => {
    about(to);
    const { kept } = await save();
    done(to);
    return kept.n;
  };
  for (;;) {
    const { version } = await store.read();
    await step(low + 1, () => store.edit([set(low + 1)], version, 'bench'));
    const before = await step(low, () => store.undo('bench'));
    await step(low + 1, () => store.redo('bench'));
    await step(low, () => store.restore(before, 'bench'));
  }
};

const imports = async (): Promise<void> => {
  const unpacked = unpackShow(await readFile(packed), 'bench');
  for (let n = 1; ; n++) {
    about(n);
    await placeShow(unpacked, join(folder, `${process.pid}-${n}`));
    done(n);
  }
};

if (kind === 'import') await imports();
else {
  const store = await openShowStore({ folder, state, nowMs: wallMs });
  await (kind === 'walk' ? walk(store) : edits(store));
}
