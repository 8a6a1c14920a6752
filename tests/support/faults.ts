/** Ways an engine fails in tests, by the names that the ladder has for what they become. */
export const FAULTS = ['gone', 'hang', 'threw', 'degenerate', 'repeat', 'late'] as const;
export type Fault = (typeof FAULTS)[number];
