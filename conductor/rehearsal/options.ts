/** What is rehearsed: a take, from one of its cues on. */
export interface RehearsalOptions {
  /** Folder of the take. */
  readonly take: string;
  /** Null: from its beginning. */
  readonly fromCue: string | null;
  /** So many times as fast as it was, 0.1 to 20: the signals, and the time of the director with them. */
  readonly speed: number;
}
