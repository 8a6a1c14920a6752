import { connect, createServer, type Socket } from 'node:net';

/** A cable to a port of this machine that can be pulled out. */
export interface Cuttable {
  readonly port: number;
  /** Everything that is connected is cut off at once, and nothing comes in until it is mended. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

export const cuttable = (to: number): Promise<Cuttable> => {
  const open = new Set<Socket>();
  let isCut = false;
  const joined = (near: Socket): void => {
    if (isCut) return void near.destroy();
    const far = connect(to, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.setNoDelay(true);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  };
  const server = createServer(joined);
  const cut = (): void => {
    isCut = true;
    for (const socket of open) socket.destroy();
  };
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      done({
        port: typeof address === 'object' && address ? address.port : 0,
        cut,
        mend() {
          isCut = false;
        },
        close: () =>
          new Promise((closed) => {
            cut();
            server.close(() => closed());
          }),
      });
    });
  });
};
