import type { FrameFacts } from '#contracts/keepsake';
import { MADE, SOURCE_TYPES } from '#contracts/picture-label';
import type { Course } from '#contracts/remembrance';
import { VERSION } from '../../version.ts';
import { correlation } from './correlate.ts';
import { feltAt, listAt } from './curve.ts';
import type { FilmJson } from './film-json.ts';
import type { FilmEnd } from './plan.ts';
import { type FilmSpan, recallAt } from './span.ts';

export interface TellParts {
  readonly course: Course;
  readonly span: FilmSpan;
  readonly fps: number;
  readonly facts: readonly FrameFacts[];
  readonly show: string;
  readonly scene: string;
  readonly seed: number;
  readonly part: number;
  readonly engine: string | null;
  readonly width: number;
  readonly height: number;
  readonly codec: string;
  readonly sound: string;
  readonly bytes: number;
  readonly end: FilmEnd;
  readonly carried: Readonly<Record<string, readonly number[]>>;
  readonly picture: string;
}

const short = (v: number): number => Math.round(v * 1e4) / 1e4;

/** The mean of what was measured over each second of the film. */
const perSecond = (
  facts: readonly FrameFacts[],
  fps: number,
  of: 'palette' | 'pace' | 'contrast',
): number[] => {
  const seconds = Math.ceil(facts.length / fps);
  return Array.from({ length: seconds }, (_, s) => {
    const in_ = facts.slice(s * fps, (s + 1) * fps);
    return short(in_.reduce((sum, f) => sum + f[of], 0) / Math.max(1, in_.length));
  });
};

/** Pace is how quickly a picture changes over a breath or two, not from one second to the next. */
const PACE_HALF_S = 2;
const slowly = (list: readonly number[]): number[] =>
  list.map((_, i) => {
    const near = list.slice(Math.max(0, i - PACE_HALF_S), i + PACE_HALF_S + 1);
    return near.reduce((sum, v) => sum + v, 0) / near.length;
  });

/** Seconds of the film in which the place is there: between its coming and its going. */
const SEEN = { afterS: 2, beforeS: 1 } as const;

/** What a film says of itself. Pure. */
export const tellFilm = (parts: TellParts): FilmJson => {
  const { course, span, fps, facts } = parts;
  const seconds = Math.ceil(span.seconds);
  const middles = Array.from({ length: seconds }, (_, s) => recallAt(span, s + 0.5));
  const felt = middles.map((s) => feltAt(course, s));
  const curve = {
    positive: felt.map((f) => short(f.positive)),
    negative: felt.map((f) => short(f.negative)),
    arousal: felt.map((f) => short(f.arousal)),
    confidence: felt.map((f) => short(f.confidence)),
  };
  const from = Math.ceil(span.introS + SEEN.afterS);
  const to = Math.floor(span.seconds - span.outroS - SEEN.beforeS);
  const seen = (list: readonly number[]): readonly number[] => list.slice(from, to);
  const recall = middles.slice(Math.ceil(span.introS), Math.floor(span.seconds - span.outroS));
  const over = (list: readonly number[]) => recall.map((s) => short(listAt(list, s) ?? 0));
  const { decoded, reported } = course;
  const pleasant = over(reported.pleasant);
  const painful = over(reported.painful);
  const decodedPositive = over(decoded.positive);
  const decodedNegative = over(decoded.negative);
  const measured = {
    palette: perSecond(facts, fps, 'palette'),
    pace: perSecond(facts, fps, 'pace'),
    contrast: perSecond(facts, fps, 'contrast'),
  };
  const follows = (shown: readonly number[], by: keyof typeof curve, felt = curve[by]) =>
    correlation(seen(shown), seen(felt), ['the picture', `what was felt (${by})`]);
  const { end } = parts;
  return {
    format: 1,
    made: {
      by: 'Yeoun',
      version: VERSION,
      engine: parts.engine,
      source: `${SOURCE_TYPES}${MADE[parts.engine === null ? 'stage' : 'stageWithEngine']}`,
    },
    show: parts.show,
    scene: parts.scene,
    seed: parts.seed,
    part: parts.part,
    seconds: facts.length / fps,
    fps,
    width: parts.width,
    height: parts.height,
    codec: parts.codec,
    sound: parts.sound,
    bytes: parts.bytes,
    span: { introS: span.introS, outroS: span.outroS, rate: span.rate },
    curve,
    report: {
      fromS: Math.ceil(span.introS),
      pleasant,
      painful,
      decodedPositive,
      decodedNegative,
      positive: correlation(pleasant, decodedPositive, ['the key', 'what decoders said']),
      negative: correlation(painful, decodedNegative, ['the key', 'what decoders said']),
    },
    measured: {
      ...measured,
      followsPalette: follows(measured.palette, 'positive'),
      followsPace: follows(slowly(measured.pace), 'arousal', slowly(curve.arousal)),
      followsContrast: follows(measured.contrast, 'arousal'),
    },
    hashes: facts.flatMap(({ index, hash }) => (hash === null ? [] : [[index, hash]])),
    end: {
      layers: end.layers.map(({ entry, weight, look }) => ({ entry, weight, look: { ...look } })),
      breath: end.breath,
      beats: end.beats,
      picture: parts.picture,
      carried: Object.fromEntries(Object.entries(parts.carried).map(([k, v]) => [k, [...v]])),
    },
  };
};
