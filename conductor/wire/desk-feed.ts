import type { DeskStatus, Heard } from '#contracts/desk';
import type { Stop } from '../kernel/clock.ts';
import { ring } from '../kernel/ring.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import { withoutWords } from './redact.ts';

/** A desk that only counts is told so often; what is news is told at once. */
export const DESK_MS = 250;
export const HEARD_MS = 250;
/** Most messages told in one go, and kept for who joins: a list nobody can read is no list. */
export const MOST_HEARD = 40;
const KEPT_HEARD = 200;

/** All of a desk that an operator must hear of at once: where it is, not how long it has been there. */
const newsOf = (desk: DeskStatus): string => {
  const { watching, last, group } = desk;
  return JSON.stringify([
    desk.evening,
    desk.paused,
    desk.frozen,
    desk.locked,
    desk.rehearsing,
    desk.fire,
    desk.running?.number ?? null,
    desk.coming.map((c) => [c.number, c.kind]),
    watching && [watching.number, watching.firesInS !== null, watching.vetoed],
    group && [group.id, group.pass],
    desk.sounds.map((s) => s.id),
    last && [last.door, last.from, last.what],
  ]);
};

export interface DeskFeed {
  push(desk: DeskStatus): void;
  newest(): DeskStatus | null;
  readonly stop: Stop;
}

/** Desks as they are told: at once where there is news, else every {@link DESK_MS}, and never twice the same. */
export const deskFeed = (scheduler: Scheduler, tell: (desk: DeskStatus) => void): DeskFeed => {
  let newest: DeskStatus | null = null;
  let news = '';
  let told = '';
  const flush = (): void => {
    const whole = newest ? JSON.stringify(newest) : '';
    if (!newest || whole === told) return;
    told = whole;
    tell(newest);
  };
  return {
    newest: () => newest,
    push(desk) {
      newest = desk;
      const next = newsOf(desk);
      if (next === news) return;
      news = next;
      flush();
    },
    stop: scheduler.every(DESK_MS, flush),
  };
};

const left = (newest: Heard, n: number): Heard => ({
  ...newest,
  from: '',
  said: '…',
  did: null,
  why: { en: `${n} more messages, not listed here`, ko: `그 밖의 메시지 ${n}개는 생략` },
});

export interface HeardFeed {
  push(list: readonly Heard[]): void;
  recent(): readonly Heard[];
  readonly stop: Stop;
}

/** Messages of peers as they are told: four times a second, of many the newest, and how many were left out. */
export const heardFeed = (
  scheduler: Scheduler,
  tell: (list: readonly Heard[]) => void,
): HeardFeed => {
  const recent = ring<Heard>(KEPT_HEARD);
  let fresh: Heard[] = [];
  let more = 0;
  const flush = (): void => {
    const [first] = fresh;
    if (!first) return;
    const list = more > 0 ? [left(first, more), ...fresh] : fresh;
    fresh = [];
    more = 0;
    for (const heard of list) recent.push(heard);
    tell(list);
  };
  return {
    push(list) {
      for (const heard of list) {
        fresh.push(withoutWords(heard));
        if (fresh.length <= MOST_HEARD) continue;
        fresh.shift();
        more++;
      }
    },
    recent: () => recent.toArray(),
    stop: scheduler.every(HEARD_MS, flush),
  };
};
