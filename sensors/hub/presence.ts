import type { SourceState } from '#contracts/sensor';
import type { Board } from './board.ts';
import type { SourceDesk } from './source-desk.ts';
import type { StandIn } from './stand-in.ts';
import type { HubLog } from './types.ts';

/** Who is on stage and who stands aside. */
export interface Presence {
  /** Whether a source stands aside now; coming and going, it forgets. */
  aside(desk: SourceDesk, nowMs: number): boolean;
  /** Logs a source that fell silent or came back. */
  notice(desk: SourceDesk, nowMs: number): void;
}

export const presence = (stand: StandIn, values: Board, log: HubLog): Presence => {
  const sentAside = new Set<string>();
  const states = new Map<string, SourceState>();
  const aside = (desk: SourceDesk, nowMs: number): boolean => {
    const { id, kind, bodyId } = desk.info;
    const now = stand.aside(kind, bodyId, nowMs);
    if (now === sentAside.has(id)) return now;
    if (now) {
      sentAside.add(id);
      values.forget(id);
    } else sentAside.delete(id);
    for (const stream of desk.streams.values()) stream.restart();
    return now;
  };
  return {
    aside,
    notice(desk, nowMs) {
      const { id, bodyId } = desk.info;
      const state = desk.state(nowMs, aside(desk, nowMs));
      const before = states.get(id);
      states.set(id, state);
      if (before === state) return;
      const text = `source ${id} of ${bodyId} is ${state}`;
      if (state === 'stale' || state === 'failed') log.warn('hub', text);
      else log.info('hub', text);
    },
  };
};
