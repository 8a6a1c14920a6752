import { hostname } from 'node:os';
import type { Stop } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import { isLoopbackHost } from '../../wire/addresses.ts';
import type { OscDoor } from '../osc/door.ts';
import type { House } from '../osc/house.ts';
import { announce } from './announce.ts';
import { type OscQueryDoor, openOscQuery } from './door.ts';

export interface QueriesParts {
  readonly host: string;
  readonly port: number;
  readonly osc: OscDoor;
  readonly house: House;
  readonly timing: Scheduler;
  readonly log: Log;
}

const LONGEST_NAME = 63;

/** Opens OSCQuery beside the OSC door; where others can reach it, it is announced by mDNS. */
export const openQueries = async (parts: QueriesParts): Promise<OscQueryDoor> => {
  const { host, port, osc, house, timing, log } = parts;
  const name = `Yeoun ${hostname()}`.slice(0, LONGEST_NAME);
  const door = await openOscQuery({
    host,
    port,
    oscPort: osc.port,
    name,
    scheduler: timing,
    log,
    house,
    packet: osc.packet,
  });
  let stop: Stop = () => {};
  if (!isLoopbackHost(host) && door.port !== null)
    stop = announce({ name, oscPort: osc.port, oscQueryPort: door.port, log });
  return {
    ...door,
    get port() {
      return door.port;
    },
    close: () => {
      stop();
      door.close();
    },
  };
};
