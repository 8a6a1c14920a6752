import { openShowStore } from '../../conductor/show/edit/store.ts';
import { wallMs } from '../support/stats.ts';

/** Saves one edit after the other, and says each that was acknowledged, until somebody kills it. */
const [folder = '', state = '', from = '0'] = process.argv.slice(2);
const store = await openShowStore({ folder, state, nowMs: wallMs });
let { version } = await store.read();
for (let n = Number(from) + 1; ; n++) {
  const edit = { do: 'set' as const, number: '1', path: ['fade', 'seconds'], value: n };
  ({ version } = await store.edit([edit], version, 'bench'));
  process.send?.(n);
}
