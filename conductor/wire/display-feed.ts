import type { OutputLevels } from '#contracts/output';
import type { Patch } from '#contracts/patch';
import type { Sketch } from '#contracts/picture';
import type { SoundDesk } from '#contracts/sound';
import type { SoundPlace } from '#contracts/status';
import type { ServerMessage } from '#contracts/wire';
import type { Stop } from '../kernel/clock.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { Client } from './connection.ts';
import { soundFeed } from './sound-feed.ts';

/** What displays alone are told besides the stage: the drawing, their light, their sound; now and as they join. */
export interface DisplayFeed {
  joined(client: Client): void;
  left(client: Client): void;
  drawing(lines: Sketch): void;
  outputs(levels: OutputLevels): void;
  sound(sound: SoundDesk): void;
  patch(patch: Patch): void;
  soundPlace(displayId: string): SoundPlace;
  /** Whether the patch or a cue of the show names a display. */
  awaits(displayId: string): boolean;
  stop: Stop;
}

export const displayFeed = (
  scheduler: Pick<Scheduler, 'nowMs' | 'after'>,
  displays: () => Iterable<Client>,
): DisplayFeed => {
  const text = (message: ServerMessage): string => JSON.stringify(message);
  const sounds = soundFeed<Client>(scheduler, ({ outbox }, sound) =>
    outbox.offer('sound', text({ t: 'sound', sound })),
  );
  let drawn = text({ t: 'drawing', lines: [] });
  let lit = text({ t: 'outputs', levels: {} });
  const named: Record<'patch' | 'light' | 'sound', object> = { patch: {}, light: {}, sound: {} };
  const toAll = (key: string, data: string): void => {
    for (const { outbox } of displays()) outbox.offer(key, data);
  };
  return {
    joined(client) {
      sounds.joined(client, client.id, client.access !== 'view');
      client.outbox.offer('drawing', drawn);
      client.outbox.offer('outputs', lit);
    },
    left: sounds.left,
    drawing(lines) {
      drawn = text({ t: 'drawing', lines: lines.map((line) => line.map(([x, y]) => [x, y])) });
      toAll('drawing', drawn);
    },
    outputs(levels) {
      named.light = levels;
      lit = text({ t: 'outputs', levels });
      toAll('outputs', lit);
    },
    sound(sound) {
      named.sound = sound.preloadFor ?? {};
      sounds.sound(sound);
    },
    patch(patch) {
      named.patch = patch.outputs;
      sounds.patch(patch);
    },
    soundPlace: sounds.placeOf,
    awaits: (id) => Object.values(named).some((all) => Object.hasOwn(all, id)),
    stop: sounds.stop,
  };
};
