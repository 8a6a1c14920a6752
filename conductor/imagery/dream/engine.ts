import { YeounError } from '#contracts/errors';
import type { Engine, EngineInfo, Painted, PaintRequest } from '../engine.ts';
import { pressed } from './bend.ts';
import { type Frame, newFrame } from './frame.ts';
import { type Layout, newLayout } from './layout.ts';
import { type Matter, openMatter } from './matter.ts';
import { type Mood, nextMood } from './mood.ts';
import { MORPH_S, type Morph, openMorph } from './morph.ts';
import { type Noise, openNoise } from './noise.ts';
import { paint, type Ways } from './paint.ts';
import { type Drawn, drawn } from './sketch.ts';
import { worldOf } from './words.ts';
import { reader } from './world.ts';

export const DREAM: EngineInfo = {
  id: 'dream',
  title: { en: 'Dream, the embedded engine', ko: '꿈, 내장 엔진' },
  lines: [256, 512],
  understands: { words: true, sketch: true, affect: true, movement: true },
  cost: { ms: 20, memoryMb: 160 },
  guarded: false,
};

/** A picture that was long in coming moves the world no further than this. */
const LONGEST_S = 0.25;
/** Matter and places are new in every fourth row of a picture, light in every second: what is three pictures old is as good. */
const SHARES = 4;
/** Sizes a caller may ask for. */
const SMALLEST = 16;
const LARGEST = 1024;

const sane = (v: number, rest: number): number => (Number.isFinite(v) ? v : rest);

/** What one film carries from picture to picture. */
interface Film {
  memory: PaintRequest['memory'];
  seed: number;
  morph: Morph;
  mood: Mood;
  ways: Ways;
  sketch: Drawn | null;
  sketched: number;
  layout: Layout;
  count: number;
}

const shown = (request: PaintRequest) => worldOf(request.memory.parts, request.seed);

const begun = (request: PaintRequest): Film => ({
  memory: request.memory,
  seed: request.seed,
  morph: openMorph(shown(request), request.seed),
  mood: nextMood(null, request, 0),
  ways: { drift: (request.seed % 997) * 0.37, way: 0, air: 0, weather: (request.seed % 89) + 3 },
  sketch: drawn(request.memory.sketch),
  sketched: 1,
  layout: newLayout(),
  count: 0,
});

const moved = (ways: Ways, film: Film, dtS: number): void => {
  const read = reader(film.morph.now);
  const { mood } = film;
  const pace = Math.max(0.05, 0.25 + 2.3 * mood.arousal + 0.9 * mood.pace - 0.15 * mood.negative);
  ways.drift += dtS * 0.018 * pace;
  ways.way += dtS * (0.004 + 0.5 * read('travel')) * pace;
  ways.air += dtS * 0.01 * (0.4 + read('wind')) * pace;
  ways.weather += dtS * pace;
};

/** What films may share: the network and the noise it is asked with. */
export interface DreamParts {
  readonly matter: Matter;
  readonly noise: Noise;
}

/** Loads what films may share. Rejects as `openMatter` does. */
export const dreamParts = async (modelsDir: string): Promise<DreamParts> => ({
  matter: await openMatter(modelsDir),
  noise: openNoise(),
});

/**
 * The engine that ships: words become a place, the place becomes matter and light.
 * @param shared taken instead of loading; whoever loaded it lets it go
 */
export const openDream = (
  { modelsDir }: { readonly modelsDir: string },
  shared?: DreamParts,
): Engine => {
  let parts: DreamParts | null = shared ?? null;
  let film: Film | null = null;
  const frames = new Map<number, Frame>();
  const press = pressed();

  const advance = (request: PaintRequest, dtS: number): Film => {
    if (!film) film = begun(request);
    const now = film;
    if (now.memory !== request.memory || now.seed !== request.seed) {
      now.morph.aim(shown(request), request.seed);
      now.memory = request.memory;
      now.seed = request.seed;
      now.sketch = drawn(request.memory.sketch);
      now.sketched = 0;
    }
    now.morph.step(dtS);
    now.mood = nextMood(now.mood, request, dtS);
    now.sketched = Math.min(1, now.sketched + dtS / MORPH_S);
    moved(now.ways, now, dtS);
    return now;
  };

  return {
    info: DREAM,
    async prepare() {
      parts ??= await dreamParts(modelsDir);
    },
    async paint(request): Promise<Painted> {
      if (!parts)
        throw new YeounError(
          'imagery/not-prepared',
          DREAM.id,
          'was asked before it was prepared.',
          'Call prepare first.',
        );
      const lines = Math.min(LARGEST, Math.max(SMALLEST, Math.round(sane(request.lines, 256))));
      const dtS = Math.min(LONGEST_S, Math.max(0, sane(request.dtS, 0)));
      const now = advance(request, dtS);
      const { movement } = request;
      const touch = { x: sane(movement.x, 0.5), y: 1 - sane(movement.y, 0.5) };
      press.press({ ...touch, energy: Math.min(1, Math.max(0, sane(movement.energy, 0))) }, dtS);
      let frame = frames.get(lines);
      if (!frame) {
        frames.clear();
        frame = newFrame(lines);
        frames.set(lines, frame);
      }
      const rgb = new Uint8Array(lines * lines * 3);
      const relief = new Uint8Array(lines * lines);
      const shares = SHARES;
      now.count += 1;
      now.layout = await paint(
        frame,
        now.layout,
        parts.noise,
        parts.matter,
        {
          world: now.morph.now,
          seed: now.morph.seed,
          mood: now.mood,
          ways: now.ways,
          pressed: press,
          sketch: now.sketch,
          sketched: now.sketched,
          touch,
          phase: now.count % shares,
          shares,
        },
        rgb,
        relief,
      );
      return { width: lines, height: lines, rgb, relief };
    },
    async dispose() {
      if (!shared) await parts?.matter.close();
      parts = null;
      frames.clear();
      film = null;
    },
  };
};
