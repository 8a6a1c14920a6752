import type { Stop } from '../../kernel/clock.ts';
import type { Hears } from './peer.ts';
import { openTcp } from './tcp.ts';
import { isPortTaken, NO_PORT, openTrouble } from './trouble.ts';
import { openUdp } from './udp.ts';

export interface Listening {
  readonly host: string;
  readonly port: number;
  readonly connections: number;
  readonly close: Stop;
}

/** A free UDP port may be taken for TCP: so many are tried before giving up. */
const TRIES = 16;

/**
 * Listens on UDP and TCP with one port number; port 0 takes one that is free for both.
 * @throws YeounError, see openTrouble.
 */
export const listen = async (
  host: string,
  port: number,
  hears: Hears,
  onError: (error: Error) => void,
): Promise<Listening> => {
  for (let left = TRIES; ; left--) {
    try {
      if (!isPort(port)) throw Object.assign(new RangeError(`${port}`), { code: NO_PORT });
      return await listenOnce(host, port, hears, onError);
    } catch (error) {
      if (port !== 0 || left === 1 || !isPortTaken(error)) throw openTrouble(error, host, port);
    }
  }
};

const isPort = (port: number): boolean => Number.isInteger(port) && port >= 0 && port <= 65_535;

const listenOnce = async (
  host: string,
  port: number,
  hears: Hears,
  onError: (error: Error) => void,
): Promise<Listening> => {
  const udp = await openUdp(host, port, hears, onError);
  try {
    const tcp = await openTcp(udp.host, udp.port, hears, onError);
    return {
      host: udp.host,
      port: udp.port,
      get connections() {
        return tcp.connections;
      },
      close: () => {
        tcp.close();
        udp.close();
      },
    };
  } catch (error) {
    udp.close();
    throw error;
  }
};
