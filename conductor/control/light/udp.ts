import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns';
import type { Stop } from '../../kernel/clock.ts';

export interface Target {
  readonly host: string;
  readonly port: number;
}

export interface Sender {
  /** Sends, or drops it while the network is too slow. */
  send(bytes: Buffer, to: Target): void;
  /** Closes once what was sent has gone. */
  close(): Promise<void>;
}

export interface SenderOptions {
  /** Unicast to this host, looked up once; null: multicast. */
  readonly host: string | null;
  /** Address of the network card for multicast; null: the system's choice. */
  readonly via: string | null;
  onError(error: unknown): void;
}

/** Hops of multicast: a show network has a few switches and at most a router. */
const HOPS = 8;
const MAX_QUEUED_BYTES = 1 << 18;

/** A socket that sends datagrams. What cannot be sent is told by `onError`. */
export const openSender = ({ host, via, onError }: SenderOptions): Sender => {
  const socket = createSocket('udp4');
  let isReady = false;
  let isOver = false;
  let onWay = 0;
  let whenGone = () => {};

  const failed = (error: unknown): void => {
    if (!isOver) onError(error);
  };
  socket.on('error', failed);
  socket.bind(0, () => {
    if (isOver) return;
    try {
      socket.setMulticastTTL(HOPS);
      if (via !== null) socket.setMulticastInterface(via);
      isReady = true;
    } catch (error) {
      failed(error);
    }
  });
  // A name is looked up once, not for each packet.
  const address = host === null ? null : lookUp(host, failed);

  return {
    send(bytes, to) {
      if (!isReady || socket.getSendQueueSize() > MAX_QUEUED_BYTES) return;
      const where = address ? address.ip : to.host;
      if (where === null) return;
      onWay++;
      socket.send(bytes, to.port, where, (error) => {
        onWay--;
        if (error) failed(error);
        if (onWay === 0) whenGone();
      });
    },
    close() {
      isOver = true;
      return new Promise((done) => {
        whenGone = () => {
          whenGone = () => {};
          socket.close(() => done());
        };
        if (onWay === 0) whenGone();
      });
    },
  };
};

/** The address of a name, null until it is known. */
const lookUp = (host: string, failed: (error: unknown) => void): { readonly ip: string | null } => {
  const found: { ip: string | null } = { ip: null };
  lookup(host, { family: 4 }, (error, ip) => {
    if (error) failed(error);
    else found.ip = ip;
  });
  return found;
};

export interface ListenOptions {
  readonly port: number;
  readonly group: string;
  readonly via: string | null;
  hear(bytes: Buffer): void;
  onError(error: unknown): void;
}

/** Listens to datagrams of a multicast group, and to those sent to this machine; shares the port with others. */
export const openListener = ({ port, group, via, hear, onError }: ListenOptions): Stop => {
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  let isOver = false;
  const failed = (error: unknown): void => {
    if (!isOver) onError(error);
  };
  socket.on('error', failed);
  socket.on('message', hear);
  socket.bind(port, () => {
    if (isOver) return;
    try {
      if (via === null) socket.addMembership(group);
      else socket.addMembership(group, via);
    } catch (error) {
      failed(error);
    }
  });
  return () => {
    if (isOver) return;
    isOver = true;
    socket.close();
  };
};
