import { affectState } from '#contracts/affect';
import type { ImageryStatus, PictureFrame } from '#contracts/picture';
import type { Show } from '#contracts/show';
import type { StageState } from '#contracts/stage';
import type { Lamp } from '#contracts/status';
import type {
  Engine,
  EngineInfo,
  EngineRecord,
  Painted,
  PaintRequest,
} from '../../conductor/imagery/engine.ts';
import type { PictureFile } from '../../conductor/imagery/file.ts';
import { type Film, openFilm } from '../../conductor/imagery/film.ts';
import type { Given } from '../../conductor/imagery/memory.ts';
import type { PictureWish } from '../../conductor/imagery/plan.ts';
import type {
  FromEvolver,
  FromStudio,
  ToEvolver,
  ToStudio,
} from '../../conductor/imagery/studio-protocol.ts';
import { type ManualClock, manualClock } from '../../conductor/kernel/manual-clock.ts';
import type { Hears, StartThread } from '../../conductor/kernel/thread.ts';
import { cue, makeShow } from '../show/support.ts';

export const T0 = 1_700_000_000_000;

export const INFO: EngineInfo = {
  id: 'gradient',
  title: { en: 'Gradient', ko: '기울기' },
  lines: [256, 512],
  understands: { words: true, sketch: true, affect: true, movement: true },
  cost: { ms: 1, memoryMb: 1 },
  guarded: false,
};

/** A small real engine: a slope of light that turns with time, steeper the more words are remembered. */
export const paintGradient = ({
  lines,
  atMs,
  memory,
  seed,
}: Pick<PaintRequest, 'lines' | 'atMs' | 'memory' | 'seed'>): Painted => {
  const rgb = new Uint8Array(lines * lines * 3);
  const relief = new Uint8Array(lines * lines);
  const turn = atMs / 2000 + seed;
  const words = memory.parts.reduce((sum, { text }) => sum + text.length, 0) % 64;
  for (let y = 0; y < lines; y++)
    for (let x = 0; x < lines; x++) {
      const i = y * lines + x;
      const slope = (x * Math.cos(turn) + y * Math.sin(turn)) / lines;
      rgb[i * 3] = 96 + 60 * slope;
      rgb[i * 3 + 1] = 90 + 40 * slope + words;
      rgb[i * 3 + 2] = 80 + 20 * slope;
      relief[i] = 128 + 100 * slope;
    }
  return { width: lines, height: lines, rgb, relief };
};

export const gradient = (change: (painted: Painted) => Painted = (p) => p): EngineRecord => ({
  info: INFO,
  open: (): Engine => ({
    info: INFO,
    prepare: async () => {},
    paint: async (request) => change(paintGradient(request)),
    dispose: async () => {},
  }),
});

export const fileOf = (lines: number, mark = 0): PictureFile => ({
  width: lines,
  height: lines,
  hasRelief: true,
  format: 'jpeg',
  bytes: Uint8Array.from([0xff, 0xd8, mark]),
});

export const stageAt = (atMs: number, parts: Partial<StageState> = {}): StageState => ({
  seq: 1,
  atMs,
  cue: '1',
  standby: '2',
  scene: 'a',
  layers: [{ entry: 'a', weight: 1, look: { light: 0.5, horizon: 0.4, warmth: 0.6 } }],
  palette: {
    deep: [0, 0, 0],
    shade: [0.2, 0.2, 0.2],
    paper: [0.8, 0.8, 0.7],
    light: [1, 1, 1],
    accent: [0.5, 0.2, 0.2],
  },
  master: 1,
  grandMaster: 1,
  blackout: 0,
  panic: 0,
  frozen: false,
  intendedBlack: false,
  cut: false,
  affect: affectState({
    positive: 0.5,
    negative: 0.25,
    arousal: 0.3,
    confidence: 0.7,
    source: 'live',
    atMs,
  }),
  beats: 1,
  breath: 0.5,
  ...parts,
});

/** Two cues; the scene of the first shows pictures here, that of the second does not. */
export const SHOW: Show = makeShow([cue('1', 'a', { memory: 'garden' }), cue('2', 'b')], {
  memories: { garden: { text: 'a garden of sunflowers' } },
});
export const GARDEN = { parts: [{ text: 'a garden of sunflowers', weight: 1 }], sketch: [] };

/** A thread that a test answers by hand. */
export interface FakeThread<To, From> {
  readonly heard: To[];
  readonly say: Hears<From>;
  ended: boolean;
}

export const fakeThreads = <To, From>() => {
  const all: FakeThread<To, From>[] = [];
  const start = (hears: Hears<From>) => {
    const thread: FakeThread<To, From> = { heard: [], say: hears, ended: false };
    all.push(thread);
    return {
      post: (message: To) => void thread.heard.push(message),
      end: async () => {
        thread.ended = true;
      },
    };
  };
  return { all, start };
};

type Paint = Extract<ToStudio, { t: 'paint' }>;
type Evolve = Extract<ToEvolver, { t: 'evolve' }>;

export interface TestFilm {
  readonly film: Film;
  readonly clock: ManualClock;
  readonly frames: PictureFrame[];
  /** When each went out. */
  readonly sentMs: number[];
  readonly lamps: (Lamp | null)[];
  readonly studios: FakeThread<ToStudio, FromStudio>[];
  readonly evolvers: FakeThread<ToEvolver, FromEvolver>[];
  wish: PictureWish;
  /** How the engine answers a request; the default paints in 20 ms. */
  engine: (
    request: Paint,
    say: (message: FromStudio) => void,
    after: (ms: number, fn: () => void) => void,
  ) => void;
  /** How the engine's thread answers when it is to open; ready where a test does not say. */
  opens: (studio: FakeThread<ToStudio, FromStudio>) => unknown;
  /** What the states of the stage are besides their time. */
  stage: Partial<StageState>;
  given: Given | undefined;
  /** Lets `seconds` go by at 60 states a second. */
  run(seconds: number): void;
  status(): ImageryStatus;
}

let marks = 0;
/** A good picture after `ms`. */
export const paints =
  (ms: number, print = () => ++marks): TestFilm['engine'] =>
  ({ id, request }, say, after) =>
    after(ms, () => {
      say({ t: 'free', id });
      say({ t: 'painted', id, files: [fileOf(request.lines, 1)], print: print(), paintMs: ms });
    });

type Studios = StartThread<ToStudio, FromStudio>;

/**
 * A film on a manual clock, with threads of which the engine's answers as the test says.
 * @param behind what stands between the engine's thread and the film
 */
export const testFilm = (
  behind: (start: Studios, clock: ManualClock) => Studios = (start) => start,
): TestFilm => {
  const clock = manualClock(T0);
  const studios = fakeThreads<ToStudio, FromStudio>();
  const evolvers = fakeThreads<ToEvolver, FromEvolver>();
  const frames: PictureFrame[] = [];
  const sentMs: number[] = [];
  const lamps: (Lamp | null)[] = [];
  const after = (ms: number, fn: () => void): void => void clock.at(clock.nowMs() + ms, fn);
  const answered = { studio: 0, evolver: 0 };
  let [studiosSeen, evolversSeen] = [0, 0];

  const serve = (): void => {
    for (; studiosSeen < studios.all.length; studiosSeen++) answered.studio = 0;
    for (; evolversSeen < evolvers.all.length; evolversSeen++) {
      answered.evolver = 0;
      evolvers.all[evolversSeen]?.say.message({ t: 'ready' });
    }
    const studio = studios.all.at(-1);
    for (; studio && answered.studio < studio.heard.length; answered.studio++) {
      const message = studio.heard[answered.studio];
      if (message?.t === 'open') after(50, () => self.opens(studio));
      if (message?.t === 'paint')
        self.engine(message, (m) => !studio.ended && studio.say.message(m), after);
    }
    const evolver = evolvers.all.at(-1);
    for (; evolver && answered.evolver < evolver.heard.length; answered.evolver++) {
      const message = evolver.heard[answered.evolver];
      if (message?.t === 'evolve') after(8, () => evolver.say.message(evolvedOf(message)));
    }
  };
  const evolvedOf = ({ id }: Evolve): FromEvolver => ({
    t: 'evolved',
    id,
    files: [fileOf(256, 2)],
  });

  const film = openFilm({
    nowMs: clock.nowMs,
    startStudio: behind(studios.start, clock),
    startEvolver: evolvers.start,
    engine: null,
    modelsDir: 'nowhere',
    publish(all) {
      frames.push(...all.slice(0, 1));
      sentMs.push(clock.nowMs());
    },
    wish: () => self.wish,
    lamp: (lamp) => void lamps.push(lamp),
    shows: (scene) => scene === 'tide',
    given: () => self.given,
  });
  const self = {
    film,
    clock,
    frames,
    sentMs,
    lamps,
    studios: studios.all,
    evolvers: evolvers.all,
    wish: { rateHz: 30, lines: 256, small: false, watchers: 1 } as PictureWish,
    engine: paints(20),
    opens: (studio: FakeThread<ToStudio, FromStudio>) =>
      studio.ended || studio.say.message({ t: 'ready', info: INFO }),
    stage: {} as Partial<StageState>,
    given: undefined as Given | undefined,
    run(seconds: number) {
      const end = clock.nowMs() + seconds * 1000;
      while (clock.nowMs() < end - 1e-6) {
        clock.advance(1000 / 60);
        film.stage(stageAt(clock.nowMs(), self.stage));
        serve();
      }
    },
    status: film.status,
  };
  film.follow({ show: SHOW, memories: { garden: GARDEN } });
  return self;
};
