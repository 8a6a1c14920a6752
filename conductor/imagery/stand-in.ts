import type { StartThread } from '../kernel/thread.ts';
import { openEvolver } from './evolver.ts';
import type { PictureFile } from './file.ts';
import type { FromEvolver, ToEvolver } from './studio-protocol.ts';

export interface StandInParts {
  readonly start: StartThread<ToEvolver, FromEvolver>;
  /** An evolved picture of the stage's time `atMs`. */
  evolved(files: readonly PictureFile[], atMs: number): void;
}

/** What is asked of it. */
export interface StandInAsk {
  /** How much of the engine's newest picture there is in it, 0..1. */
  readonly share: number;
  readonly sizes: readonly number[];
  readonly stageMs: number;
}

/** The last picture, which goes on by itself where the engine's do not come, and gives way to them again. */
export interface StandIn {
  /** Time passes: `dtS` seconds of the stage's. */
  beat(nowMs: number, dtS: number): void;
  /** It may be needed soon: gets the picture ready. Does nothing where it has it or stands in. */
  ready(last: PictureFile, seed: number): void;
  begin(last: PictureFile, seed: number, nowMs: number): void;
  /** The engine's newest picture, which comes out of it; null: none does now. */
  toward(file: PictureFile | null): void;
  ask(ask: StandInAsk, nowMs: number): void;
  end(): void;
  /** Since when it stands in; null: it does not. */
  sinceMs(): number | null;
  /** True while a picture of the engine comes out of it. */
  givesWay(): boolean;
  /** False while its thread is not there. */
  isThere(): boolean;
  close(): Promise<void>;
}

export const standIn = ({ start, evolved }: StandInParts): StandIn => {
  let since: number | null = null;
  let tauS = 0;
  let into: PictureFile | null = null;
  let base: PictureFile | null = null;
  let atMs = 0;
  const evolver = openEvolver(start, (files) => {
    // The engine may have been back before it.
    if (since !== null) evolved(files, atMs);
  });
  const take = (last: PictureFile, seed: number): void => {
    if (base === last) return;
    base = last;
    evolver.begin(last, seed);
  };
  return {
    beat(nowMs, dtS) {
      evolver.beat(nowMs);
      tauS += dtS;
    },
    ready(last, seed) {
      if (since === null) take(last, seed);
    },
    begin(last, seed, nowMs) {
      since = nowMs;
      tauS = 0;
      into = null;
      take(last, seed);
    },
    toward(file) {
      into = file;
    },
    ask({ share, sizes, stageMs }, nowMs) {
      if (since === null) return;
      const mixed = into && share > 0 ? { file: into, share } : null;
      if (evolver.ask({ tauS, sizes, into: mixed }, nowMs)) atMs = stageMs;
    },
    end() {
      since = null;
      into = null;
    },
    sinceMs: () => since,
    givesWay: () => into !== null,
    isThere: () => evolver.isThere,
    close: evolver.close,
  };
};
