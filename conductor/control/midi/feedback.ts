import type { DeskStatus } from '#contracts/desk';
import type { DeskIntent } from '#contracts/intent';
import type { MidiMatch } from '#contracts/midi';
import type { MidiBinding } from '#contracts/rig';
import type { StageState } from '#contracts/stage';
import type { LevelName } from '../bound/surface.ts';

/** What is shown on a surface. */
export interface Shown {
  readonly stage: Pick<StageState, 'grandMaster' | 'blackout' | 'panic' | 'frozen' | 'cue'>;
  readonly desk: Pick<
    DeskStatus,
    'evening' | 'paused' | 'frozen' | 'locked' | 'rehearsing' | 'fire' | 'running' | 'soundLevel'
  >;
}

const ON = 127;

export const levelShown = (of: LevelName, { stage, desk }: Shown): number =>
  of === 'master' ? stage.grandMaster : desk.soundLevel;

/** Whether what a key asks for stands now; null where a key has nothing to show. */
const isLit = (intent: DeskIntent, { stage, desk }: Shown): boolean | null => {
  switch (intent.do) {
    case 'go':
      return (desk.running?.leftS ?? 0) > 0;
    case 'go-cue':
      return stage.cue === intent.number;
    case 'panic':
      return stage.panic > 0;
    case 'blackout':
      return stage.blackout > 0;
    case 'freeze':
      return desk.frozen;
    case 'pause':
      return desk.paused;
    case 'lock':
      return desk.locked;
    case 'rehearse':
      return desk.rehearsing;
    case 'fire':
      return desk.fire;
    case 'evening':
      return desk.evening === intent.state;
    default:
      return null;
  }
};

/** What a bound control shows now, 0..127; null where it shows nothing. */
export const stepShown = ({ does }: MidiBinding, shown: Shown): number | null => {
  if (does.kind === 'level') return Math.round(levelShown(does.of, shown) * ON);
  const lit = isLit(does.intent, shown);
  return lit === null ? null : lit ? ON : 0;
};

/** The message by which a surface lights its key or moves its fader; a program change has neither. */
export const feedbackBytes = (match: MidiMatch, step: number): number[] | null => {
  if (match.type === 'program') return null;
  return [(match.type === 'note' ? 0x90 : 0xb0) | (match.channel - 1), match.number, step];
};
