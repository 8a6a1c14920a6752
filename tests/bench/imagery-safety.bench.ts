import { resolve } from 'node:path';
import { toFiles } from '../../conductor/imagery/file.ts';
import type { FromSafety, ToSafety } from '../../conductor/imagery/safety/protocol.ts';
import { systemClock } from '../../conductor/kernel/clock.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { threads } from '../../conductor/kernel/thread.ts';
import { threadFile } from '../../conductor/kernel/thread-file.ts';
import { type Bench, type Measured, quantile } from '../support/bench.ts';
import { wallMs } from '../support/stats.ts';
import { asked, dream, memories, told } from './imagery-painting.ts';

const WARM_UP = 5;
const LOOKS = 60;

/** From handing a picture of 256 lines, with its relief, to the gate's thread until its scores are back. */
const look = async (): Promise<Measured> => {
  const engine = await dream();
  const painted = await engine.paint(asked(told(memories()[0]?.[1] ?? ''), { lines: 256 }), 0);
  await engine.dispose();
  const [file] = await toFiles(painted, []);
  if (!file) throw new Error('no picture');
  const timing = scheduler(systemClock(), (error) => {
    throw error;
  });
  let heard = (_: FromSafety): void => {};
  const next = () =>
    new Promise<FromSafety>((done) => {
      heard = done;
    });
  const thread = threads<ToSafety, FromSafety>(
    threadFile('safety'),
    timing,
  )({
    message: (message) => heard(message),
    gone: (reason) => heard({ t: 'refused', reason }),
  });
  const opened = next();
  thread.post({ t: 'open', modelsDir: resolve('conductor/imagery/models') });
  const answer = await opened;
  if (answer.t !== 'ready') throw new Error(JSON.stringify(answer));
  const spans: number[] = [];
  for (let id = 0; id < WARM_UP + LOOKS; id++) {
    const looked = next();
    const begun = wallMs();
    thread.post({ t: 'look', id, file });
    const answer = await looked;
    if (answer.t !== 'looked' || answer.scores === null)
      throw new Error(`The gate did not look: ${JSON.stringify(answer)}`);
    if (id >= WARM_UP) spans.push(wallMs() - begun);
  }
  await thread.end();
  return {
    value: quantile(spans, 0.95),
    n: LOOKS,
    load: `one picture of 256 lines as JPEG with its relief, thread to thread, one core of the network, p95; median ${quantile(spans, 0.5).toFixed(1)} ms`,
  };
};

export const benches: Bench[] = [
  { name: 'imagery-safety-ms', unit: 'ms', op: '<=', goal: 120, run: look },
];
