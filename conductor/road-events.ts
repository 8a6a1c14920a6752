import type { Act } from '#contracts/act';
import type { FeatureValue } from '#contracts/feature';
import type { MovementFrame } from '#contracts/movement';
import type { OutputLevels } from '#contracts/output';
import type { Remembered } from '#contracts/picture';
import type { SampleBlock, SourceInfo, StreamInfo } from '#contracts/sensor';
import type { SoundDesk } from '#contracts/sound';
import type { StageState } from '#contracts/stage';
import { type Emitter, emitter } from './kernel/emitter.ts';
import type { DirectorNote } from './show/director.ts';
import type { Started } from './show/state.ts';
import type { Felt, Told } from './told.ts';

/** What comes down the road, each told at the moment it happens. */
export interface RoadEvents {
  readonly stages: Emitter<StageState>;
  readonly movement: Emitter<MovementFrame>;
  readonly features: Emitter<readonly FeatureValue[]>;
  readonly blocks: Emitter<SampleBlock>;
  /** Sources, when they appear and when their streams change. */
  readonly announced: Emitter<{
    readonly info: SourceInfo;
    readonly streams: readonly StreamInfo[];
  }>;
  readonly notes: Emitter<readonly DirectorNote[]>;
  /** What cues tell others, once each, when it is due. */
  readonly acts: Emitter<Act>;
  /** Each cue as it starts, and when that was due. */
  readonly started: Emitter<Started>;
  /** All that sounds, whenever it changes. */
  readonly sounds: Emitter<SoundDesk>;
  /** What cues leave to displays of their light, whenever it changes. */
  readonly outputs: Emitter<OutputLevels>;
  /** What was asked for, whatever came of it. */
  readonly asked: Emitter<Told>;
  /** Memories with their words: for what paints them, and for nothing that keeps, tells or logs (WIRE-38). */
  readonly remembered: Emitter<Remembered>;
  /** What came from outside the features, for one body or for all (`null`). */
  readonly felt: Emitter<Felt>;
  /** When each tick began and how long it worked. */
  readonly work: Emitter<{ readonly atMs: number; readonly tookMs: number }>;
}

export const roadEvents = (): RoadEvents => ({
  stages: emitter(),
  movement: emitter(),
  features: emitter(),
  blocks: emitter(),
  announced: emitter(),
  notes: emitter(),
  acts: emitter(),
  started: emitter(),
  sounds: emitter(),
  outputs: emitter(),
  asked: emitter(),
  remembered: emitter(),
  felt: emitter(),
  work: emitter(),
});
