import { createSocket, type Socket } from 'node:dgram';
import OSC from 'osc-js';

export interface Heard {
  readonly address: string;
  readonly args: readonly unknown[];
}

/** An OSC peer that is not ours: osc-js composes and reads, a plain socket carries. */
export interface OscPeer {
  readonly port: number;
  send(address: string, ...args: (number | string | boolean)[]): Promise<void>;
  /** Everything heard so far. */
  heard(): readonly Heard[];
  close(): void;
}

const read = (data: Buffer): Heard => {
  const message = new OSC.Message('/');
  message.unpack(new DataView(data.buffer, data.byteOffset, data.byteLength));
  return { address: message.address, args: message.args };
};

/** Opens a peer that sends to `to` on this machine. */
export const oscPeer = async (to: number): Promise<OscPeer> => {
  const socket: Socket = createSocket('udp4');
  const heard: Heard[] = [];
  socket.on('message', (data) => heard.push(read(data)));
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
  return {
    port: socket.address().port,
    send: (address, ...args) =>
      new Promise((done, fail) => {
        const bytes = new OSC.Message(address, ...args).pack();
        socket.send(bytes, to, '127.0.0.1', (error) => (error ? fail(error) : done()));
      }),
    heard: () => heard,
    close: () => socket.close(),
  };
};
