import type { Data, Made, Random } from './furnished-shows.ts';

export type Path = readonly (string | number)[];

/** A fault that was put into a show: where it must be found, and what its remedy must say. */
export interface Fault {
  readonly code: string;
  /** Into show.yaml; empty where another file is at fault. */
  readonly path: Path;
  /** The key itself is at fault, not its value. */
  readonly key?: boolean;
  readonly remedy: RegExp;
  readonly file?: string;
}

export type Break = (data: Data, made: Made, random: Random) => Fault;

export const at = (data: Data, ...path: (string | number)[]): Data =>
  path.reduce<Data>((node, step) => {
    node[step] ??= {};
    return node[step] as Data;
  }, data);
export const cueAt = (data: Data, i: number): Data => at(data, 'cues', i);
export const last = (data: Data): number => (data.cues as unknown as Data[]).length - 1;
export const typo = (word: string): string =>
  `${word.slice(0, -1)}${word.at(-1) === 'x' ? 'y' : 'x'}`;
export const mean = (word: string): RegExp => new RegExp(`Did you mean "${word}"`);

export const conditionPath = ({ feels }: Made): Path => ['cues', feels, 'when', 'all', 0];
export const conditionOf = (data: Data, { feels }: Made): Data =>
  at(data, 'cues', feels, 'when', 'all', 0);
