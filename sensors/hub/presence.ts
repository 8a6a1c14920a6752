import type { SourceState } from '#contracts/sensor';
import type { Board } from './board.ts';
import type { SourceDesk } from './source-desk.ts';
import type { StandIn } from './stand-in.ts';
import type { HubLog } from './types.ts';

const IDLE: ReadonlySet<SourceState> = new Set(['ended', 'waiting', 'failed', 'stale']);

/** Who is on stage and who stands aside. */
export interface Presence {
  /** Whether a source stands aside now; coming and going, it forgets. */
  aside(desk: SourceDesk, nowMs: number): boolean;
  /** Logs a source that fell silent or came back. */
  notice(desk: SourceDesk, nowMs: number): void;
  /** Of those that give nothing (ended, waiting, failed, stale) the one that has done so longest. */
  idlest(desks: Iterable<SourceDesk>, nowMs: number): SourceDesk | undefined;
  /** Forgets a source that is gone for good. */
  forget(sourceId: string): void;
}

export const presence = (stand: StandIn, values: Board, log: HubLog): Presence => {
  const sentAside = new Set<string>();
  const states = new Map<string, SourceState>();
  const idleMs = new Map<string, number>();
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
  const notice = (desk: SourceDesk, nowMs: number): void => {
    const { id, bodyId } = desk.info;
    const state = desk.state(nowMs, aside(desk, nowMs));
    const before = states.get(id);
    states.set(id, state);
    if (before === state) return;
    if (!IDLE.has(state)) idleMs.delete(id);
    else if (!idleMs.has(id)) idleMs.set(id, nowMs);
    const text = `source ${id} of ${bodyId} is ${state}`;
    if (state === 'stale' || state === 'failed') log.warn('hub', text);
    else log.info('hub', text);
  };
  return {
    aside,
    notice,
    idlest(desks, nowMs) {
      let found: SourceDesk | undefined;
      let longestMs = Number.POSITIVE_INFINITY;
      for (const desk of desks) {
        notice(desk, nowMs);
        const sinceMs = idleMs.get(desk.info.id) ?? Number.POSITIVE_INFINITY;
        if (sinceMs >= longestMs) continue;
        found = desk;
        longestMs = sinceMs;
      }
      return found;
    },
    forget(sourceId) {
      sentAside.delete(sourceId);
      states.delete(sourceId);
      idleMs.delete(sourceId);
      values.forget(sourceId);
    },
  };
};
