import type { Text } from '#contracts/ids';
import type { Asked, Intent } from '#contracts/intent';
import type { Show } from '#contracts/show';
import { safeMaster } from './aims.ts';
import type { DirectorState } from './state.ts';

type Does = Intent['do'];

/** What calls something on stage. */
const CALLS = new Set<Does>(['go', 'go-cue', 'back', 'jump']);
/** What would take the light of the safe look away. */
const DARKENS = new Set<Does>(['panic', 'fade-all', 'blackout', 'freeze']);
/** What may be done while the alarm stands: to make ready, to take it back. */
const SAFE = new Set<Does>([
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
const OF_THE_SHOW = new Set<Does>([...CALLS, ...DARKENS, ...SAFE, 'evening', 'pause']);

const percent = (level: number): string => `${Math.round(level * 100)} %`;

/** Why the alarm does not let this be done: its safe look stays lit, whoever asks. */
const inFire = (show: Show, { intent, from }: Asked): Text | null => {
  const what = intent.do;
  if (DARKENS.has(what))
    return {
      en: `Fire stands: "${what}" of ${from} is refused. The safe look stays lit, and all sound is muted already. Take fire back first.`,
      ko: `화재 상태입니다. ${from}의 "${what}"을(를) 거부했습니다. 안전 조명은 켜져 있어야 하고 소리는 이미 꺼져 있습니다. 먼저 화재를 해제하세요.`,
    };
  const least = safeMaster(show);
  if (intent.do === 'master' && intent.level < least)
    return {
      en: `Fire stands: the master of ${from} at ${percent(intent.level)} is refused. The safe look needs ${percent(least)}. Take fire back first.`,
      ko: `화재 상태입니다. ${from}의 마스터 ${percent(intent.level)}을(를) 거부했습니다. 안전 조명에는 ${percent(least)}가 필요합니다. 먼저 화재를 해제하세요.`,
    };
  return OF_THE_SHOW.has(what) && !SAFE.has(what)
    ? {
        en: `Fire stands: "${what}" of ${from} is refused. Take fire back first.`,
        ko: `화재 상태입니다. ${from}의 "${what}"을(를) 거부했습니다. 먼저 화재를 해제하세요.`,
      }
    : null;
};

/** Why the state of the evening does not let this be done; null: it does. */
export const refusal = (
  show: Show,
  state: Pick<DirectorState, 'fire' | 'evening'>,
  asked: Asked,
): Text | null => {
  if (state.fire) {
    const why = inFire(show, asked);
    if (why) return why;
  }
  const { intent, from } = asked;
  if (state.evening === 'stopped' && CALLS.has(intent.do))
    return {
      en: `The show is stopped: "${intent.do}" of ${from} is refused. "show" goes on.`,
      ko: `공연이 중단되어 있습니다. ${from}의 "${intent.do}"을(를) 거부했습니다. "공연"으로 이어집니다.`,
    };
  return null;
};
