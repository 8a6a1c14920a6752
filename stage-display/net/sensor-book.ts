import type { Text } from '#contracts/ids';
import type { Announce, ClientMessage } from '#contracts/wire';
import type { SensorSource } from './sensor-types.ts';

type SourceSaid = Extract<ClientMessage, { t: 'source-state' }>;

/** What is still to be said of a source. */
export interface Due {
  readonly source: string;
  readonly announce: Announce | null;
  readonly said: SourceSaid | null;
}

/** What a sensor page has to say of its sources, and what of it this connection has heard. */
export interface SensorBook {
  announce(source: SensorSource): void;
  say(source: string, state: SourceSaid['state'], reason?: Text): void;
  /** The number of a stream and how wide its frames are. */
  line(
    source: string,
    stream: string,
  ): { readonly handle: number; readonly channels: number } | null;
  due(): readonly Due[];
  told(source: string): void;
  isTold(source: string): boolean;
  /** Samples of it went out: what was said of its waiting is over. */
  spoke(source: string): void;
  /** A new connection has heard nothing yet. */
  restart(): void;
}

interface Entry {
  readonly announce: Announce;
  readonly lines: ReadonlyMap<string, { readonly handle: number; readonly channels: number }>;
  said: SourceSaid | null;
  announceDue: boolean;
  saidDue: boolean;
}

export const sensorBook = (): SensorBook => {
  const entries = new Map<string, Entry>();
  const handles = new Map<string, number>();

  /** A stream keeps its number over renewals of its source. */
  const handleOf = (source: string, stream: string): number => {
    const key = `${source}\n${stream}`;
    const handle = handles.get(key) ?? handles.size;
    handles.set(key, handle);
    return handle;
  };

  return {
    announce({ id, device, body, label, streams }) {
      const numbered = streams.map((s) => ({ ...s, handle: handleOf(id, s.name) }));
      entries.set(id, {
        announce: {
          t: 'announce',
          source: id,
          device,
          ...(body !== undefined && { body }),
          label,
          streams: numbered,
        },
        lines: new Map(
          numbered.map((s) => [s.name, { handle: s.handle, channels: s.channels.length }]),
        ),
        said: entries.get(id)?.said ?? null,
        announceDue: true,
        saidDue: entries.get(id)?.saidDue ?? false,
      });
    },
    say(source, state, reason) {
      const entry = entries.get(source);
      if (!entry) return;
      entry.said = { t: 'source-state', source, state, ...(reason && { reason }) };
      entry.saidDue = true;
    },
    line: (source, stream) => entries.get(source)?.lines.get(stream) ?? null,
    due: () =>
      [...entries]
        .filter(([, e]) => e.announceDue || e.saidDue)
        .map(([source, e]) => ({
          source,
          announce: e.announceDue ? e.announce : null,
          said: e.saidDue ? e.said : null,
        })),
    told(source) {
      const entry = entries.get(source);
      if (entry) entry.announceDue = entry.saidDue = false;
    },
    isTold: (source) => entries.get(source)?.announceDue === false,
    spoke(source) {
      const entry = entries.get(source);
      if (!entry) return;
      entry.said = null;
      entry.saidDue = false;
    },
    restart() {
      for (const entry of entries.values()) {
        entry.announceDue = true;
        entry.saidDue = entry.said !== null;
      }
    },
  };
};
