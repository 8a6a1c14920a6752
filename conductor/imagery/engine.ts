import type { Text } from '#contracts/ids';
import type { Remembered } from '#contracts/picture';

/** What an engine is asked to paint. Everything is 0..1 where no unit is named. */
export interface PaintRequest {
  /** Pictures are square: so many lines and columns. */
  readonly lines: number;
  readonly seed: number;
  /** What is remembered: words and sketch. The same object as long as it is the same memory. */
  readonly memory: Remembered;
  /** Show time, and seconds since the request before; 0 while frozen. */
  readonly atMs: number;
  readonly dtS: number;
  /** True in the one request at which a cue asks for a cut: what is asked for is there at once, not on its way. */
  readonly cut?: boolean;
  /** The look of the scene that shows it: see look.ts. */
  readonly look: {
    readonly light: number;
    readonly horizon: number;
    readonly warmth: number;
    readonly weight: number;
    readonly pace: number;
    readonly density: number;
    readonly contrast: number;
    readonly focus: number;
  };
  readonly affect: {
    readonly positive: number;
    readonly negative: number;
    readonly arousal: number;
    readonly confidence: number;
  };
  /** Where she moves (y 0 bottom .. 1 top), how hard, and how little of it was foreseen. */
  readonly movement: {
    readonly x: number;
    readonly y: number;
    readonly energy: number;
    readonly surprise: number;
  };
  readonly breath: number;
}

/** One picture as an engine hands it over. */
export interface Painted {
  readonly width: number;
  readonly height: number;
  /** sRGB, row-major from the top, [height, width, 3]. */
  readonly rgb: Uint8Array;
  /** How near or high the matter stands, [height, width]; null where the engine knows none. */
  readonly relief: Uint8Array | null;
}

/** What an engine can do and what it asks of the machine. */
export interface EngineInfo {
  readonly id: string;
  readonly title: Text;
  /** Sizes it paints natively, smallest first. */
  readonly lines: readonly number[];
  readonly understands: {
    readonly words: boolean;
    readonly sketch: boolean;
    readonly affect: boolean;
    readonly movement: boolean;
  };
  /** Milliseconds a picture at its smallest size on two CPU cores; memory in MB. */
  readonly cost: { readonly ms: number; readonly memoryMb: number };
  /** What its network runs on and how many threads paint, once it is prepared; absent: nothing is known. */
  readonly runsOn?: string;
  readonly hands?: number;
  /** Why fewer threads paint than there is room for, for people; absent: as many as that. */
  readonly handLost?: string;
  /** True where what it paints must pass the safety gate before anybody sees it. */
  readonly guarded: boolean;
}

/** Paints pictures, one at a time. Runs in a thread of its own; what it throws is a failure that the ladder meets. */
export interface Engine {
  /** As it is now: how many threads paint may change from picture to picture. */
  readonly info: EngineInfo;
  /** Loads weights, warms up. Rejects with a typed error that names the file. */
  prepare(): Promise<void>;
  /** @param nowMs the thread's clock, for engines that watch their own pace */
  paint(request: PaintRequest, nowMs: number): Promise<Painted>;
  dispose(): Promise<void>;
}

/** What an engine's network runs on; `auto`: whichever is faster on this machine. */
export type ProviderWish = 'auto' | 'cpu' | 'webgpu';

export interface EngineOptions {
  readonly modelsDir: string;
  /** Absent: `auto`. An engine that has no choice has none. */
  readonly provider?: ProviderWish;
}

/** One line in the registry: `open` is called in the engine's thread. */
export interface EngineRecord {
  readonly info: EngineInfo;
  open(options: EngineOptions): Engine;
}
