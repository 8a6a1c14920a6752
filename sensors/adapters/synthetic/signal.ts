/** Gives frame `n` (0, 1, 2 ...) of a stream, each once and in order: the values of its channels. */
export type Signal = (n: number) => readonly number[];
