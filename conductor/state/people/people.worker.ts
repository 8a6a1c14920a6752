import { parentPort } from 'node:worker_threads';
import { type Desk, openDesk } from './desk.ts';
import { unavailable } from './errors.ts';
import { type Reply, type Request, saidError } from './protocol.ts';

// The thread that owns people.db: SQLite waits for the disk, and nothing else waits with it.

const port = parentPort;
let desk: Desk | null = null;

const obey = (request: Request): unknown => {
  if (request.t === 'open') {
    desk = openDesk(request.with);
    return null;
  }
  if (!desk) throw unavailable('it is not open');
  if (request.t === 'close') {
    const open = desk;
    desk = null;
    open.close(request.nowMs);
    return null;
  }
  // Both ends are typed by `Calls`; in between stands a message.
  const call = desk[request.name] as (...args: readonly unknown[]) => unknown;
  return call(...request.args);
};

const reply = (request: Request): Reply => {
  const { id } = request;
  let result: unknown = null;
  let error: Reply['error'] = null;
  try {
    result = obey(request);
  } catch (thrown) {
    error = saidError(thrown);
  }
  const [conditions, stamp] = desk ? [desk.conditions(), desk.stamp()] : [[], ''];
  return { id, result, error, conditions, stamp };
};

port?.on('message', (request: Request) => {
  port.postMessage(reply(request));
  if (request.t === 'close') port.close();
});
