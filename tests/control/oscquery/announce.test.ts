import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { Bonjour } from 'bonjour-service';
import { afterEach, describe, expect, it } from 'vitest';
import { announce } from '../../../conductor/control/oscquery/announce.ts';
import { silentLog } from '../../../conductor/kernel/log.ts';

const LOOPBACK = '127.0.0.1';
const GROUP = '224.0.0.251';
const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0).reverse()) close();
});

const freePort = async (): Promise<number> => {
  const socket = createSocket('udp4').bind(0);
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  return port;
};

/** Whether this machine carries multicast on its loopback interface; some containers do not. */
const carries = async (): Promise<boolean> => {
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  try {
    socket.bind(0);
    await once(socket, 'listening');
    socket.addMembership(GROUP, LOOPBACK);
    socket.setMulticastInterface(LOOPBACK);
    socket.setMulticastLoopback(true);
    const heard = once(socket, 'message', { signal: AbortSignal.timeout(1000) });
    socket.send('x', socket.address().port, GROUP);
    await heard;
    return true;
  } catch {
    return false;
  } finally {
    socket.close();
  }
};

const multicast = await carries();

describe.runIf(multicast)('the announcement', () => {
  it('is found by a browser of mDNS, with both ports', async () => {
    const mdnsPort = await freePort();
    const seen = new Bonjour(
      { interface: LOOPBACK, bind: '0.0.0.0', port: mdnsPort } as ConstructorParameters<
        typeof Bonjour
      >[0],
      () => {},
    );
    open.push(() => seen.destroy());
    const found = (type: string, protocol: 'tcp' | 'udp') =>
      new Promise<{ name: string; port: number }>((resolve) => {
        seen.find({ type, protocol }, (one) => resolve({ name: one.name, port: one.port }));
      });
    const both = Promise.all([found('oscjson', 'tcp'), found('osc', 'udp')]);
    const stop = announce({
      name: 'Yeoun',
      oscPort: 9000,
      oscQueryPort: 5678,
      log: silentLog,
      on: LOOPBACK,
      mdnsPort,
    });
    open.push(stop);
    expect(await both).toEqual([
      { name: 'Yeoun', port: 5678 },
      { name: 'Yeoun', port: 9000 },
    ]);
    stop();
    stop();
  });
});
