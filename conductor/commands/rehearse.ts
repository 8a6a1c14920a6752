import { resolve } from 'node:path';
import { YeounError } from '#contracts/errors';
import { FLAGS, type FlagName, type Given } from '../config.ts';
import { speedOf } from './replay.ts';
import { run } from './run.ts';

export interface RehearseOptions {
  readonly speed: string;
  readonly fromCue?: string | undefined;
}

/** Beside the take people and controllers may come in; the synthetic dancer stays away. */
const SOURCES = ['page', 'osc', 'midi'];
const PASSED: readonly FlagName[] = [
  'show',
  'state',
  'port',
  'oscPort',
  'host',
  'engine',
  'stateKeyFile',
  'keyFile',
];

const nameOf = (flag: FlagName): string => FLAGS[flag].flag.split(' ')[0] ?? '';

/** Runs a show with a take as its source; what it asks of the conductor goes the way of the flags. */
export const rehearse = async (
  take: string,
  options: RehearseOptions,
  given: Given,
  root: string,
): Promise<number> => {
  if (speedOf(options.speed) === null)
    throw new YeounError(
      'config/value',
      '--speed',
      'people cannot act as fast as it goes.',
      'Use 0.1 to 20; `yeoun replay` goes as fast as it can.',
    );
  const sources = Array.isArray(given.source) ? given.source.map(String) : SOURCES;
  const extra = {
    rehearse: resolve(take),
    rehearseSpeed: options.speed,
    ...(options.fromCue !== undefined && { rehearseFrom: options.fromCue }),
  };
  const passed = PASSED.flatMap((flag) => {
    const value = given[flag];
    return typeof value === 'string' ? [nameOf(flag), value] : [];
  });
  const args = [
    ...passed,
    ...sources.flatMap((source) => [nameOf('source'), source]),
    nameOf('fresh'),
    ...Object.entries(extra).flatMap(([flag, value]) => [nameOf(flag as FlagName), value]),
  ];
  return await run({ ...given, source: [...sources], fresh: true, ...extra }, root, args);
};
