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

/** The host of a peer, without its port: `10.0.0.7` of `10.0.0.7:9000`, `fe80::1` of `[fe80::1]:9000`. */
export const hostOf = ({ from }: Pick<Peer, 'from'>): string =>
  from
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '')
    .replace(/^::ffff:/i, '');

/** What a transport hands on: a whole packet, or why there is none. */
export interface Hears {
  packet(bytes: Buffer, peer: Peer): void;
  refused(what: Text, peer: Peer): void;
}
