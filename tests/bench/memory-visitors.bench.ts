import { manyVisitors } from '../memory/visit/many-visitors.ts';
import { places } from '../state/people/support.ts';
import type { Bench } from '../support/bench.ts';

const VISITORS = 200;

let done: ReturnType<typeof measure> | null = null;
const measure = async () => {
  const at = places();
  try {
    return await manyVisitors(at.root, at.folder, VISITORS);
  } finally {
    at.remove();
  }
};
const measured = () => {
  done ??= measure();
  return done;
};

const LOAD = `${VISITORS} visitors on a fake clock, a third walk away, store unsealed, five canaries each`;

/** What is found of visitors, byte by byte in all files and in every line, note and message. */
export const benches: Bench[] = [
  {
    name: 'memory-residue',
    unit: 'canaries of who did not agree, or of anybody after their code',
    op: '<=',
    goal: 0,
    async run() {
      const { residue, told, left, tunes } = await measured();
      const value = residue.length + told.length + left.length + tunes;
      return { value, n: VISITORS * 5, load: LOAD };
    },
  },
  {
    name: 'memory-kept-whole',
    unit: 'canaries of who agreed that were missing before',
    op: '<=',
    goal: 0,
    async run() {
      const { missing, kept } = await measured();
      return { value: kept === 0 ? null : missing, n: kept * 4, load: LOAD };
    },
  },
];
