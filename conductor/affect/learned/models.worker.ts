import { serve } from '../../kernel/thread-side.ts';
import { graphKeeper } from './graph-keeper.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

// The thread that owns the graphs: what takes long here never holds up the show.

serve<ToWorker, FromWorker>(graphKeeper);
