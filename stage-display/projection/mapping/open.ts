import type { Text } from '#contracts/ids';
import { type OutputPatch, PLAIN_OUTPUT } from '#contracts/output';
import type { Patch } from '#contracts/patch';
import type { Access } from '#contracts/wire';
import type { Stop } from '../../shared-ui/frame.ts';
import { type Act, type Edit, edited, editOf, overtaken } from './editor/edit.ts';
import { handAt } from './editor/hand.ts';
import { editorKey, isEditorKey } from './editor/keys.ts';
import { type Overlay, overlay } from './editor/overlay.ts';
import { saver } from './editor/saver.ts';
import { WORDS } from './editor/words.ts';
import { keptOutput } from './kept.ts';
import { isPlain } from './light.ts';

export interface OutputParts {
  readonly id: string;
  /** The stage's canvas: a pixel of it is a step of the arrow keys. */
  readonly canvas: HTMLCanvasElement;
  /** What is seen while there is no GPU: kept within the slices. */
  readonly still: HTMLCanvasElement;
  readonly map: (output: OutputPatch) => void;
  /** False: not sent. */
  readonly send: (output: OutputPatch) => boolean;
  /** What this page may do; null: nobody has said it yet. */
  readonly access: () => Access | null;
  readonly say: (text: Text) => void;
  /** Asks the browser for the names of its audio devices; false: it does not tell them. */
  readonly askDevices: () => Promise<boolean>;
  readonly nowMs: () => number;
}

/** How this display's picture leaves, and the editor that changes it on the output itself. */
export interface DisplayOutput {
  readonly output: OutputPatch;
  readonly isEditing: boolean;
  hear(patch: Patch): void;
  /** The conductor refused a change, and says why. */
  denied(text: Text): void;
  /** Call it every animation frame; `open`: light that PANIC, blackout and the like leave. */
  frame(open: number): void;
}

/** The still stays within the slices, as far as a browser can cut: straight lines, without masks and soft edges. */
export const clipOf = (output: OutputPatch): string => {
  if (isPlain({ ...output, pattern: 'none' })) return '';
  const at = ([x, y]: readonly [number, number]): string => `${x * 100}% ${y * 100}%`;
  const ways = output.slices.flatMap(({ corners }) => [
    '0% 0%',
    ...corners.map(at),
    at(corners[0]),
    '0% 0%',
  ]);
  return `polygon(${ways.join(', ')})`;
};

export const displayOutput = (parts: OutputParts): DisplayOutput => {
  const kept = keptOutput(parts.id);
  const save = saver(parts.send);
  const before = kept.read();
  let machine: OutputPatch = before ?? PLAIN_OUTPUT;
  /** As the conductor has it: what a refusal goes back to. */
  let told = machine;
  let edit: Edit | null = null;
  let seen: Overlay | null = null;
  let stopHand: Stop = () => {};

  const apply = (output: OutputPatch): void => {
    parts.map(output);
    parts.still.style.clipPath = clipOf(output);
  };

  const close = (): void => {
    stopHand();
    seen?.close();
    seen = null;
    edit = null;
  };

  const act = (asked: Act): void => {
    if (!edit) return;
    const before = edit.output;
    edit = edited(edit, asked);
    seen?.show(edit);
    if (edit.output === before) return;
    apply(edit.output);
    save.changed(edit.output, parts.nowMs());
  };

  const open = (): void => {
    if (parts.access() !== 'edit') {
      parts.say(WORDS.notAllowed);
      return;
    }
    edit = editOf(machine);
    const layer = overlay(document);
    seen = layer;
    layer.show(edit);
    stopHand = handAt(layer, () => edit ?? editOf(machine), act);
    // The conductor is asked with what stands already: a locked show answers that it is.
    if (!parts.send(machine)) parts.say(WORDS.unsaved);
  };

  /** What was edited stands, and goes to the machine with the next frames. */
  const leave = (): void => {
    if (edit) {
      // No pattern is left standing in front of an audience.
      act({ do: 'pattern', by: 0 });
      machine = edit.output;
    }
    close();
  };

  addEventListener(
    'keydown',
    (event) => {
      if (!edit) {
        if (isEditorKey(event)) open();
        return;
      }
      const { width, height } = parts.canvas;
      const asked = editorKey(event, [1 / Math.max(1, width), 1 / Math.max(1, height)]);
      if (!asked) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (asked.do === 'leave') leave();
      else if (asked.do === 'sound-names')
        void parts
          .askDevices()
          .then((isNamed) => parts.say(isNamed ? WORDS.soundNamed : WORDS.soundHidden));
      else act(asked);
    },
    { capture: true },
  );
  addEventListener('resize', () => edit && seen?.show(edit));
  if (before) apply(before);

  return {
    get output() {
      return edit?.output ?? machine;
    },
    get isEditing() {
      return edit !== null;
    },
    hear(patch) {
      const output = patch.outputs[parts.id] ?? PLAIN_OUTPUT;
      machine = output;
      told = output;
      kept.write(patch.outputs[parts.id] ?? null);
      if (!save.isNews(output)) return;
      if (edit) edit = overtaken(edit, output);
      if (edit) seen?.show(edit);
      apply(output);
    },
    denied(text) {
      save.forget();
      close();
      machine = told;
      apply(machine);
      parts.say(text);
    },
    frame(light) {
      save.frame(parts.nowMs());
      seen?.dim(light);
    },
  };
};
