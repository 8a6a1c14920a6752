import { createHash } from 'node:crypto';
import type { Act } from '#contracts/act';
import type { FeatureName, FeatureValue } from '#contracts/feature';
import { INKS } from '#contracts/look';
import type { OutputLevels } from '#contracts/output';
import type { LevelFade, SoundDesk } from '#contracts/sound';
import type { StageState } from '#contracts/stage';

/** Six decimals: finer than any screen, coarser than the last bits of a float. Never -0. */
const round = (x: number): number => Math.round(x * 1e6) / 1e6 + 0;

const rounded = (values: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(values).map(([name, x]) => [name, round(x)]));

/** The features of each body that hold at this moment. */
export type BodyFeatures = ReadonlyMap<string, ReadonlyMap<FeatureName, FeatureValue>>;

const featuresOf = (bodies: BodyFeatures): Record<string, Record<string, number>> =>
  Object.fromEntries(
    [...bodies.keys()].sort().map((body) => {
      const values = [...(bodies.get(body) ?? [])].map(
        ([name, v]) => [name, round(v.value)] as const,
      );
      return [body, Object.fromEntries(values.sort(([a], [b]) => (a < b ? -1 : 1)))];
    }),
  );

/** What left the house and what sounded besides the picture. */
export interface Besides {
  /** Messages since the line before. */
  readonly acts: readonly Act[];
  readonly sound: SoundDesk;
  readonly outputs: OutputLevels;
}

const fadeOf = ({ from, to, startMs, seconds }: LevelFade): number[] => [
  round(from),
  round(to),
  round(startMs),
  round(seconds),
];

/** Only what there is: a show without messages and sound has the lines it always had. */
const besidesOf = ({ acts, sound, outputs }: Besides): Record<string, unknown> => ({
  ...(acts.length > 0 && {
    acts: acts.map(({ atMs, ...act }) => ({ atMs: round(atMs), ...act })),
  }),
  ...(sound.voices.length > 0 && {
    sounds: sound.voices.map(({ id, playing, atMs, atS, level }) => ({
      id,
      playing,
      atMs: round(atMs),
      atS: round(atS),
      level: fadeOf(level),
    })),
  }),
  ...(Object.keys(outputs).length > 0 && {
    outputs: Object.fromEntries(
      Object.entries(outputs)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([id, level]) => [id, fadeOf(level)]),
    ),
  }),
});

/**
 * One moment of the stage as a line of JSON without its line end: fixed order of keys, numbers
 * rounded to 1e-6, so the same show, take and seed give the same bytes. `seq` is left out: it counts
 * steps, and the picture does not depend on them.
 */
export const timelineLine = (
  stage: StageState,
  bodies: BodyFeatures = new Map(),
  besides?: Besides,
): string => {
  const { affect } = stage;
  return JSON.stringify({
    atMs: round(stage.atMs),
    cue: stage.cue,
    standby: stage.standby,
    scene: stage.scene,
    layers: stage.layers.map((l) => ({
      entry: l.entry,
      weight: round(l.weight),
      look: rounded(l.look),
    })),
    palette: Object.fromEntries(INKS.map((ink) => [ink, stage.palette[ink].map(round)])),
    master: round(stage.master),
    grandMaster: round(stage.grandMaster),
    blackout: round(stage.blackout),
    panic: round(stage.panic),
    frozen: stage.frozen,
    intendedBlack: stage.intendedBlack,
    cut: stage.cut,
    affect: {
      positive: round(affect.positive),
      negative: round(affect.negative),
      arousal: round(affect.arousal),
      valence: round(affect.valence),
      confidence: round(affect.confidence),
      source: affect.source,
      atMs: round(affect.atMs),
    },
    beats: round(stage.beats),
    breath: round(stage.breath),
    features: featuresOf(bodies),
    ...(besides && besidesOf(besides)),
  });
};

/** SHA-256 over a timeline, line by line as they are written (each with its line end). */
export const timelineHasher = (): { push(line: string): void; digest(): string } => {
  const hash = createHash('sha256');
  return {
    push: (line) => void hash.update(line).update('\n'),
    digest: () => hash.copy().digest('hex'),
  };
};

/** The hash of a whole timeline: equal to that of the file's bytes. */
export const timelineHash = (lines: Iterable<string>): string => {
  const hasher = timelineHasher();
  for (const line of lines) hasher.push(line);
  return hasher.digest();
};
