import { z } from 'zod';
import { DEFAULT_BODY, Id } from '#contracts/ids';
import type { Adapter, OscArgument, SourceContext } from '../../source.ts';
import { type Meaning, meaningOf, type Route } from './routes.ts';
import { type Sender, sender } from './sender.ts';

export const OscOptions = z.strictObject({ body: Id.default(DEFAULT_BODY) });
export type OscOptions = z.infer<typeof OscOptions>;

export const MAX_SENDERS = 64;
/** After this long in silence a sender's place may be given to another. */
const FORGOTTEN_MS = 60_000;
/** Addresses whose meaning is kept; beyond that they are worked out anew. */
const MAX_KNOWN = 2048;

/** Sensors that send OSC to the conductor's port: Mind Monitor, and anything as /sensor/<source>/<kind>. */
export const osc: Adapter<OscOptions> = {
  kind: 'osc',
  title: { en: 'Sensors by OSC', ko: 'OSC 센서' },
  help: 'body=<name> (who a sender without @body counts as)\nAddresses: /sensor/<source>[@<body>]/<kind> <floats...>, and those of Mind Monitor',
  options: OscOptions,
  open(options, context) {
    const hear = listener(options, context);
    let stopped = false;
    const off = context.osc.on(({ address, args }) => {
      if (!stopped) hear(address, args);
    });
    return () => {
      stopped = true;
      off();
    };
  },
};

const listener = (options: OscOptions, context: SourceContext) => {
  const known = new Map<string, Meaning>();
  const senders = new Map<string, Sender>();
  const heardMs = new Map<string, number>();
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
  /** Forgets the sender that has been silent longest, if it has been for a while. */
  const makeRoom = (): boolean => {
    const [oldest] = [...heardMs].sort(([, a], [, b]) => a - b);
    if (!oldest || context.timing.nowMs() - oldest[1] < FORGOTTEN_MS) return false;
    senders.delete(oldest[0]);
    heardMs.delete(oldest[0]);
    return true;
  };
  const senderOf = (route: Route): Sender | null => {
    const old = senders.get(route.sourceId);
    if (old) return old;
    if (senders.size >= MAX_SENDERS && !makeRoom()) return null;
    const bodyId = route.bodyId ?? options.body;
    const name = route.muse ? `Mind Monitor ${route.sourceId}` : route.sourceId;
    const label = { en: `${name} (OSC)`, ko: `${name} (OSC)` };
    const made = sender(
      { id: route.sourceId, kind: 'osc', bodyId, label, recorded: false },
      context,
    );
    senders.set(route.sourceId, made);
    return made;
  };
  /** Hands a message on; says what is wrong with it, or null. */
  const heard = (route: Route, args: readonly OscArgument[]): string | null => {
    const frames = route.read(args);
    if (typeof frames === 'string') return frames;
    const from = senderOf(route);
    if (from) heardMs.set(route.sourceId, context.timing.nowMs());
    return from
      ? from.hear(route, frames.data, frames.channels)
      : `is of sender ${MAX_SENDERS + 1}`;
  };
  return (address: string, args: readonly OscArgument[]): void => {
    const route = meaning(address);
    if (route === null) return;
    const fault = typeof route === 'string' ? route : heard(route, args);
    if (fault !== null) refuse(address, fault);
  };
};
