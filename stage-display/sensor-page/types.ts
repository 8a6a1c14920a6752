import type { Text } from '#contracts/ids';
import type { StreamInfo } from '#contracts/sensor';
import type { Device } from '#contracts/wire';
import type { SensorLink, Stop } from '../net/index.ts';
import type { Lang } from '../shared-ui/language.ts';

/** What makes one sensor page out of the shell. */
export interface SensorPageParts {
  readonly root: HTMLElement;
  readonly device: Device;
  readonly title: Text;
  /** One or two sentences: what it measures, and how to wear, hold or place it. */
  readonly says: Text;
  /** Elements of the page itself, between the trace and what the conductor hears. */
  readonly content?: readonly HTMLElement[];
  /** False where the page's sources name their bodies themselves; the question is left out then. */
  readonly asksBody?: boolean;
  /** Why nothing comes while the page is not seen; absent where it goes on unseen. */
  readonly hidden?: Text;
  /** What the start button says; "Start" where absent. */
  readonly startWord?: Text;
  /** Called in every animation frame with local time, running or not: the page's only loop. */
  readonly frame?: (nowMs: number) => void;
  /**
   * Called in the tap on start, so that it may ask for permissions at once (before any `await`).
   * Resolves with what stops it. Rejects with a {@link PageTrouble} that says what to do, or any error.
   */
  start(run: SensorRun): Promise<Stop>;
}

/** What a page does between start and stop. After the stop its calls do nothing. */
export interface SensorRun {
  /** The page's id; also the id of its source where it has one only. */
  readonly id: string;
  readonly link: SensorLink;
  /** Local time of the page. */
  nowMs(): number;
  /** Adds or renews a source. `id` is the page's and `body` the one chosen on the page where absent. */
  announce(source: {
    readonly id?: string;
    readonly body?: string;
    readonly label: Text;
    readonly streams: readonly StreamInfo[];
  }): void;
  /** Sends frames x channels, the last taken at local time `atMs`, of the page's own source where none is named. */
  send(stream: string, data: ArrayLike<number>, atMs: number, source?: string): boolean;
  /** Says why a source waits; samples take it back. */
  waits(reason: Text, source?: string): void;
  /** Tells the performer something that lasts; null takes it back. */
  notice(text: Text | null): void;
  /** Adds a point to the trace: one to three values in any unit. */
  trace(values: readonly number[]): void;
  /** Stops as the button does, and says why where it was not the performer's wish. */
  end(why?: Text): void;
}

/** The page itself, for what it does beside running. */
export interface SensorPage {
  readonly id: string;
  readonly link: SensorLink;
  running(): boolean;
  lang(): Lang;
  /** Keeps a node's text in the language of the page, now and after each switch; its newest text holds. */
  text(node: Node, text: Text): void;
  /** Says what stands in the way of starting (null: nothing); the button is off as long. */
  block(reason: Text | null): void;
  close(): void;
}

/** Something the performer can mend: the text says how. */
export class PageTrouble extends Error {
  readonly text: Text;
  constructor(text: Text) {
    super(text.en);
    this.name = 'PageTrouble';
    this.text = text;
  }
}
