import { sentence } from '#contracts/errors';
import type { Text } from '#contracts/ids';
import type { SourceInfo } from '#contracts/sensor';
import type { SourceContext, Stop } from '../../source.ts';
import { INSTRUMENT_STREAMS, type Instrument, instrument } from './instrument.ts';
import { idOf, isLoop, stableName } from './names.ts';
import type { MidiPorts } from './ports.ts';
import {
  instrumentLabel,
  LISTED,
  MIDI_LABEL,
  NO_MIDI,
  NO_SUCH_PORT,
  NOT_OPENED,
  NOTHING_PLUGGED,
  READY,
  UNPLUGGED,
} from './words.ts';

export interface PlugOptions {
  readonly body: string;
  /** Only inputs with this in their name. */
  readonly port?: string | undefined;
}

/** Which instruments are plugged in. */
export interface Plugs {
  /** Looks at the list of inputs and follows what changed. */
  look(): void;
  close: Stop;
}

/** An instrument that was seen once; `port` is its name in the driver's list while it is plugged in. */
interface Seat {
  readonly info: SourceInfo;
  readonly instrument: Instrument;
  port: string | null;
  /** Null: plugged in, but it cannot be opened. */
  stop: Stop | null;
}

/** Seats kept; an input beyond them is refused. */
const MOST_SEATS = 64;
/** The source that speaks while no instrument is there. */
const PLACE = 'midi';

/**
 * Each input is a source of its own. An instrument that comes back gets the seat it had: the first free one
 * of its name, as two of one name cannot be told apart.
 */
export const plugs = (options: PlugOptions, ports: MidiPorts, context: SourceContext): Plugs => {
  const seats = new Map<string, Seat>();
  const place = noInstrument(options.body, context);
  let refused = false;
  let closed = false;

  const take = (port: string): Seat | null => {
    const name = stableName(port);
    for (let number = 1; number <= MOST_SEATS; number++) {
      const id = number === 1 ? idOf(name) : `${idOf(name)}-${number}`;
      const seat = seats.get(id);
      if (seat?.port === null) return seat;
      if (seat || id === PLACE) continue;
      if (seats.size >= MOST_SEATS) return null;
      const made = seatFor(id, instrumentLabel(name, number));
      seats.set(id, made);
      return made;
    }
    return null;
  };
  const seatFor = (id: string, label: Text): Seat => {
    const info = { id, kind: 'midi', bodyId: options.body, label, recorded: false };
    context.announce(info, INSTRUMENT_STREAMS);
    return { info, instrument: instrument(info, context), port: null, stop: null };
  };
  const plugIn = (port: string): void => {
    const seat = take(port);
    if (seat) {
      seat.port = port;
      open(seat, port);
    } else if (!refused) {
      refused = true;
      context.refuse('midi', `"${port.slice(0, 80)}" is instrument ${MOST_SEATS + 1}`);
    }
  };
  const open = (seat: Seat, port: string): void => {
    try {
      seat.stop = ports.open(port, (message) => {
        if (!closed && seat.port === port) seat.instrument.hear(message);
      });
      context.state(seat.info.id, 'waiting', READY);
    } catch (error) {
      context.state(seat.info.id, 'failed', NOT_OPENED(sentence(error)));
    }
  };
  const plugOut = (seat: Seat): void => {
    shut(seat);
    seat.port = null;
    seat.instrument.release();
    context.state(seat.info.id, 'waiting', UNPLUGGED);
  };

  const follow = (there: readonly string[]): void => {
    const now = new Set(there);
    for (const seat of seats.values()) {
      if (seat.port === null) continue;
      if (!now.has(seat.port)) plugOut(seat);
      else if (!seat.stop) open(seat, seat.port);
    }
    const seated = new Set([...seats.values()].map((s) => s.port));
    for (const port of now) if (!seated.has(port)) plugIn(port);
  };
  const wanted = (there: readonly string[]): string[] => {
    const part = options.port?.toLowerCase();
    return there.filter((p) => (part ? p.toLowerCase().includes(part) : !isLoop(p)));
  };

  return {
    look() {
      const there = listOf(ports);
      const found = wanted(there ?? []);
      follow(found);
      if (found.length > 0) place.leave();
      else if (!there) place.say(NO_MIDI);
      else place.say(options.port ? NO_SUCH_PORT(options.port, there) : NOTHING_PLUGGED);
    },
    close() {
      closed = true;
      for (const seat of seats.values()) shut(seat);
    },
  };
};

/** Null where the machine has no MIDI. */
const listOf = (ports: MidiPorts): readonly string[] | null => {
  try {
    return ports.inputs();
  } catch {
    return null;
  }
};

/** Closes an input; one that was torn out may object, and is gone all the same. */
const shut = (seat: Seat): void => {
  try {
    seat.stop?.();
  } catch {
    // Nothing is left to close.
  }
  seat.stop = null;
};

/** Says why no instrument is there, as a source that waits; stands aside once there is one. */
export const noInstrument = (bodyId: string, context: SourceContext) => {
  let said: Text | undefined;
  return {
    say(reason: Text): void {
      if (said?.en === reason.en) return;
      if (!said) {
        const info = { id: PLACE, kind: 'midi', bodyId, label: MIDI_LABEL, recorded: false };
        context.announce(info, []);
      }
      said = reason;
      context.state(PLACE, 'waiting', reason);
    },
    leave(): void {
      if (!said || said === LISTED) return;
      said = LISTED;
      context.state(PLACE, 'standby', LISTED);
    },
  };
};
