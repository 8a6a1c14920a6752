/** What a stretch of sound was understood as, and how sure the network was of it. */
export interface Understood {
  readonly text: string;
  /** Natural logarithm of the probability of each token that was chosen, the end mark with it. */
  readonly logProbs: readonly number[];
  /** True where it came to the end mark by itself. */
  readonly isWhole: boolean;
}

/** Understands one language, one stretch at a time. */
export interface Recogniser {
  /**
   * @param pcm 16 kHz, -1..1
   * @param goesOn asked between tokens: false lets it go
   * @returns null where it was let go
   */
  understand(pcm: Float32Array, goesOn: () => boolean): Promise<Understood | null>;
  close(): Promise<void>;
}
