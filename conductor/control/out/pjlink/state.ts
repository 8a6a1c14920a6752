import type { Answer } from './exchange.ts';
import { type Fault, type Power, parseFaults, parsePower, parseShut } from './protocol.ts';

/** How a projector is; null: it does not say. */
export interface ProjectorState {
  readonly power: Power | null;
  readonly shut: boolean | null;
  readonly fail: readonly Fault[];
  readonly warn: readonly Fault[];
}

/** Reads the answers to power, shutter and errors, in this order. */
export const stateOf = ([power, shut, faults]: readonly Answer[]): ProjectorState => ({
  power: read(power, parsePower),
  shut: read(shut, parseShut),
  ...(read(faults, parseFaults) ?? { fail: [], warn: [] }),
});

const read = <T>(answer: Answer | undefined, parse: (value: string) => T | null): T | null =>
  answer && 'value' in answer ? parse(answer.value) : null;
