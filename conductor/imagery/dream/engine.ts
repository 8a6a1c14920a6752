import { YeounError } from '#contracts/errors';
import type { Engine, EngineInfo, Painted } from '../engine.ts';
import { openCourse, sane } from './course.ts';
import { type Desk, newDesk, openDesk } from './desk.ts';
import { newFrame } from './frame.ts';
import type { PaintOf } from './given.ts';
import { type Canvas, type HandParts, openHands } from './hands.ts';
import { newLayout, stand } from './layout.ts';
import type { Matter, Provider } from './matter.ts';
import type { Noise } from './noise.ts';
import { paint } from './paint.ts';
import { shareOf } from './share.ts';
import { HandLost } from './team.ts';
import { warmUp } from './warm.ts';

export const DREAM: EngineInfo = {
  id: 'dream',
  title: { en: 'Dream, the embedded engine', ko: '꿈, 내장 엔진' },
  lines: [256, 512],
  understands: { words: true, sketch: true, affect: true, movement: true },
  cost: { ms: 17, memoryMb: 250 },
  guarded: false,
};

/** A picture that was long in coming moves the world no further than this. */
const LONGEST_S = 0.25;
/** Sizes a caller may ask for. */
const SMALLEST = 16;
const LARGEST = 1024;

/** What films may share: the network and the noise it is asked with. One picture at a time. */
export interface DreamParts {
  readonly matter: Matter;
  readonly noise: Noise;
}

/** Loads what films may share. Rejects as `openMatter` does. */
export const dreamParts = (modelsDir: string): Promise<DreamParts> => openDesk(modelsDir);

export interface DreamOptions {
  readonly modelsDir: string;
  /** Hands that paint along; absent: the engine paints alone. */
  readonly hands?: HandParts;
  /** Finds out what the network is to run on; absent: the processor. */
  readonly provider?: () => Promise<Provider>;
}

/**
 * The engine that ships: words become a place, the place becomes matter and light.
 * @param shared taken instead of loading; whoever loaded it lets it go
 */
export const openDream = (
  { modelsDir, hands: handParts, provider }: DreamOptions,
  shared?: DreamParts,
): Engine => {
  let desk: Desk | null = shared ? newDesk(shared.noise, shared.matter) : null;
  let course = openCourse();
  let canvas: (Canvas & { count: number }) | null = null;
  const hands = openHands(handParts ?? null, modelsDir);

  const canvasOf = (lines: number) => {
    if (canvas?.frame.lines === lines) return canvas;
    canvas = { frame: newFrame(lines), layout: newLayout(), count: 0 };
    hands.onto({ frame: canvas.frame, layout: canvas.layout });
    return canvas;
  };

  /** Paints with whoever comes. Where one is lost the picture is painted anew, alone, where nobody else writes. */
  const painted = async (of: ReturnType<typeof course.step>, lines: number): Promise<Canvas> => {
    if (!desk) throw unprepared();
    const onto = canvasOf(lines);
    const all: PaintOf = { ...of, ...shareOf(onto.count, lines) };
    onto.count += 1;
    stand(onto.layout, all);
    const called = hands.call(all);
    try {
      await paint(onto.frame, onto.layout, desk, all, called.team);
      called.done();
      return onto;
    } catch (error) {
      called.fail();
      canvas = null;
      hands.letGo();
      if (!(error instanceof HandLost)) throw error;
      return painted(of, lines);
    }
  };

  /** A graphics card that does not come after all is done without. */
  const opened = async (): Promise<Desk> => {
    const wanted = (await provider?.().catch(() => null)) ?? 'cpu';
    if (wanted === 'cpu') return openDesk(modelsDir);
    return openDesk(modelsDir, { provider: wanted }).catch(() => openDesk(modelsDir));
  };

  const prepare = async (): Promise<void> => {
    let opening: Promise<void> = Promise.resolve();
    try {
      if (desk) opening = hands.open(true);
      else {
        // Who asks a graphics card asks it for all.
        desk = await opened();
        opening = hands.open(desk.matter.provider === 'cpu');
        await warmUp(desk);
      }
      await opening;
    } catch (error) {
      await opening;
      await hands.close();
      throw error;
    }
  };

  return {
    get info() {
      return { ...DREAM, runsOn: desk?.matter.provider ?? 'cpu', hands: 1 + hands.count() };
    },
    prepare,
    async paint(request): Promise<Painted> {
      if (!desk) throw unprepared();
      const lines = Math.min(LARGEST, Math.max(SMALLEST, Math.round(sane(request.lines, 256))));
      const dtS = Math.min(LONGEST_S, Math.max(0, sane(request.dtS, 0)));
      // A cut shows a world of its own, new in every row.
      if (request.cut === true) canvas = null;
      const { frame } = await painted(course.step(request, dtS), lines);
      return { width: lines, height: lines, rgb: frame.rgb.slice(), relief: frame.relief.slice() };
    },
    async dispose() {
      await hands.close();
      if (!shared) await desk?.matter.close();
      desk = null;
      canvas = null;
      course = openCourse();
    },
  };
};

const unprepared = (): YeounError =>
  new YeounError(
    'imagery/not-prepared',
    DREAM.id,
    'was asked before it was prepared.',
    'Call prepare first.',
  );
