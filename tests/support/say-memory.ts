import { WebSocket } from 'ws';
import { WIRE_VERSION } from '#contracts/wire';

const JOIN_MS = 5000;

/** Says a memory as a console does, on a connection of its own; done when the conductor has it. */
export const sayMemory = (url: string, text: string): Promise<void> =>
  new Promise((done, fail) => {
    const ws = new WebSocket(`${url.replace('http', 'ws')}/ws`, { handshakeTimeout: JOIN_MS });
    ws.on('open', () =>
      ws.send(JSON.stringify({ t: 'hello', version: WIRE_VERSION, role: 'console', id: 'memory' })),
    );
    ws.on('message', (data: Buffer, isBinary) => {
      if (isBinary) return;
      const { t } = JSON.parse(data.toString('utf8')) as { t: string };
      if (t === 'welcome') {
        ws.send(JSON.stringify({ t: 'intent', intent: { do: 'memory', text } }));
        ws.send(JSON.stringify({ t: 'ping', sentMs: 1 }));
      } else if (t === 'pong') ws.close();
    });
    ws.on('error', fail);
    ws.on('close', () => done());
  });
