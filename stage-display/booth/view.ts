import type { Text } from '#contracts/ids';
import type { Language, VisitAct, VisitStatus } from '#contracts/visit';

/** What a screen is drawn from: the visit as the conductor tells it. All else on a screen is a draft of its own. */
export interface View {
  readonly lang: Language;
  readonly status: VisitStatus;
  /** False: nothing that is pressed now reaches the conductor. */
  readonly live: boolean;
}

/** What screens ask of the page. */
export interface Desk {
  /** False: not sent. */
  act(act: VisitAct): boolean;
  /** What the microphone heard, mono at VOICE_HZ, its last sample at local time `atMs`. */
  hear(pcm: Int16Array, atMs: number): boolean;
  nowMs(): number;
  /** Show time now: what `untilMs` and `leavesMs` are told in. */
  showMs(): number;
  /** Says something to a screen reader, once. */
  say(text: Text): void;
  /** Somebody is there, though not by touch: a gamepad. */
  here(): void;
}

/** One question of the visit. It lives as long as it is asked: nothing of it stays behind. */
export interface Screen {
  readonly root: HTMLElement;
  update(view: View): void;
  /** In every animation frame, with local time. */
  frame?(nowMs: number): void;
  /** A key of a physical keyboard that no field took. True: it was this screen's. */
  key?(event: KeyboardEvent): boolean;
  keyUp?(event: KeyboardEvent): void;
  /** Lets go of all it holds: microphone, sound, pictures. */
  close?(): void;
}

export type OpenScreen = (desk: Desk, first: View) => Screen;
