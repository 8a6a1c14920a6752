import type { ModelCard } from '#contracts/model-card';

/** What is known of a model before its file is written. */
export type CardDraft = Omit<ModelCard, 'format' | 'sha256' | 'bytes'>;

export interface TrainingContext {
  /** The folder with the data sets. */
  readonly data: string;
  log(text: string): void;
  /** Puts graph and card where the conductor finds them. */
  write(card: CardDraft, onnx: Uint8Array): Promise<void>;
}

/** Makes shipped weights again, the same bytes every time on the same machine. */
export interface Training {
  readonly name: string;
  /** Folders of the data that it reads; all that lies there where absent. */
  readonly needs?: readonly string[];
  /** Files of the project that it writes by itself, besides those it gives to `write`. */
  readonly files?: readonly string[];
  /** Ids of the models it writes. */
  readonly makes: readonly string[];
  run(context: TrainingContext): Promise<void>;
}
