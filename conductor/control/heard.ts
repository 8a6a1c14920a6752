import type { Heard } from '#contracts/desk';
import type { Stop } from '../kernel/clock.ts';
import type { Scheduler } from '../kernel/scheduler.ts';

export const TOLD_PER_S = 50;
const WINDOW_MS = 1000;
const LONGEST_SAID = 300;
const LONGEST_FROM = 200;

/** What a door heard; it is asked for only if it is told. */
export type Hearing = () => Omit<Heard, 'atMs' | 'door'>;

export interface HeardTeller {
  /** Tells it now, or counts it. */
  heard(hearing: Hearing): void;
  readonly close: Stop;
}

const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`;

/**
 * Tells what a door heard: fifty records a second as they come; what is more is counted, and told as one
 * record at the end of that second.
 */
export const heardTeller = (
  door: Heard['door'],
  scheduler: Scheduler,
  tell: (heard: readonly Heard[]) => void,
): HeardTeller => {
  let told = 0;
  let left = 0;
  let stop: Stop | undefined;

  const record = ({ from, said, did, why }: ReturnType<Hearing>): Heard => ({
    atMs: scheduler.nowMs(),
    door,
    from: cut(from, LONGEST_FROM),
    said: cut(said, LONGEST_SAID),
    did,
    why,
  });
  const ended = (): void => {
    stop = undefined;
    if (left > 0)
      tell([
        record({
          from: '…',
          said: `+ ${left}`,
          did: {
            en: `${left} more messages in this second were obeyed or refused as always, and are not listed.`,
            ko: `이 1초 동안 메시지가 ${left}개 더 왔습니다. 평소처럼 처리했고 목록에는 적지 않았습니다.`,
          },
          why: null,
        }),
      ]);
    told = 0;
    left = 0;
  };

  return {
    heard(hearing) {
      stop ??= scheduler.after(WINDOW_MS, ended);
      if (told >= TOLD_PER_S) left++;
      else {
        told++;
        tell([record(hearing())]);
      }
    },
    close: () => {
      stop?.();
      stop = undefined;
    },
  };
};
