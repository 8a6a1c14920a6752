import { type Call, refuse, type Verdict } from './control.ts';
import { nearest } from './nearest.ts';

/** Does something with the cue that an address names, or says which cue is nearest and how it is called. */
export const ofCue = (
  { number, house }: Call,
  does: string,
  then: (number: string) => Verdict,
): Verdict => {
  const all = house.cues();
  if (all.includes(number)) return then(number);
  return refuse(() => {
    const near = nearest(number, all);
    if (near === undefined)
      return {
        en: `There is no cue ${number}; the show has none.`,
        ko: `큐 ${number}이(가) 없습니다. 쇼에 큐가 없습니다.`,
      };
    const right = does === 'get' ? `/yeoun/get/cue/${near}` : `/yeoun/cue/${near}/${does}`;
    return {
      en: `There is no cue ${number}; the nearest is ${near}: ${right}.`,
      ko: `큐 ${number}이(가) 없습니다. 가장 가까운 것은 ${near}입니다: ${right}.`,
    };
  });
};
