import type { Patch } from '#contracts/patch';
import type { SoundDesk } from '#contracts/sound';
import type { SoundPlace } from '#contracts/status';
import type { Stop } from '../kernel/clock.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import {
  holderOf,
  isAnybodyHere,
  isKept,
  KEPT_MS,
  placeOf,
  SETTLE_MS,
  type Seat,
  setToPlay,
} from './sound-place.ts';

/** Who gets sound: displays of the house, by the patch, or the one that is chosen. */
export interface SoundFeed<C> {
  /** `mayPlay`: false for who may only watch; it gets no sound. */
  joined(client: C, displayId: string, mayPlay?: boolean): void;
  left(client: C): void;
  sound(sound: SoundDesk): void;
  patch(patch: Patch): void;
  placeOf(displayId: string): SoundPlace;
  stop: Stop;
}

/** Of all that sounds, what one display plays. Voices of nobody are for displays that play the show's sound. Pure. */
export const soundFor = (
  { preloadFor = {}, ...sound }: SoundDesk,
  displayId: string,
  plays: boolean,
): SoundDesk => ({
  ...sound,
  voices: sound.voices.filter(({ display }) =>
    display === undefined ? plays : display === displayId,
  ),
  preload: [
    ...new Set([
      ...(plays ? sound.preload : []),
      ...(Object.hasOwn(preloadFor, displayId) ? (preloadFor[displayId] ?? []) : []),
    ]),
  ],
});

/** Mostly nothing changes hands; a moment after these times somebody may. */
const AFTER_MS = 10;

/**
 * Tells each display its own voices, and only where they changed. Until the first display is chosen nobody is told
 * anything: displays that came back from a break go on as they were. A window opened twice under one name plays once:
 * the one that came first.
 */
export const soundFeed = <C>(
  scheduler: Pick<Scheduler, 'nowMs' | 'after'>,
  tell: (client: C, sound: SoundDesk) => void,
  /** Told of each client whether it plays what is nobody's, as that changes. */
  plays: (client: C, isPlaying: boolean) => void = () => {},
): SoundFeed<C> => {
  const ids = new Map<C, string>();
  const told = new Map<C, string>();
  const seats = new Map<string, Seat>();
  const waits = { settle: null as Stop | null, kept: null as Stop | null };
  let isOver = false;
  let newest: SoundDesk | null = null;
  let outputs: Patch['outputs'] = {};
  let holder: string | null = null;

  const share = (): void => {
    const set = setToPlay(outputs);
    holder = holderOf(holder, seats, outputs, scheduler.nowMs());
    const isOpen = set.size === 0 && holder === null && isAnybodyHere(seats, outputs);
    if (!newest || isOpen) return;
    const taken = new Set<string>();
    for (const [client, id] of ids) {
      const isPlayer = placeOf(id, set, holder) !== 'no';
      const own = soundFor(newest, id, isPlayer);
      plays(client, isPlayer && !taken.has(id));
      const mine = taken.has(id) ? { ...own, voices: [], preload: [] } : own;
      taken.add(id);
      const text = JSON.stringify(mine);
      if (told.get(client) === text) continue;
      told.set(client, text);
      tell(client, mine);
    }
  };

  const shareIn = (which: keyof typeof waits, ms: number): void => {
    if (isOver) return;
    waits[which]?.();
    waits[which] = scheduler.after(ms + AFTER_MS, () => {
      waits[which] = null;
      share();
      settle();
    });
  };
  /** Nobody was chosen yet, and somebody may be. */
  const settle = (): void => {
    if (holder === null && !waits.settle && isAnybodyHere(seats, outputs))
      shareIn('settle', SETTLE_MS);
  };

  /** Seats that nobody will come back to. */
  const forget = (): void => {
    const nowMs = scheduler.nowMs();
    for (const [id, seat] of seats) if (!isKept(seat, nowMs) && id !== holder) seats.delete(id);
  };

  return {
    joined(client, displayId, mayPlay = true) {
      if (!mayPlay) return;
      forget();
      ids.set(client, displayId);
      const sinceMs = seats.get(displayId)?.sinceMs ?? scheduler.nowMs();
      seats.set(displayId, { sinceMs, leftMs: null });
      share();
      settle();
    },
    left(client) {
      const id = ids.get(client);
      ids.delete(client);
      told.delete(client);
      if (id === undefined) return;
      if (![...ids.values()].includes(id)) {
        const nowMs = scheduler.nowMs();
        seats.set(id, { sinceMs: seats.get(id)?.sinceMs ?? nowMs, leftMs: nowMs });
        if (id === holder) shareIn('kept', KEPT_MS);
      }
      share();
    },
    sound(sound) {
      newest = sound;
      share();
    },
    patch(next) {
      outputs = next.outputs;
      share();
      settle();
    },
    placeOf: (displayId) => placeOf(displayId, setToPlay(outputs), holder),
    stop() {
      isOver = true;
      for (const stop of Object.values(waits)) stop?.();
    },
  };
};
