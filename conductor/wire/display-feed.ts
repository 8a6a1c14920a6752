import type { OutputLevels } from '#contracts/output';
import type { Patch } from '#contracts/patch';
import type { Sketch } from '#contracts/picture';
import type { MusicDesk, ScoreNote } from '#contracts/score';
import type { SoundDesk } from '#contracts/sound';
import type { SoundPlace } from '#contracts/status';
import type { WallSheet } from '#contracts/wall';
import type { ServerMessage } from '#contracts/wire';
import type { Stop } from '../kernel/clock.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { Client } from './connection.ts';
import { mergedScore, musicFeed } from './music-feed.ts';
import type { Merge } from './outbox.ts';
import { soundFeed } from './sound-feed.ts';

/** What displays alone are told besides the stage: the drawing, their light, their sound; now and as they join. */
export interface DisplayFeed {
  joined(client: Client): void;
  left(client: Client): void;
  drawing(lines: Sketch): void;
  /** Of the visit at the booth, while it is on: it stands before the show's. Null: nobody is there, and it is let go. */
  visitDrawing(lines: Sketch | null): void;
  outputs(levels: OutputLevels): void;
  /** Kept memories as they hang: public by consent, so to displays that only watch too. */
  wall(sheets: readonly WallSheet[]): void;
  sound(sound: SoundDesk): void;
  /** The music that answers, and its notes ahead of their time: to those that play the show's sound. */
  music(desk: MusicDesk): void;
  score(run: number, notes: readonly ScoreNote[]): void;
  patch(patch: Patch): void;
  soundPlace(displayId: string): SoundPlace;
  /** Whether the patch or a cue of the show names a display. */
  awaits(displayId: string): boolean;
  stop: Stop;
}

const bothScores: Merge = (waiting, newer) => mergedScore(String(waiting), String(newer));

export const displayFeed = (
  scheduler: Pick<Scheduler, 'nowMs' | 'after'>,
  displays: () => Iterable<Client>,
): DisplayFeed => {
  const text = (message: ServerMessage): string => JSON.stringify(message);
  const musics = musicFeed<Client>(scheduler.nowMs, ({ outbox }, message) =>
    outbox.offer(message.t, text(message), message.t === 'score' ? bothScores : undefined),
  );
  const sounds = soundFeed<Client>(
    scheduler,
    ({ outbox }, sound) => outbox.offer('sound', text({ t: 'sound', sound })),
    musics.plays,
  );
  let ofShow: Sketch = [];
  let ofVisit: Sketch | null = null;
  let drawn = text({ t: 'drawing', lines: [] });
  let hung = text({ t: 'wall', sheets: [] });
  let lit = text({ t: 'outputs', levels: {} });
  const named: Record<'patch' | 'light' | 'sound', object> = { patch: {}, light: {}, sound: {} };
  const toAll = (key: string, data: string): void => {
    for (const { outbox } of displays()) outbox.offer(key, data);
  };
  const redraw = (): void => {
    const lines = (ofVisit ?? ofShow).map((line) => line.map(([x, y]): [number, number] => [x, y]));
    const next = text({ t: 'drawing', lines });
    if (next === drawn) return;
    drawn = next;
    toAll('drawing', drawn);
  };
  return {
    joined(client) {
      sounds.joined(client, client.id, client.access !== 'view');
      client.outbox.offer('drawing', drawn);
      client.outbox.offer('outputs', lit);
      client.outbox.offer('wall', hung);
    },
    left(client) {
      musics.left(client);
      sounds.left(client);
    },
    music: musics.music,
    score: musics.score,
    drawing(lines) {
      ofShow = lines;
      redraw();
    },
    visitDrawing(lines) {
      ofVisit = lines;
      redraw();
    },
    outputs(levels) {
      named.light = levels;
      lit = text({ t: 'outputs', levels });
      toAll('outputs', lit);
    },
    wall(sheets) {
      hung = text({ t: 'wall', sheets: [...sheets] });
      toAll('wall', hung);
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
