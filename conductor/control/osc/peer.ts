import type { Text } from '#contracts/ids';

/** Somebody who sent us OSC and may be answered. */
export interface Peer {
  /** Host and port, for message lists and logs. */
  readonly from: string;
  /** Tells peers apart over both transports. */
  readonly key: string;
  readonly transport: 'udp' | 'tcp';
  /** True where it is on this machine. */
  readonly local: boolean;
  /** False for good once a TCP connection has ended; UDP has no end. */
  readonly open: boolean;
  /** Sends one packet; false where it was dropped because the peer or the network is too slow. */
  send(packet: Buffer): boolean;
  /** The same host at another port; null where that makes no sense (TCP). */
  at(port: number): Peer | null;
}

/** What a transport hands on: a whole packet, or why there is none. */
export interface Hears {
  packet(bytes: Buffer, peer: Peer): void;
  refused(what: Text, peer: Peer): void;
}
