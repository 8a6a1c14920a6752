import type { Stroke } from '#contracts/visit';

/** Strokes on their way: drawn here, and not told back yet. None is lost with a connection that breaks. */
export const outbox = (send: (stroke: Stroke) => boolean) => {
  let waiting: readonly { readonly stroke: Stroke; readonly isSent: boolean }[] = [];
  const flush = (): void => {
    waiting = waiting.map((one) => (one.isSent ? one : { ...one, isSent: send(one.stroke) }));
  };
  return {
    strokes: (): readonly Stroke[] => waiting.map(({ stroke }) => stroke),
    put(stroke: Stroke): void {
      waiting = [...waiting, { stroke, isSent: false }];
      flush();
    },
    flush,
    /** What the conductor has. True: one of ours was in it. */
    known(strokes: readonly Stroke[]): boolean {
      const before = waiting.length;
      const times = new Set(strokes.map(({ atS }) => atS));
      waiting = waiting.filter(({ stroke }) => !times.has(stroke.atS));
      return waiting.length < before;
    },
    /** Nobody knows what arrived before the connection broke: what was not told back goes again. */
    again(): void {
      waiting = waiting.map(({ stroke }) => ({ stroke, isSent: false }));
    },
    clear(): void {
      waiting = [];
    },
  };
};
