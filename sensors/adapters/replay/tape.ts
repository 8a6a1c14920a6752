import type { SampleBlock, SourceInfo, StreamInfo } from '#contracts/sensor';

/** A source of a recording with its streams. */
export interface TapeSource {
  readonly info: SourceInfo;
  readonly streams: readonly StreamInfo[];
}

/** What a recording says while it plays; times are those of the recording. */
export interface TapeOutlet {
  announce(source: TapeSource): void;
  emit(block: SampleBlock): void;
  refuse(where: string, what: string): void;
}

/** Plays forward once. */
export interface Cursor {
  /** Hands on everything up to and with `untilMs`. False when nothing comes after. */
  play(untilMs: number, outlet: TapeOutlet): boolean;
  close(): void;
}

/** A recording that was opened and understood. */
export interface Tape {
  /** Time of its first sample, Unix ms as recorded. */
  readonly startMs: number;
  /** A new pass that leaves out everything before `fromMs`. Announces its sources itself. */
  cursor(fromMs: number): Cursor;
}
