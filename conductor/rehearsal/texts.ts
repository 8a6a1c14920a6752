import type { Text } from '#contracts/ids';

export const TAKEN_OVER: Text = {
  en: 'An operator has the list: the cues of the take are no longer called. Its signals play on.',
  ko: '조작자가 큐를 맡았습니다. 녹화의 큐는 더 부르지 않고, 신호는 계속 재생합니다.',
};

export const begunText = (take: string, cue: string | null, speed: number): Text => ({
  en: `Rehearsal with the take ${take}${cue === null ? '' : ` from cue ${cue}`}, ${speed} times as fast as it was. Nothing leaves the house.`,
  ko: `녹화 ${take}(으)로 리허설합니다${cue === null ? '' : `. 큐 ${cue}부터`}, ${speed}배속. 밖으로는 아무것도 내보내지 않습니다.`,
});
