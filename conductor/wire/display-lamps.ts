import { fittingId } from '#contracts/ids';
import type { DisplayStatus, Lamp } from '#contracts/status';
import type { Stop } from '../kernel/clock.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { LampBoard } from '../state/lamps.ts';

const EVERY_MS = 500;

const pictureLamp = ({ id, state }: DisplayStatus): Lamp | null =>
  state === 'lost'
    ? {
        part: fittingId(`display-${id}`),
        level: 'fail',
        text: {
          en: `Display ${id} is gone. The others go on. Look at its machine, its cable and its browser window; if it will not come back, forget it in the console's list of outputs.`,
          ko: `무대 화면 ${id}의 연결이 끊겼습니다. 다른 화면은 계속됩니다. 그 컴퓨터와 케이블, 브라우저 창을 확인하세요. 돌아오지 않을 화면이면 콘솔의 출력 화면 목록에서 잊게 하세요.`,
        },
      }
    : null;

const soundText = ({ id, sound, unplayable }: DisplayStatus): Lamp['text'] | null => {
  if (sound === 'waiting')
    return {
      en: `Display ${id} waits for a touch before it may play sound: press a key or click in its window, or start its browser with --autoplay-policy=no-user-gesture-required.`,
      ko: `무대 화면 ${id}에서 소리를 내려면 그 창에서 키를 누르거나 클릭해야 합니다. 브라우저를 --autoplay-policy=no-user-gesture-required 로 시작해도 됩니다.`,
    };
  if (sound !== 'failed') return null;
  return unplayable
    ? {
        en: `Display ${id} cannot play ${unplayable}: the file is missing or not audio that its browser reads. The show goes on without it.`,
        ko: `무대 화면 ${id}에서 ${unplayable} 을(를) 재생할 수 없습니다. 파일이 없거나 브라우저가 읽지 못하는 형식입니다. 공연은 그 소리 없이 계속됩니다.`,
      }
    : {
        en: `Display ${id} cannot use its audio device. Choose another one in its output, or plug it in again.`,
        ko: `무대 화면 ${id}의 오디오 장치를 쓸 수 없습니다. 출력 설정에서 다른 장치를 고르거나 다시 연결하세요.`,
      };
};

const soundLamp = (display: DisplayStatus): Lamp | null => {
  const text = display.state === 'lost' ? null : soundText(display);
  const level = display.sound === 'waiting' ? 'warn' : 'fail';
  return text && { part: fittingId(`sound-${display.id}`), level, text };
};

/** What the operator must know of displays: one that is gone, and sound that cannot be heard. Pure. */
export const displayLamps = (displays: readonly DisplayStatus[]): readonly Lamp[] =>
  displays.flatMap((display) =>
    [pictureLamp(display), soundLamp(display)].filter((lamp) => lamp !== null),
  );

/** Keeps the lamps of displays as they are now. */
export const watchDisplays = (parts: {
  readonly timing: Pick<Scheduler, 'every'>;
  readonly displays: () => readonly DisplayStatus[];
  readonly lamps: LampBoard;
}): Stop => {
  let lit = new Set<string>();
  return parts.timing.every(EVERY_MS, () => {
    const now = displayLamps(parts.displays());
    const named = new Set(now.map(({ part }) => part));
    for (const part of lit) if (!named.has(part)) parts.lamps.set(part, null);
    for (const lamp of now) parts.lamps.set(lamp.part, lamp);
    lit = named;
  });
};
