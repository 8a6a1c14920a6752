import { readFileSync, rmSync } from 'node:fs';
import type { EngineRecord, Painted } from '../../conductor/imagery/engine.ts';
import { ENGINES } from '../../conductor/imagery/engines.ts';
import type { FromStudio, ToStudio } from '../../conductor/imagery/studio-protocol.ts';
import { studioWork } from '../../conductor/imagery/studio-work.ts';
import { systemClock } from '../../conductor/kernel/clock.ts';
import { serve } from '../../conductor/kernel/thread-side.ts';
import type { Fault } from '../support/faults.ts';

// The thread of the house's engine, which paints as ever until a file says how it is to fail.

const { nowMs, at } = systemClock();
const file = process.env.YEOUN_TEST_FAULT ?? '';
/** A thread that hangs or dies does so once: the next one finds the file gone. */
const ONCE: readonly Fault[] = ['gone', 'hang'];
const LATE_MS = 700;

const asked = (): Fault | null => {
  try {
    const fault = readFileSync(file, 'utf8').trim() as Fault;
    if (ONCE.includes(fault)) rmSync(file, { force: true });
    return fault;
  } catch {
    return null;
  }
};

const later = (ms: number): Promise<void> =>
  new Promise((done) => void at(nowMs() + ms, () => done()));

const die = (): Promise<never> =>
  new Promise(() => {
    queueMicrotask(() => {
      throw new Error('the thread was killed');
    });
  });

const hang = (): never => {
  for (;;);
};

const faulty = ({ info, open }: EngineRecord): EngineRecord => ({
  info,
  open(options) {
    const engine = open(options);
    let last: Painted | null = null;
    return {
      info,
      prepare: () => engine.prepare(),
      dispose: () => engine.dispose(),
      async paint(request, now) {
        const fault = asked();
        if (fault === 'gone') return die();
        if (fault === 'hang') return hang();
        if (fault === 'threw') throw new Error('the graph failed');
        if (fault === 'late') await later(LATE_MS);
        if (fault === 'repeat' && last) return last;
        last = await engine.paint(request, now);
        const { rgb } = last;
        if (fault !== 'degenerate') return last;
        return { ...last, rgb: new Float32Array(rgb.length).fill(Number.NaN) as never };
      },
    };
  },
});

serve<ToStudio, FromStudio>((send) => studioWork({ engines: ENGINES.map(faulty), nowMs, send }));
