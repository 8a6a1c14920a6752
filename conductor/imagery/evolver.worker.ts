import { serve } from '../kernel/thread-side.ts';
import { evolverWork } from './evolver-work.ts';
import type { FromEvolver, ToEvolver } from './studio-protocol.ts';

// A thread of its own: it must go on while the engine's hangs.

serve<ToEvolver, FromEvolver>((send) => {
  const work = evolverWork(send);
  send({ t: 'ready' });
  return work;
});
