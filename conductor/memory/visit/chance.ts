import { randomInt } from 'node:crypto';

const STEPS = 2 ** 47;

/** Chance that nobody can foresee, 0 to under 1. */
export const chanceOfMachine = (): number => randomInt(STEPS) / STEPS;
