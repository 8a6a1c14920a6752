import type { Text } from '#contracts/ids';
import type { Asked, Intent } from '#contracts/intent';
import type { DirectorState } from './state.ts';

type Does = Intent['do'];

/** What calls something on stage. */
const CALLS = new Set<Does>(['go', 'go-cue', 'back', 'jump']);
/** What may be done while the alarm stands: to go darker, to make ready, to take it back. */
const SAFE = new Set<Does>([
  'panic',
  'fade-all',
  'blackout',
  'master',
  'sound',
  'fire',
  'lock',
  'rehearse',
  'standby',
  'veto',
  'tap',
  'tempo',
]);
const OF_THE_SHOW = new Set<Does>([...CALLS, ...SAFE, 'evening', 'pause', 'freeze']);

/** Why the state of the evening does not let this be done; null: it does. */
export const refusal = (state: DirectorState, { intent, from }: Asked): Text | null => {
  const what = intent.do;
  if (state.fire && OF_THE_SHOW.has(what) && !SAFE.has(what))
    return {
      en: `Fire stands: "${what}" of ${from} is refused. Take fire back first.`,
      ko: `화재 상태입니다. ${from}의 "${what}"을(를) 거부했습니다. 먼저 화재를 해제하세요.`,
    };
  if (state.evening === 'stopped' && CALLS.has(what))
    return {
      en: `The show is stopped: "${what}" of ${from} is refused. "show" goes on.`,
      ko: `공연이 중단되어 있습니다. ${from}의 "${what}"을(를) 거부했습니다. "공연"으로 이어집니다.`,
    };
  return null;
};
