import type { DisplayStatus } from '#contracts/status';
import type { ClientMessage } from '#contracts/wire';

type Ack = Extract<ClientMessage, { t: 'ack' }>;

/** A display that left stays in the list for so long, as lost. */
export const LOST_MS = 60_000;
/** A display that acknowledges nothing for so long counts as slow. */
export const SILENT_MS = 3000;
/** Fewer pictures a second than this look like single pictures. */
export const SLOW_FPS = 12;
const MOST = 256;

export interface Displays {
  joined(id: string, nowMs: number): void;
  acked(id: string, ack: Ack, nowMs: number): void;
  left(id: string, nowMs: number): void;
  /** Everybody, in the order of their first joining. */
  list(nowMs: number): DisplayStatus[];
}

interface Entry {
  connections: number;
  heardMs: number;
  ack: Ack | null;
}

/** Keeps who shows the stage, by the id a display keeps over reconnects. */
export const displays = (): Displays => {
  const byId = new Map<string, Entry>();

  const forget = (nowMs: number): void => {
    for (const [id, entry] of byId) {
      if (entry.connections === 0 && nowMs - entry.heardMs > LOST_MS) byId.delete(id);
    }
    const lost = [...byId].find(([, entry]) => entry.connections === 0);
    if (byId.size >= MOST && lost) byId.delete(lost[0]);
  };

  const stateOf = (entry: Entry, nowMs: number): DisplayStatus['state'] => {
    if (entry.connections === 0) return 'lost';
    const isSilent = nowMs - entry.heardMs > SILENT_MS;
    return isSilent || (entry.ack !== null && entry.ack.fps < SLOW_FPS) ? 'slow' : 'live';
  };

  return {
    joined(id, nowMs) {
      forget(nowMs);
      const entry = byId.get(id) ?? { connections: 0, heardMs: nowMs, ack: null };
      byId.set(id, entry);
      entry.connections++;
      entry.heardMs = nowMs;
    },
    acked(id, ack, nowMs) {
      const entry = byId.get(id);
      if (!entry) return;
      entry.ack = ack;
      entry.heardMs = nowMs;
    },
    left(id, nowMs) {
      const entry = byId.get(id);
      if (!entry) return;
      entry.connections = Math.max(0, entry.connections - 1);
      entry.heardMs = nowMs;
    },
    list(nowMs) {
      forget(nowMs);
      return [...byId].map(([id, entry]) => ({
        id,
        state: stateOf(entry, nowMs),
        frames: entry.ack?.frames ?? 0,
        rung: entry.ack?.rung ?? 'local',
        fps: entry.ack?.fps ?? 0,
        ...(entry.ack?.sound && { sound: entry.ack.sound }),
        ...(entry.ack?.unplayable && { unplayable: entry.ack.unplayable }),
      }));
    },
  };
};
