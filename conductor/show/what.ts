import type { Intent } from '#contracts/intent';
import type { Show } from '#contracts/show';
import { cueNumber } from './cues.ts';
import type { DirectorState } from './state.ts';

const percent = (level: number): string => `${Math.round(level * 100)} %`;
const onOff = (on: boolean | undefined, is: boolean): string => ((on ?? !is) ? 'on' : 'off');

/** What was asked, in a few words that are the same in every language, as operators call it. */
export const whatOf = (show: Show, before: DirectorState, intent: Intent): string => {
  switch (intent.do) {
    case 'go':
      return `GO ${cueNumber(show, before.standby ?? before.cue) ?? ''}`.trim();
    case 'go-cue':
      return `cue ${intent.number}`;
    case 'jump':
      return `jump ${intent.number} + ${intent.afterS} s`;
    case 'standby':
      return `standby ${intent.number}`;
    case 'panic':
      return 'PANIC';
    case 'fade-all':
      return `fade all ${intent.seconds} s`;
    case 'evening':
      return `evening ${intent.state}`;
    case 'pause':
      return `pause ${onOff(intent.on, before.paused)}`;
    case 'freeze':
      return `freeze ${onOff(intent.on, before.frozenAtMs !== null)}`;
    case 'blackout':
      return `blackout ${onOff(intent.on, before.overlays.blackoutOn)}`;
    case 'lock':
      return `lock ${onOff(intent.on, before.locked)}`;
    case 'rehearse':
      return `rehearse ${onOff(intent.on, before.rehearsing)}`;
    case 'fire':
      return `fire ${onOff(intent.on, before.fire)}`;
    case 'master':
      return `master ${percent(intent.level)} ${intent.seconds} s`;
    case 'sound':
      return `sound ${percent(intent.level)} ${intent.seconds} s`;
    case 'tempo':
      return `tempo ${intent.bpm}`;
    default:
      return intent.do;
  }
};
