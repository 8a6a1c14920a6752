import type { EventEmitter } from 'node:events';
import { Bonjour } from 'bonjour-service';
import type { Stop } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';

export interface AnnounceOptions {
  /** As it is listed; two of one name in a network are told apart by the second finding another. */
  readonly name: string;
  readonly oscPort: number;
  readonly oscQueryPort: number;
  readonly log: Log;
  /** The address to announce on; every interface where absent. */
  readonly on?: string;
  /** The port of mDNS; 5353 but in tests. */
  readonly mdnsPort?: number;
}

/**
 * Announces OSC (`_osc._udp`) and OSCQuery (`_oscjson._tcp`) by mDNS (RFC 6762, RFC 6763), so that remotes
 * find this machine by themselves. A network that refuses it is told in the log, and nothing else changes.
 */
export const announce = (options: AnnounceOptions): Stop => {
  const { name, oscPort, oscQueryPort, log, on, mdnsPort } = options;
  const wrong = (error: unknown): void =>
    log.seldom('mdns', `The announcement failed: ${String(error)}`);
  const opts = {
    // Bound to one address, Linux hands on no multicast.
    ...(on !== undefined && { interface: on, bind: '0.0.0.0' }),
    ...(mdnsPort !== undefined && { port: mdnsPort }),
  };
  const bonjour = new Bonjour(opts as ConstructorParameters<typeof Bonjour>[0], wrong);
  // An error of its socket that nobody hears would end the process.
  const { server } = bonjour as unknown as { server: { mdns: EventEmitter } };
  server.mdns.on('error', wrong);
  const txt = { txtvers: '1' };
  bonjour.publish({ name, type: 'osc', protocol: 'udp', port: oscPort, txt }).on('error', wrong);
  bonjour
    .publish({ name, type: 'oscjson', protocol: 'tcp', port: oscQueryPort, txt })
    .on('error', wrong);
  let closed = false;
  return () => {
    if (closed) return;
    closed = true;
    bonjour.unpublishAll(() => bonjour.destroy());
  };
};
