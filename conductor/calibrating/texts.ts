import type { Text } from '#contracts/ids';
import type { Plan } from '../affect/calibration/session/plan.ts';
import type { Keeping } from './kept.ts';

// These are told to the log too, which no deletion reaches: none of them names a person.

export const begun = ({ body, recalls, recallS }: Plan): Text => ({
  en: `A calibration on ${body} begins: ${recalls} recalls of ${recallS} s.`,
  ko: `보정을 시작합니다(몸 ${body}). ${recallS}초 회상 ${recalls}번입니다.`,
});
export const goesOn = ({ body }: Plan): Text => ({
  en: `The calibration on ${body} goes on.`,
  ko: `보정을 이어서 합니다(몸 ${body}).`,
});
/**
 * What was left off, and how long it can be gone on with.
 * @param isEnd the conductor ends with it, and with it all that is not kept
 */
export const leftOff = ({ sessions }: Keeping, isEnd: boolean): Text => {
  if (sessions)
    return {
      en: 'The calibration was left off. It is kept with the person and can be gone on with for 12 hours.',
      ko: '보정을 중단했습니다. 이 사람의 것으로 보관하며, 12시간 안에 이어서 할 수 있습니다.',
    };
  return isEnd
    ? {
        en: 'The calibration was left off. It is not kept, and ends with the conductor.',
        ko: '보정을 중단했습니다. 보관하지 않으므로 지휘 서버와 함께 사라집니다.',
      }
    : {
        en: 'The calibration was left off. It can be gone on with while this conductor runs, for 12 hours.',
        ko: '보정을 중단했습니다. 이 지휘 서버가 도는 동안, 12시간 안에 이어서 할 수 있습니다.',
      };
};

/** What is kept of a person, said before anything is asked of them. */
export const keeps = ({ person, sessions, profile }: Keeping, name: string | null): Text => {
  if (sessions && profile)
    return {
      en: 'What is learned is kept with the person, as they consented.',
      ko: '동의한 대로 배운 것을 이 사람의 것으로 보관합니다.',
    };
  if (profile)
    return {
      en: 'The model is kept with the person; the labelled session is not, for there is no consent to it.',
      ko: '모델은 이 사람의 것으로 보관합니다. 표시한 기록은 동의가 없어 보관하지 않습니다.',
    };
  const why =
    name === null
      ? { en: 'nobody is named', ko: '이름이 없기 때문입니다' }
      : person === null
        ? {
            en: 'nobody, or more than one person, is known by this name',
            ko: '그 이름의 사람이 없거나 여럿이기 때문입니다',
          }
        : { en: 'there is no consent to a profile', ko: '프로필 보관 동의가 없기 때문입니다' };
  return {
    en: `The model lives for this evening only and is not kept: ${why.en}. "yeoun people" adds people and notes consents.`,
    ko: `모델은 오늘 저녁에만 쓰고 보관하지 않습니다. ${why.ko}. "yeoun people"로 사람을 더하고 동의를 적을 수 있습니다.`,
  };
};

export const NOT_KEPT: Text = {
  en: 'It could not be kept with the person, and lives for this evening only: see the log.',
  ko: '이 사람의 것으로 보관하지 못해 오늘 저녁에만 씁니다. 로그를 확인하세요.',
};
export const FORGOTTEN: Text = {
  en: 'Whoever was being calibrated was forgotten: the session ended, and nothing of it is left.',
  ko: '보정하던 사람의 자료가 지워졌습니다. 보정을 끝냈고 기록은 남아 있지 않습니다.',
};
export const isNobody = (body: string): Text => ({
  en: `${body} is nobody known now: the personal models it had are taken off. "yeoun people assign ${body} <who>" puts them on again.`,
  ko: `${body}은(는) 이제 아는 사람이 아닙니다. 쓰던 개인 모델을 뺍니다. "yeoun people assign ${body} <who>"로 다시 쓸 수 있습니다.`,
});
export const RUNS_ALREADY: Text = {
  en: 'A calibration runs already. Leave it off first (stop).',
  ko: '이미 보정하고 있습니다. 먼저 중단하세요.',
};
export const NONE_RUNS: Text = {
  en: 'No calibration runs.',
  ko: '보정하고 있지 않습니다.',
};
export const NOTHING_LEFT: Text = {
  en: 'There is no session to go on with: none was left off in the last 12 hours, or it was not kept. Begin a new one.',
  ko: '이어서 할 보정이 없습니다. 지난 12시간 안에 중단한 것이 없거나 보관되지 않았습니다. 새로 시작하세요.',
};
export const noBody = (body: string, bodies: readonly string[]): Text => ({
  en: `The show has no body "${body}". It has ${bodies.join(', ')}.`,
  ko: `이 쇼에는 "${body}"(이)라는 몸이 없습니다. ${bodies.join(', ')}이(가) 있습니다.`,
});
export const cannotFit = (why: Text): Text => ({
  en: `No model could be made: ${why.en} What was recorded is still there; go on with the session to try again.`,
  ko: `모델을 만들지 못했습니다: ${why.ko} 기록은 남아 있으니 보정을 이어서 하면 다시 시도합니다.`,
});
export const cannotLend = (why: Text): Text => ({
  en: `The model was made but does not load: ${why.en}`,
  ko: `모델을 만들었지만 불러오지 못했습니다: ${why.ko}`,
});
export const LIVE: Text = {
  en: 'It is live now.',
  ko: '지금부터 적용됩니다.',
};
export const joined = (...texts: readonly Text[]): Text => ({
  en: texts.map((t) => t.en).join(' '),
  ko: texts.map((t) => t.ko).join(' '),
});
