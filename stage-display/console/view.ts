import type { EditAsked } from '#contracts/editing';
import type { Text } from '#contracts/ids';
import type { Intent } from '#contracts/intent';
import type { PatchChange } from '#contracts/patch';
import type { Access } from '#contracts/wire';
import { type Lang, titleIn } from '../shared-ui/language.ts';
import { say, type Values, type Word } from '../shared-ui/words.ts';
import type { Ask } from './keys.ts';
import type { ConsoleModel } from './model.ts';
import { type GoOff, goOff, type LinkTruth, linkTruth, showTime } from './truth.ts';

/** Everything a panel needs to draw itself at one moment. */
export interface View {
  readonly model: ConsoleModel;
  /** Local time, for how long ago something was heard. */
  readonly nowMs: number;
  /** Show time, for how old a signal is. */
  readonly showMs: number;
  readonly truth: LinkTruth;
  readonly locked: boolean;
  /** What the conductor lets this page do. */
  readonly access: Access;
  /** Why nothing of the show may be asked for now; null where it may. */
  readonly off: GoOff;
  /** Whether patch and rig may be changed from here now. */
  readonly mayEdit: boolean;
  readonly lang: Lang;
  /** A word of the table in the chosen language. */
  say(word: Word, values?: Values): string;
  /** A text of the show or the conductor in the chosen language. */
  text(text: Text): string;
}

export const viewOf = (model: ConsoleModel, nowMs: number, lang: Lang, locked: boolean): View => {
  const truth = linkTruth(model, nowMs);
  // Before the first welcome nobody knows; nothing is live then anyway.
  const access = model.link?.access ?? 'edit';
  const off = goOff(truth.liveness, locked, access);
  return {
    model,
    nowMs,
    showMs: showTime(model, nowMs),
    truth,
    locked,
    access,
    off,
    mayEdit: off === null && access === 'edit' && model.desk?.value.locked !== true,
    lang,
    say: (word, values) => say(lang, word, values),
    text: (text) => titleIn(text, lang),
  };
};

/**
 * Whether the show file may be edited from here. It need not be live: an edit that does not reach the conductor is said
 * beside its field, and a field that went dead under the fingers would hand their keys to the show.
 */
export const mayEditFile = ({ model, access, locked }: View): boolean =>
  access === 'edit' && !locked && model.desk?.value.locked !== true;

/** A part of the page: an element and how it is brought up to date. */
export interface Panel {
  readonly root: HTMLElement;
  update(view: View): void;
}

/** What panels may ask of the page. */
export interface Actions {
  ask(ask: Ask): void;
  send(intent: Intent): boolean;
  /** Asks for something where it may be asked, and says what came of it; `word` names it. */
  want(intent: Intent, word: Word, values?: Values): void;
  /** The next MIDI control that is touched is told, not obeyed. */
  learn(on: boolean): boolean;
  /** Tells a device of a cue something harmless. */
  test(device: string): boolean;
  /** Ends the visit at the booth, or says that help came there. */
  attend(what: 'stop' | 'helped'): boolean;
  /** Asks for a change of the show file, in the version seen here; its number, or null where it was not sent. */
  edit(ask: EditAsked): number | null;
  /** Changes the machine's patch. */
  change(change: PatchChange): boolean;
  switchLanguage(): void;
}
