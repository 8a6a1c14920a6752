import { z } from 'zod';
import { YeounError } from '#contracts/errors';

const Numbers = z.record(z.string(), z.number());

/** What a line of a timeline is compared by. Lines of older timelines may lack parts. */
const Line = z.looseObject({
  atMs: z.number(),
  cue: z.string().nullable(),
  layers: z.array(z.object({ entry: z.string(), weight: z.number(), look: Numbers })).default([]),
  palette: z.record(z.string(), z.array(z.number())).default({}),
  master: z.number().default(1),
  blackout: z.number().default(0),
  panic: z.number().default(0),
  affect: z.looseObject({
    positive: z.number(),
    negative: z.number(),
    arousal: z.number(),
  }),
  acts: z.array(z.unknown()).default([]),
});

/** One line of a timeline, its picture as numbers by name. */
export interface Moment {
  readonly atMs: number;
  readonly cue: string | null;
  /** `water light`, `master`, `palette accent 0`: what is seen. */
  readonly seen: ReadonlyMap<string, number>;
  readonly affect: Readonly<Record<'positive' | 'negative' | 'arousal', number>>;
  readonly acts: number;
  readonly text: string;
}

const seenOf = (line: z.infer<typeof Line>): Map<string, number> => {
  const seen = new Map<string, number>();
  for (const { entry, weight, look } of line.layers) {
    seen.set(`${entry} share`, weight);
    for (const [name, x] of Object.entries(look)) seen.set(`${entry} ${name}`, x);
  }
  for (const [ink, rgb] of Object.entries(line.palette))
    rgb.forEach((x, i) => {
      seen.set(`palette ${ink} ${'rgb'[i] ?? i}`, x);
    });
  for (const name of ['master', 'blackout', 'panic'] as const) seen.set(name, line[name]);
  return seen;
};

/** Reads one line; `number` counts from 1. Throws where it is none. */
export const momentOf = (text: string, where: string, number: number): Moment => {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    raw = null;
  }
  const line = Line.safeParse(raw);
  if (!line.success)
    throw new YeounError(
      'diff/line',
      `${where}:${number}`,
      'this is no line of a timeline.',
      'Compare files that `yeoun replay --out` wrote, or takes.',
    );
  const { positive, negative, arousal } = line.data.affect;
  return {
    atMs: line.data.atMs,
    cue: line.data.cue,
    seen: seenOf(line.data),
    affect: { positive, negative, arousal },
    acts: line.data.acts.length,
    text,
  };
};
