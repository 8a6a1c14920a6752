import { parseDocument, stringify } from 'yaml';
import { furnished, randomOf, soundBytes } from './furnished-shows.ts';
import type { Break, Fault } from './show-faults.ts';
import { DOUBTFUL } from './show-faults-doubtful.ts';
import { WRONG } from './show-faults-wrong.ts';

/** Every kind of fault. */
export const FAULTS: Readonly<Record<string, Break>> = { ...WRONG, ...DOUBTFUL };

export interface FaultyShow extends Fault {
  readonly kind: string;
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** From 1; 0: the whole file. */
  readonly line: number;
}

/** The line at which a path begins, asked of the parser and not of the code that is tested. */
const lineOf = (text: string, { path, key, file }: Fault): number => {
  if (file !== undefined) return 0;
  const doc = parseDocument(text);
  const parent = doc.getIn(path.slice(0, -1), true) as { items?: unknown[] } | undefined;
  const pair = parent?.items?.find(
    (item) => (item as { key?: { value?: unknown } }).key?.value === path.at(-1),
  ) as { key: { range: number[] } } | undefined;
  const node = doc.getIn(path, true) as { range?: number[] } | undefined;
  const offset = (key ? pair?.key.range : node?.range)?.[0] ?? 0;
  return text.slice(0, offset).split('\n').length;
};

const WORLD = '물결과 빛. Waves and light.';

/** The files of a show, for a folder of this name. */
export const filesOf = (
  folder: string,
  text: string,
  world = WORLD,
): Record<string, string | Uint8Array> => ({
  [`${folder}/show.yaml`]: text,
  [`${folder}/world.md`]: world,
  [`${folder}/sounds/wind.wav`]: soundBytes(60),
});

/** One kind of fault, put into a show at a place that the seed chooses. */
export const faultyShow = (base: string, kind: string, seed: number): FaultyShow => {
  const random = randomOf(seed);
  const made = furnished(base, random);
  const put = FAULTS[kind];
  if (!put) throw new Error(`no kind "${kind}"`);
  const fault = put(made.data, made, random);
  const text = stringify(made.data, { lineWidth: 0 });
  const world = fault.file === 'world.md' ? ' \n' : WORLD;
  return { ...fault, kind, files: filesOf('f', text, world), line: lineOf(text, fault) };
};

/** A random show without a fault. */
export const goodShow = (base: string, seed: number): Record<string, string | Uint8Array> =>
  filesOf('f', stringify(furnished(base, randomOf(seed)).data, { lineWidth: 0 }));
