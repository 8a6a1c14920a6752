import type { Text } from '#contracts/ids';
import type { Intent } from '#contracts/intent';
import type { PatchChange } from '#contracts/patch';
import { type Lang, titleIn } from '../shared-ui/language.ts';
import { say, type Values, type Word } from '../shared-ui/words.ts';
import type { Ask } from './keys.ts';
import type { ConsoleModel } from './model.ts';
import { type LinkTruth, linkTruth, showTime } from './truth.ts';

/** Everything a panel needs to draw itself at one moment. */
export interface View {
  readonly model: ConsoleModel;
  /** Local time, for how long ago something was heard. */
  readonly nowMs: number;
  /** Show time, for how old a signal is. */
  readonly showMs: number;
  readonly truth: LinkTruth;
  readonly locked: boolean;
  readonly lang: Lang;
  /** A word of the table in the chosen language. */
  say(word: Word, values?: Values): string;
  /** A text of the show or the conductor in the chosen language. */
  text(text: Text): string;
}

export const viewOf = (model: ConsoleModel, nowMs: number, lang: Lang, locked: boolean): View => ({
  model,
  nowMs,
  showMs: showTime(model, nowMs),
  truth: linkTruth(model, nowMs),
  locked,
  lang,
  say: (word, values) => say(lang, word, values),
  text: (text) => titleIn(text, lang),
});

/** A part of the page: an element and how it is brought up to date. */
export interface Panel {
  readonly root: HTMLElement;
  update(view: View): void;
}

/** What panels may ask of the page. */
export interface Actions {
  ask(ask: Ask): void;
  send(intent: Intent): boolean;
  /** Changes the machine's patch. */
  change(change: PatchChange): boolean;
  switchLanguage(): void;
}
