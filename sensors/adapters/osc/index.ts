import { z } from 'zod';
import { DEFAULT_BODY, Id } from '#contracts/ids';
import type { Adapter, OscArgument, SourceContext } from '../../source.ts';
import { type Meaning, meaningOf, type Route, SENDERS } from './routes.ts';
import { type Sender, sender } from './sender.ts';

export const OscOptions = z.strictObject({ body: Id.default(DEFAULT_BODY) });
export type OscOptions = z.infer<typeof OscOptions>;

export const MAX_SENDERS = 64;
/** After this long in silence a sender's place may be given to another. */
const FORGOTTEN_MS = 60_000;
/** Addresses whose meaning is kept; beyond that they are worked out anew. */
const MAX_KNOWN = 2048;

/** A device under a name in use is another one while the first still speaks; later it is the same, moved. */
const MOVED_MS = 5_000;

/** Sensors that send OSC to the conductor's port: programs known by their addresses, and anything as /sensor/<source>/<kind>. */
export const osc: Adapter<OscOptions> = {
  kind: 'osc',
  title: { en: 'Sensors by OSC', ko: 'OSC 센서' },
  help: [
    'body=<name> (who a sender without @body counts as)',
    "Send to the conductor's OSC port. Known by their addresses:",
    ...SENDERS.map((s) => `  ${s.name}: ${s.help}`),
  ].join('\n'),
  options: OscOptions,
  open(options, context) {
    const hear = listener(options, context);
    let stopped = false;
    const off = context.osc.on(({ address, args, from }) => {
      if (!stopped) hear(address, args, hostOf(from));
    });
    return () => {
      stopped = true;
      off();
    };
  },
};

/** `host:port` without its port: a program may speak from a new one each time. */
const hostOf = (from: string): string => {
  const colon = from.lastIndexOf(':');
  return colon < 0 ? from : from.slice(0, colon);
};

const placeOf = (name: string, host: string): string => `${name} ${host}`;

/** A device that sends: the name in its address, where it sends from, the id it has here. */
interface Device {
  readonly name: string;
  readonly id: string;
  readonly sender: Sender;
  host: string;
  heardMs: number;
}

const listener = (options: OscOptions, context: SourceContext) => {
  const known = new Map<string, Meaning>();
  let devices: Device[] = [];
  /** The devices again, by name and host. */
  const places = new Map<string, Device>();
  const meaning = (address: string): Meaning => {
    const found = known.get(address);
    if (found !== undefined) return found;
    if (known.size >= MAX_KNOWN) known.clear();
    const made = meaningOf(address);
    known.set(address.slice(0, 256), made);
    return made;
  };
  const refuse = (address: string, what: string): void => {
    context.refuse('osc', `${address.slice(0, 80)}: ${what}`);
  };
  /** Forgets the device that has been silent longest, if it has been for a while. */
  const makeRoom = (nowMs: number): boolean => {
    const oldest = devices.reduce((a, b) => (b.heardMs < a.heardMs ? b : a));
    if (nowMs - oldest.heardMs < FORGOTTEN_MS) return false;
    devices = devices.filter((d) => d !== oldest);
    places.delete(placeOf(oldest.name, oldest.host));
    return true;
  };
  const enter = (route: Route, host: string, nowMs: number): Device | null => {
    if (devices.length >= MAX_SENDERS && !makeRoom(nowMs)) return null;
    const name = route.sourceId;
    const id = freeId(name, devices);
    const bodyId = route.bodyId ?? options.body;
    const called = route.sender === '' ? name : `${route.sender} ${name}`;
    const label = { en: `${called} (OSC)`, ko: `${called} (OSC)` };
    const made = sender({ id, kind: 'osc', bodyId, label, recorded: false }, context);
    const device: Device = { name, id, host, sender: made, heardMs: nowMs };
    devices.push(device);
    return device;
  };
  const deviceOf = (route: Route, host: string): Device | null => {
    const nowMs = context.timing.nowMs();
    const place = placeOf(route.sourceId, host);
    const moved = (d: Device): boolean => d.name === route.sourceId && nowMs - d.heardMs > MOVED_MS;
    const found = places.get(place) ?? devices.find(moved) ?? enter(route, host, nowMs);
    if (!found) return null;
    if (found.host !== host) places.delete(placeOf(found.name, found.host));
    found.host = host;
    found.heardMs = nowMs;
    places.set(place, found);
    return found;
  };
  /** Hands a message on; says what is wrong with it, or null. */
  const heard = (route: Route, args: readonly OscArgument[], host: string): string | null => {
    const frames = route.read(args);
    if (typeof frames === 'string') return frames;
    const device = deviceOf(route, host);
    return device
      ? device.sender.hear(route, frames.data, frames.channels)
      : `is of sender ${MAX_SENDERS + 1}`;
  };
  return (address: string, args: readonly OscArgument[], host: string): void => {
    const route = meaning(address);
    if (route === null) return;
    const fault = typeof route === 'string' ? route : heard(route, args, host);
    if (fault !== null) refuse(address, fault);
  };
};

/** The name, or with a number behind it where another device has it. */
const freeId = (name: string, devices: readonly Device[]): string => {
  let free = name;
  for (let n = 2; devices.some((d) => d.id === free); n++) free = `${name.slice(0, 60)}-${n}`;
  return free;
};
