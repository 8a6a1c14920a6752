import type { Patch } from '#contracts/patch';
import type { SoundDesk } from '#contracts/sound';

/** Who gets sound: displays in the order in which they joined. */
export interface SoundFeed<C> {
  joined(client: C, displayId: string): void;
  left(client: C): void;
  sound(sound: SoundDesk): void;
  patch(patch: Patch): void;
}

/** Of all that sounds, what one display plays. Voices of nobody are of the first display that plays sound. Pure. */
export const soundFor = (sound: SoundDesk, displayId: string, isFirst: boolean): SoundDesk => ({
  ...sound,
  voices: sound.voices.filter(({ display }) =>
    display === undefined ? isFirst : display === displayId,
  ),
});

/**
 * Tells each display its own voices, and only where they changed: whose a voice of nobody is changes as displays
 * come and go. A window opened twice under one name plays once: the one that came first.
 */
export const soundFeed = <C>(tell: (client: C, sound: SoundDesk) => void): SoundFeed<C> => {
  const ids = new Map<C, string>();
  const told = new Map<C, string>();
  let newest: SoundDesk | null = null;
  let patch: Patch | null = null;

  const plays = (displayId: string): boolean => patch?.outputs[displayId]?.sound ?? true;

  const share = (): void => {
    if (!newest) return;
    const taken = new Set<string>();
    const first = [...ids.values()].find(plays);
    for (const [client, id] of ids) {
      const own = soundFor(newest, id, id === first);
      const mine = taken.has(id) ? { ...own, voices: [] } : own;
      taken.add(id);
      const text = JSON.stringify(mine);
      if (told.get(client) === text) continue;
      told.set(client, text);
      tell(client, mine);
    }
  };

  return {
    joined(client, displayId) {
      ids.set(client, displayId);
      share();
    },
    left(client) {
      ids.delete(client);
      told.delete(client);
      share();
    },
    sound(sound) {
      newest = sound;
      share();
    },
    patch(next) {
      patch = next;
      share();
    },
  };
};
