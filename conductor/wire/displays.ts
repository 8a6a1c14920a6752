import type { DisplayStatus } from '#contracts/status';
import type { ClientMessage } from '#contracts/wire';

type Ack = Extract<ClientMessage, { t: 'ack' }>;

/** A display that left stays in the list for so long, as lost; one that is awaited until it comes or is forgotten. */
export const LOST_MS = 60_000;
/** A display that acknowledges nothing for so long counts as slow. */
export const SILENT_MS = 3000;
/** Fewer pictures a second than this look like single pictures. */
export const SLOW_FPS = 12;
const MOST = 256;

/** One window that shows the stage, from its joining on. `C` tells connections apart. */
export interface Displays<C> {
  joined(connection: C, id: string, nowMs: number): void;
  acked(connection: C, ack: Ack, nowMs: number): void;
  left(connection: C, nowMs: number): void;
  /** Those of this name that are lost are missed no more. */
  forget(id: string): void;
  /** Every id in the order of its first joining; of several windows under one id, the one that is worst off. */
  list(nowMs: number): DisplayStatus[];
}

interface Seat {
  readonly id: string;
  readonly joinedMs: number;
  heardMs: number;
  here: boolean;
  /** It came in the place of one that left: it stands for no second one. */
  replaces: boolean;
  ack: Ack | null;
  /** As it said last; not every acknowledgement says it. */
  audio: Ack['audio'];
}

type State = DisplayStatus['state'];
const WORST: readonly State[] = ['lost', 'slow', 'live'];

const stateOf = (seat: Seat, nowMs: number): State => {
  if (!seat.here) return 'lost';
  const isSilent = nowMs - seat.heardMs > SILENT_MS;
  return isSilent || (seat.ack !== null && seat.ack.fps < SLOW_FPS) ? 'slow' : 'live';
};

const statusOf = ({ id, ack, audio }: Seat, state: State): DisplayStatus => ({
  id,
  state,
  frames: ack?.frames ?? 0,
  rung: ack?.rung ?? 'local',
  fps: ack?.fps ?? 0,
  ...(ack?.sound && { sound: ack.sound }),
  ...(ack?.unplayable && { unplayable: ack.unplayable }),
  ...(audio && { audio }),
});

/**
 * Keeps who shows the stage. Each connection is a window of its own: two may bear one id, and the death of one is seen
 * though the other lives. A window that comes back under its id takes the place of the one that is gone: of one that
 * left before, or of one that had said nothing any more when the new one came and is given up later.
 * `awaits`: whether the house counts on a display of this name; then it is lost until it comes back.
 */
export const displays = <C>(awaits: (id: string) => boolean = () => false): Displays<C> => {
  const seats = new Map<C, Seat>();
  /** Those that left, until somebody takes their place or they are forgotten. */
  let lost: readonly Seat[] = [];

  const forget = (nowMs: number): void => {
    const missed = lost.filter(({ id, heardMs }) => nowMs - heardMs <= LOST_MS || awaits(id));
    const room = Math.max(0, MOST - seats.size);
    // Where there are too many, those that nobody counts on go first, the oldest before the others.
    const byNeed = [...missed].sort(
      (a, b) => Number(awaits(b.id)) - Number(awaits(a.id)) || b.heardMs - a.heardMs,
    );
    const most = new Set(missed.length > room ? byNeed.slice(0, room) : missed);
    lost = missed.filter((seat) => most.has(seat));
  };

  return {
    joined(connection, id, nowMs) {
      forget(nowMs);
      const gone = lost.find((seat) => seat.id === id);
      lost = lost.filter((seat) => seat !== gone);
      seats.set(connection, {
        id,
        joinedMs: gone?.joinedMs ?? nowMs,
        heardMs: nowMs,
        here: true,
        replaces: gone !== undefined,
        ack: null,
        audio: undefined,
      });
    },
    acked(connection, ack, nowMs) {
      const seat = seats.get(connection);
      if (!seat) return;
      seat.ack = ack;
      seat.audio = ack.audio ?? seat.audio;
      seat.heardMs = nowMs;
    },
    left(connection, nowMs) {
      const seat = seats.get(connection);
      if (!seat) return;
      seats.delete(connection);
      const heir = [...seats.values()].find(
        (other) => other.id === seat.id && !other.replaces && other.joinedMs >= seat.heardMs,
      );
      if (heir) heir.replaces = true;
      else lost = [...lost, { ...seat, here: false, heardMs: nowMs }];
    },
    forget(id) {
      lost = lost.filter((seat) => seat.id !== id);
    },
    list(nowMs) {
      forget(nowMs);
      const all = [...seats.values(), ...lost].sort((a, b) => a.joinedMs - b.joinedMs);
      const byId = new Map<string, { readonly seat: Seat; readonly state: State }>();
      for (const seat of all) {
        const state = stateOf(seat, nowMs);
        const known = byId.get(seat.id);
        if (!known || WORST.indexOf(state) < WORST.indexOf(known.state))
          byId.set(seat.id, { seat, state });
      }
      return [...byId.values()].map(({ seat, state }) => statusOf(seat, state));
    },
  };
};
