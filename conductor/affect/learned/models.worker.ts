import { parentPort } from 'node:worker_threads';
import { graphKeeper } from './graph-keeper.ts';

// The thread that owns the graphs: what takes long here never holds up the show.

const port = parentPort;
if (port)
  port.on(
    'message',
    graphKeeper((message, move = []) => port.postMessage(message, move)),
  );
