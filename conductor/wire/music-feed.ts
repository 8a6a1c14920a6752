import type { MusicDesk, ScoreNote } from '#contracts/score';
import type { ServerMessage } from '#contracts/wire';

type Told = Extract<ServerMessage, { t: 'music' | 'score' }>;

/** Who gets the music that answers: displays that play the sound of the show. */
export interface MusicFeed<C> {
  /** Whether a client plays the sound of the show, as it changes. */
  plays(client: C, isPlaying: boolean): void;
  left(client: C): void;
  music(desk: MusicDesk): void;
  score(run: number, notes: readonly ScoreNote[]): void;
}

/** A message carries so many notes. */
const MOST_NOTES = 512;

const silent = (desk: MusicDesk): MusicDesk => ({
  ...desk,
  playing: false,
  parts: [],
  level: { from: 0, to: 0, startMs: desk.level.startMs, seconds: 0, curve: 'linear' },
});

/** Tells players the music and its notes; one that comes to play later gets the notes that are still to come. */
export const musicFeed = <C>(
  nowMs: () => number,
  tell: (client: C, message: Told) => void,
): MusicFeed<C> => {
  const players = new Set<C>();
  let desk: MusicDesk | null = null;
  let waiting: readonly ScoreNote[] = [];

  const tellNotes = (client: C, run: number, notes: readonly ScoreNote[]): void => {
    if (notes.length > 0) tell(client, { t: 'score', run, notes: notes.slice(0, MOST_NOTES) });
  };
  return {
    plays(client, isPlaying) {
      if (players.has(client) === isPlaying) return;
      if (isPlaying) players.add(client);
      else players.delete(client);
      if (!desk) return;
      tell(client, { t: 'music', music: isPlaying ? desk : silent(desk) });
      if (isPlaying) tellNotes(client, desk.run, waiting);
    },
    left: (client) => void players.delete(client),
    music(next) {
      if (next.run !== desk?.run) waiting = [];
      desk = next;
      for (const client of players) tell(client, { t: 'music', music: next });
    },
    score(run, notes) {
      if (run !== desk?.run) return;
      const now = nowMs();
      waiting = [...waiting.filter(({ atMs }) => atMs > now), ...notes].slice(-MOST_NOTES);
      for (const client of players) tellNotes(client, run, notes);
    },
  };
};

/** Notes that wait for a slow client go together: none of them is replaced by the next. */
export const mergedScore = (waiting: string, newer: string): string => {
  const [a, b] = [JSON.parse(waiting) as Told, JSON.parse(newer) as Told];
  if (a.t !== 'score' || b.t !== 'score' || a.run !== b.run) return newer;
  return JSON.stringify({ ...b, notes: [...a.notes, ...b.notes].slice(-MOST_NOTES) });
};
