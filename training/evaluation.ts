/** One line of the table: a score, what it was taken on, and what it must be read against. */
export interface EvalRow {
  readonly decoder: string;
  readonly data: string;
  /** How what was tested was kept apart from what was learnt from. */
  readonly split: string;
  readonly metric: string;
  readonly value: number;
  /** 95 %, bootstrap over the units that may differ. */
  readonly ci: readonly [number, number] | null;
  /** Guessing by class frequencies. */
  readonly chance: number | null;
  /** Always the most frequent class. */
  readonly majority: number | null;
  readonly n: number;
  readonly goal?: { readonly op: '>=' | '<='; readonly value: number };
  /** True where the protocol lets the tested person into the training: shown to be told apart, not to be believed. */
  readonly leaky?: boolean;
  readonly note?: string;
}

export interface EvaluationContext {
  readonly data: string;
  log(text: string): void;
}

/** Scores of one decoder, worked out anew: never read from a card. */
export interface Evaluation {
  readonly name: string;
  /** Folders of the data it reads; it is left out where one is missing. */
  readonly needs: readonly string[];
  run(context: EvaluationContext): Promise<EvalRow[]>;
}
