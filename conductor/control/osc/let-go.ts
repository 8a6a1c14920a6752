import type { Text } from '#contracts/ids';
import type { Intent } from '#contracts/intent';
import type { ToldIntent } from '../../told.ts';
import type { Verdict } from './control.ts';

const because = (en: string, ko: string): Text => ({
  en: `It waited for its time, and ${en} came before: it is not done any more. Send it again.`,
  ko: `제 시각을 기다리던 중에 ${ko} 먼저 왔습니다. 더는 실행하지 않습니다. 필요하면 다시 보내십시오.`,
});

const PANIC = because('PANIC', 'PANIC이');
const FADE_ALL = because('"fade all"', '"모두 어둡게"가');
const STOPPED = because('a show stop', '공연 중단이');
const FIRE = because('fire', '화재가');

/**
 * Why what was timed before must not happen after this wish; null: it may. A GO that somebody's sequencer sent ahead
 * must not bring the light back into an emergency.
 */
export const endsTheTimed = (intent: ToldIntent, fireStands: boolean): Text | null => {
  switch (intent.do) {
    case 'panic':
      return PANIC;
    case 'fade-all':
      return FADE_ALL;
    case 'evening':
      return intent.state === 'stopped' ? STOPPED : null;
    case 'fire':
      return (intent.on ?? !fireStands) ? FIRE : null;
    default:
      return null;
  }
};

/** What makes an emergency. A toggle is one while it can only switch the alarm on; what takes one back is none. */
const isAlarm = (intent: Intent, fireStands: boolean): boolean => {
  switch (intent.do) {
    case 'panic':
    case 'fade-all':
      return true;
    case 'blackout':
      return intent.on === true;
    case 'fire':
      return intent.on ?? !fireStands;
    case 'evening':
      return intent.state === 'stopped';
    default:
      return false;
  }
};

/**
 * Whether a message that waits for its time is done in an emergency all the same, by what the door decides about it: an
 * alarm, and what changes nothing on stage (queries, subscriptions, what is no message for the show).
 */
export const mayStillCome = (verdicts: readonly Verdict[] | null, fireStands: boolean): boolean =>
  (verdicts ?? []).every((verdict) => verdict.act !== 'ask' || isAlarm(verdict.intent, fireStands));
