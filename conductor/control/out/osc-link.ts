import type { Stop } from '../../kernel/clock.ts';

/** A way to one peer. */
export interface OscWay {
  readonly transport: 'udp' | 'tcp';
  /** True while what is sent now goes out. */
  readonly open: boolean;
  /** The port that answers come to; null over TCP, or before it is known. */
  readonly replyPort: number | null;
  send(packet: Buffer): void;
  readonly close: Stop;
}

/** What a way tells of itself. */
export interface OscWayHears {
  /** It is there, for the first time or again. */
  opened(): void;
  /** It is gone, or did not come; it is tried again unless it is closed. */
  lost(why: string): void;
  packet(bytes: Buffer): void;
}
