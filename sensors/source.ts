import type { z } from 'zod';
import type { Text } from '#contracts/ids';
import type { SampleBlock, SourceInfo, SourceState, StreamInfo } from '#contracts/sensor';
import type { Announce } from '#contracts/wire';
import type { OpenTakeFiles } from './recording/files.ts';

/** Stops what was started. Calling it twice is harmless. */
export type Stop = () => void;

/** Time and timers as an adapter sees them; the kernel's scheduler fits. */
export interface Timing {
  nowMs(): number;
  at(atMs: number, fn: () => void): Stop;
  every(periodMs: number, fn: (dueMs: number) => void): Stop;
}

export type OscArgument = number | string | boolean | null | bigint | Uint8Array;

/** OSC messages as they come in; the conductor owns the socket. */
export interface OscInlet {
  on(fn: (message: { address: string; args: readonly OscArgument[]; from: string }) => void): Stop;
}

/** A page or program with the role `sensor`, by the id of its hello. */
export type PageEvent =
  | { readonly t: 'announce'; readonly page: string; readonly announce: Announce }
  /** `atMs` is show time as the page knows it, or null where it names none. */
  | {
      readonly t: 'samples';
      readonly page: string;
      readonly handle: number;
      readonly atMs: number | null;
      /** Values a frame as the page believes; null where it does not say. */
      readonly channels: number | null;
      readonly data: Float32Array;
    }
  | {
      readonly t: 'state';
      readonly page: string;
      readonly source: string;
      readonly state: 'waiting' | 'ended' | 'failed';
      readonly reason?: Text;
    }
  | { readonly t: 'left'; readonly page: string };

/** Sensor pages as they speak; the conductor owns the socket. */
export interface PageInlet {
  on(fn: (event: PageEvent) => void): Stop;
}

/** What an adapter hears and says while it runs. */
export interface SourceContext {
  readonly timing: Timing;
  readonly osc: OscInlet;
  readonly pages: PageInlet;
  /** How the files of a take are read; as they lie where absent. */
  readonly takeFiles?: OpenTakeFiles;
  /** Announces a source before its first block; again when its streams change. */
  announce(info: SourceInfo, streams: readonly StreamInfo[]): void;
  /** Hands on samples. Blocks of one stream must not step back in time. */
  emit(block: SampleBlock): void;
  /** Says that a source waits, ended or failed, and why. live and stale follow from the samples. */
  state(sourceId: string, state: SourceState, reason?: Text): void;
  /** For a malformed message: counted, and logged seldom. */
  refuse(where: string, what: string): void;
}

/**
 * One kind of source. `open` may announce one source (a recording) or many (OSC senders as they appear).
 * Throws a typed error if it cannot begin; after that it reports by `state`.
 */
export interface Adapter<Options = unknown> {
  readonly kind: string;
  readonly title: Text;
  /** What the options mean, for `--help`. */
  readonly help: string;
  /** Parses what stands behind the colon of `--source kind:key=value,key=value`. */
  readonly options: z.ZodType<Options>;
  open(options: Options, context: SourceContext): Stop | Promise<Stop>;
}
