import { YeounError } from '#contracts/errors';
import type { Engine, EngineInfo, Painted } from '../engine.ts';
import { openCourse, type Step, sane } from './course.ts';
import { type Desk, newDesk, openDesk } from './desk.ts';
import { copied, emptied, type Frame, openRoom } from './frame.ts';
import { type HandParts, openHands } from './hands.ts';
import type { Layout } from './layout.ts';
import type { Matter, Provider } from './matter.ts';
import type { Noise } from './noise.ts';
import { paint } from './paint.ts';
import { shareOf } from './share.ts';
import { ALONE, HandLost } from './team.ts';
import { openTheatre } from './theatre.ts';
import { warmUp } from './warm.ts';

export const DREAM: EngineInfo = {
  id: 'dream',
  title: { en: 'Dream, the embedded engine', ko: '꿈, 내장 엔진' },
  lines: [256, 512],
  understands: { words: true, sketch: true, affect: true, movement: true },
  cost: { ms: 22, memoryMb: 300 },
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
  const theatre = openTheatre();
  let room = openRoom();
  /** The frame that is painted in, and how many pictures since it was empty. */
  let canvas: { readonly frame: Frame; count: number } | null = null;
  const hands = openHands(handParts ?? null, modelsDir);

  const onto = (frame: Frame, count: number) => {
    const next = { frame, count };
    canvas = next;
    hands.onto({ frame, layouts: theatre.layouts });
    return next;
  };
  const canvasOf = (lines: number) =>
    canvas?.frame.lines === lines ? canvas : onto(room.frame(lines), 0);

  /** Another hand may still write where it was at: what is there goes on in a room of its own. */
  const rescued = ({ frame, count }: { readonly frame: Frame; readonly count: number }): Frame => {
    room = openRoom();
    return onto(copied(frame, room.frame(frame.lines)), count).frame;
  };

  /** Paints with whoever comes. Where one is lost the same rows are painted anew, alone. */
  const painted = async ({ of, coming }: Step, dtS: number, lines: number): Promise<Frame> => {
    if (!desk) throw unprepared();
    const now = canvasOf(lines);
    const all = { ...of, ...shareOf(now.count, lines) };
    now.count += 1;
    const stage = theatre.stand(all);
    const layout = theatre.layouts[stage] as Layout;
    const called = hands.call(all, stage);
    try {
      theatre.ahead(coming, dtS);
      await paint(now.frame, layout, desk, all, called.team);
      called.done();
      return now.frame;
    } catch (error) {
      called.fail();
      canvas = null;
      if (!(error instanceof HandLost)) {
        room = openRoom();
        throw error;
      }
      hands.letGo(error.message);
      const frame = rescued(now);
      await paint(frame, layout, desk, all, ALONE);
      return frame;
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
      const handLost = hands.lost();
      return {
        ...DREAM,
        runsOn: desk?.matter.provider ?? 'cpu',
        hands: 1 + hands.count(),
        ...(handLost !== null && { handLost }),
      };
    },
    prepare,
    async paint(request): Promise<Painted> {
      if (!desk) throw unprepared();
      const lines = Math.min(LARGEST, Math.max(SMALLEST, Math.round(sane(request.lines, 256))));
      const dtS = Math.min(LONGEST_S, Math.max(0, sane(request.dtS, 0)));
      // A cut shows a world of its own, new in every row.
      if (request.cut === true && canvas) canvas = { frame: emptied(canvas.frame), count: 0 };
      const { rgb, relief } = await painted(course.step(request, dtS), dtS, lines);
      return { width: lines, height: lines, rgb: rgb.slice(), relief: relief.slice() };
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
