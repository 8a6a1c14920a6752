import { decodeSamples } from '#contracts/frames';
import { type ClientMessage, pageSourceId } from '#contracts/wire';
import type { PageEvent } from '../../sensors/source.ts';
import type { Client } from './connection.ts';

/** What only a sensor page says. */
export type SensorMessage = Extract<ClientMessage, { t: 'announce' | 'samples' | 'source-state' }>;

export const isOfSensor = (message: ClientMessage): message is SensorMessage =>
  message.t === 'announce' || message.t === 'samples' || message.t === 'source-state';

export interface SensorPages {
  /** False: not for this client to say. */
  say(client: Client, message: SensorMessage): boolean;
  /** A samples frame; false for anything else. */
  binary(client: Client, bytes: Buffer): boolean;
  left(client: Client): void;
  /** Whether a source, by its id at the conductor, is this client's own. */
  owns(client: Client, sourceId: string): boolean;
}

/** Most sources that count as a client's own; the adapter's own bound is lower. */
const MOST_OWN = 64;

/**
 * Sensor pages by the id of their hello. Of two connections with one id (a page opened twice, a socket
 * that is dead and not yet known to be) the one that announced last speaks; the other's samples are let go.
 */
export const sensorPages = (tell: (event: PageEvent) => void): SensorPages => {
  const speakers = new Map<string, Client>();
  const own = new Map<Client, Set<string>>();

  const announced = (client: Client, source: string): void => {
    const sources = own.get(client) ?? new Set();
    own.set(client, sources);
    if (sources.size < MOST_OWN) sources.add(pageSourceId(client.id, source));
  };

  /** What a client says that has announced something: told while it speaks for its page. */
  const tellOf = (client: Client, event: PageEvent): boolean => {
    if (speakers.get(client.id) === client) tell(event);
    return own.has(client);
  };

  return {
    say(client, message) {
      const page = client.id;
      if (client.role !== 'sensor') return false;
      if (message.t === 'announce') {
        speakers.set(page, client);
        announced(client, message.source);
        tell({ t: 'announce', page, announce: message });
        return true;
      }
      if (message.t === 'samples') {
        const { handle, atMs = null } = message;
        const data = Float32Array.from(message.data);
        if (!data.every(Number.isFinite)) return false;
        return tellOf(client, { t: 'samples', page, handle, atMs, channels: null, data });
      }
      const { source, state, reason } = message;
      return tellOf(client, { t: 'state', page, source, state, ...(reason && { reason }) });
    },
    binary(client, bytes) {
      const frame = client.role === 'sensor' ? decodeSamples(bytes) : null;
      if (!frame) return false;
      const { handle, atMs, channels, data } = frame;
      return tellOf(client, { t: 'samples', page: client.id, handle, atMs, channels, data });
    },
    left(client) {
      own.delete(client);
      if (speakers.get(client.id) !== client) return;
      speakers.delete(client.id);
      tell({ t: 'left', page: client.id });
    },
    owns: (client, sourceId) => own.get(client)?.has(sourceId) ?? false,
  };
};
