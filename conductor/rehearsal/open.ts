import { basename } from 'node:path';
import type { Intent } from '#contracts/intent';
import type { OpenTakeFiles } from '../../sensors/recording/files.ts';
import { sourceOf } from '../commands/replay.ts';
import { askAgain, fromCue, type RecordedCues, readCues } from '../commands/replay-cues.ts';
import type { Stop } from '../kernel/clock.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import { scope } from '../kernel/scope.ts';
import type { Road } from '../road.ts';
import type { Tell } from '../tell.ts';
import type { RehearsalOptions } from './options.ts';
import { begunText, TAKEN_OVER } from './texts.ts';

export interface RehearsalParts extends RehearsalOptions {
  readonly road: Pick<Road, 'ask' | 'feel' | 'contextFor' | 'events'>;
  readonly timing: Scheduler;
  readonly takeFiles: OpenTakeFiles;
  readonly tell: Tell;
}

/** What moves the list: whoever asks for it by hand has it from then on. */
const MOVES: ReadonlySet<Intent['do']> = new Set([
  'go',
  'go-cue',
  'back',
  'jump',
  'standby',
  'evening',
  'panic',
]);

/** Where the show stands at the moment from which the take is played. */
const placeOf = async ({ take, fromCue: number, takeFiles }: RehearsalParts) => {
  const cues = await readCues(take, takeFiles);
  if (number !== null) {
    const from = fromCue(cues, number);
    return { cues: from, fromMs: from.fromMs, cue: from.cue.number, afterS: from.cue.elapsedS };
  }
  const { cue, cueElapsedS } = cues.resume;
  return { cues, fromMs: 0, cue, afterS: cueElapsedS };
};

/** Whether the house was open, locked or on fire then is not asked again: nothing leaves it now. */
const OF_THAT_EVENING = new Set(['rehearse', 'lock', 'fire']);
const shut = (cues: RecordedCues): RecordedCues => ({
  ...cues,
  asked: cues.asked.filter(({ intent }) => !OF_THAT_EVENING.has(intent.do)),
});

/**
 * Plays a take into a conductor that runs: its signals come as from sensors, marked as recorded, and what was asked
 * of the show is asked again until somebody asks for a cue by hand. Nothing leaves the house. Rejects where the take
 * cannot be read, or the cue did not run in it.
 */
export const openRehearsal = async (parts: RehearsalParts): Promise<Stop> => {
  const { take, speed, road, timing, tell } = parts;
  const place = await placeOf(parts);
  const ask = (intent: Intent): void =>
    road.ask({ intent, atMs: timing.nowMs(), door: 'replay', from: 'take' });
  const all = scope();
  ask({ do: 'rehearse', on: true });
  if (place.cue !== null) ask({ do: 'jump', number: place.cue, afterS: place.afterS });
  all.add(await sourceOf(take, place.fromMs, speed).open(road.contextFor('replay')));
  const stopAsking = all.add(askAgain(shut(place.cues), road, timing, speed));
  let isLed = true;
  all.add(
    road.events.asked.on(({ intent, door }) => {
      if (!isLed || door === 'replay' || !MOVES.has(intent.do)) return;
      isLed = false;
      stopAsking();
      tell('info', 'rehearsal', TAKEN_OVER);
    }),
  );
  tell('info', 'rehearsal', begunText(basename(take), parts.fromCue, speed));
  return all.close;
};
