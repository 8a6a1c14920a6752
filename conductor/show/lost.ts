import type { ResumePoint } from '#contracts/resume';
import type { Show } from '#contracts/show';
import { cueIndex, cueNumber, nextIndex } from './cues.ts';

const inOrder = new Intl.Collator('en', { numeric: true });

/** The first cue of a show whose number comes after one that is not in it, as people count; null: none does. */
export const afterNumber = (show: Show, number: string): number | null => {
  const index = show.cues.findIndex((cue) => inOrder.compare(cue.number, number) > 0);
  if (index >= 0) return index;
  return show.loop ? 0 : null;
};

/** The last cue of a show whose number comes before one that is not in it; null: none does. */
export const beforeNumber = (show: Show, number: string): number | null => {
  const index = show.cues.findLastIndex((cue) => inOrder.compare(cue.number, number) < 0);
  if (index >= 0) return index;
  return show.loop ? show.cues.length - 1 : null;
};

/** What a cue is besides its number. The memory that its prompt became is named by that. */
const withoutNumber = ({ number: _, memory, ...cue }: Show['cues'][number]): string =>
  JSON.stringify(cue.prompt === undefined ? { memory, ...cue } : cue);

/** The new number of a cue that has only got another one; null: it is gone. */
const renumbered = (before: Show, show: Show, index: number): string | null => {
  const old = before.cues[index];
  if (!old) return null;
  const is = withoutNumber(old);
  const alike = show.cues.filter(
    (cue) => cueIndex(before, cue.number) === null && withoutNumber(cue) === is,
  );
  return alike.length === 1 ? (alike[0]?.number ?? null) : null;
};

/** The same cue in the new list: under its number, or the one it has got. */
const sameOf = (before: Show, show: Show, number: string | null): string | null => {
  const index = cueIndex(before, number);
  if (cueIndex(show, number) !== null || index === null) return number;
  return renumbered(before, show, index) ?? number;
};

/** A memory under the name it has in the new show: that of a prompt goes with its cue. */
const memoryOf = (before: Show, show: Show, memory: string | null): string | null => {
  const of = before.cues.find((cue) => cue.prompt !== undefined && cue.memory === memory);
  const now = of && cueIndex(show, sameOf(before, show, of.number));
  return now === undefined || now === null ? memory : (show.cues[now]?.memory ?? memory);
};

/** The cue in whose place the list goes on: the same, else the next one of the old list that is still there. */
const heirOf = (before: Show, show: Show, number: string): string | null => {
  const index = cueIndex(before, number);
  const same = sameOf(before, show, number);
  if (cueIndex(show, same) !== null || index === null) return same;
  const isThere = (cue: Show['cues'][number]): boolean => cueIndex(show, cue.number) !== null;
  const next = before.cues.slice(index + 1).find(isThere);
  if (next) return next.number;
  const last = before.cues.slice(0, index).findLast(isThere);
  const place = last ? nextIndex(show, cueIndex(show, last.number) ?? 0) : 0;
  return cueNumber(show, place);
};

/**
 * A point of one version of a show for another one: what was to come of a cue that is gone comes of the next one
 * that is still there. The running cue stays what it was, there or not, also under another number.
 */
export const movedOn = (before: Show, show: Show, point: ResumePoint): ResumePoint => {
  const standby = point.standby === null ? null : heirOf(before, show, point.standby);
  const waiting = point.waiting.flatMap((one) => {
    const find = one.kind === 'trigger' ? heirOf : sameOf;
    const number = find(before, show, one.number);
    if (number === null) return [];
    const group = sameOf(before, show, one.group ?? null);
    return [{ ...one, number, ...(group === null ? {} : { group }) }];
  });
  return {
    ...point,
    show: show.id,
    cue: sameOf(before, show, point.cue),
    aim: { ...point.aim, cue: sameOf(before, show, point.aim.cue) },
    paint: { ...point.paint, memory: memoryOf(before, show, point.paint.memory) },
    standby,
    waiting,
    // What was felt for another cue does not count for this one.
    watch: standby === sameOf(before, show, point.standby) ? point.watch : null,
  };
};
