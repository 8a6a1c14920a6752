import type { ShowEdit } from '#contracts/edit';
import type { EditAsked, EditCue, EditProblem, EditStatus } from '#contracts/editing';
import { el, setAttr, setText } from '../../shared-ui/dom.ts';
import { WORDS } from '../../shared-ui/words.ts';
import { button } from '../panels/button.ts';
import { sureButton } from '../panels/sure.ts';
import { type Actions, mayEditFile, type Panel, type View } from '../view.ts';
import { cueForm } from './form.ts';
import { editList } from './list.ts';
import { pending } from './pending.ts';

const NEW_CUE = { en: WORDS.newCueEn.en, ko: WORDS.newCueKo.ko };

const UNSENT: readonly EditProblem[] = [{ path: '', text: WORDS.editUnsent }];

/** Which cue is chosen after an edit of the whole list went well. */
type After = (before: EditStatus, now: EditStatus) => string | null;

const added: After = (before, now) => {
  const known = new Set(before.cues.map((c) => c.number));
  return now.cues.find((c) => !known.has(c.number))?.number ?? null;
};

interface Asked {
  /** The field it came from; null: a button. */
  readonly field: string | null;
  readonly after?: (now: EditStatus) => string | null;
}

const lastWords = (view: View, { last }: EditStatus): string => {
  if (!last) return '';
  if (last.by === '') return view.say('editOutside');
  return view.say('editLast', { who: last.by, what: last.what });
};

/** The page of the show file: its cues at the left, the fields of the chosen one at the right. */
export const cuesPage = (
  actions: Actions,
  saidLine: (view: View) => { readonly text: string; readonly fail: boolean },
): Panel => {
  let file: EditStatus | null = null;
  let chosen: string | null = null;
  let general: readonly EditProblem[] = [];
  const asks = pending<Asked>();

  const at = (): number => file?.cues.findIndex((c) => c.number === chosen) ?? -1;
  const cueAt = (i: number): EditCue | null => file?.cues[i] ?? null;
  const ask = (what: EditAsked, field: string | null, after?: After): void => {
    const before = file;
    if (!before) return;
    general = [];
    const n = actions.edit(what);
    if (n === null) heard(field, false, UNSENT);
    else asks.asked(n, { field, ...(after && { after: (now: EditStatus) => after(before, now) }) });
  };
  const edit = (one: ShowEdit, field: string | null, after?: After): void =>
    ask({ do: 'edits', edits: [one] }, field, after);

  /** Each reason at its field, the others in the line of the page. */
  const heard = (field: string | null, ok: boolean, problems: readonly EditProblem[]): void => {
    const rest = field === null ? problems : form.heard(field, ok, problems);
    if (rest.length > 0) general = rest;
  };

  const form = cueForm((one, name) =>
    edit(one, name, one.do === 'renumber' ? () => one.to : undefined),
  );
  const list = editList((number) => {
    chosen = number;
    general = [];
  });
  const move = (by: -1 | 1): void => {
    const i = at();
    if (chosen === null || i < 0) return;
    const after = cueAt(by < 0 ? i - 2 : i + 1);
    if (by > 0 && !after) return;
    edit({ do: 'move', number: chosen, after: after?.number ?? null }, null);
  };
  const insert = button('edit-insert', () => {
    const scene = cueAt(at())?.scene ?? null;
    const cue = { title: NEW_CUE, ...(scene !== null && { scene }) };
    edit({ do: 'insert', after: chosen, cue }, null, added);
  });
  const duplicate = button('edit-duplicate', () => {
    if (chosen !== null) edit({ do: 'duplicate', number: chosen }, null, added);
  });
  const up = button('edit-up', () => move(-1));
  const down = button('edit-down', () => move(1));
  const remove = sureButton('edit-delete', () => {
    const next = cueAt(at() + 1) ?? cueAt(at() - 1);
    if (chosen !== null) edit({ do: 'delete', number: chosen }, null, () => next?.number ?? null);
  });
  const undo = button('edit-undo', () => ask({ do: 'undo' }, null));
  const redo = button('edit-redo', () => ask({ do: 'redo' }, null));
  // PANIC is in reach on every page of the console.
  const panic = button('panic', () => actions.ask('panic'), 'Escape');
  const says = el('p', { class: 'patch-says' });
  const last = el('p', { class: 'edit-last' });
  const said = el('p', { class: 'edit-said', attrs: { role: 'status' } });
  const wrong = el('p', { class: 'edit-wrong', attrs: { role: 'alert' } });
  const hint = el('p', { class: 'empty' });
  const root = el(
    'main',
    { class: 'page cues-page' },
    el('div', { class: 'patch-top' }, says, panic.root),
    el(
      'div',
      { class: 'edit-tools' },
      ...[undo, redo, insert, duplicate, up, down, remove].map((b) => b.root),
    ),
    el('div', { class: 'edit-lines' }, last, said, wrong),
    el('div', { class: 'edit-columns' }, list.root, el('div', {}, hint, form.root)),
  );

  const hear = (view: View, status: EditStatus): void => {
    for (const { what, ok, problems } of asks.answered(view.model.edited)) {
      heard(what.field, ok, problems);
      if (ok && what.after) chosen = what.after(status) ?? chosen;
    }
    if (chosen !== null && !status.cues.some((c) => c.number === chosen)) chosen = null;
  };

  const showTools = (view: View, off: boolean): void => {
    const none = off || chosen === null;
    undo.label(view.say('editUndo'));
    undo.off(off || !file || file.undo === 0);
    redo.label(view.say('editRedo'));
    redo.off(off || !file || file.redo === 0);
    insert.label(view.say('editInsert'));
    insert.off(off);
    duplicate.label(view.say('editDuplicate'));
    duplicate.off(none);
    up.label(view.say('editUp'));
    up.off(none || at() < 1);
    down.label(view.say('editDown'));
    down.off(none || at() + 1 >= (file?.cues.length ?? 0));
    remove.update(view, {
      label: view.say('editDelete'),
      asks: view.say('editDeleteSure', { cue: chosen ?? '–' }),
      off: none,
    });
  };

  const saysNow = (view: View): string => {
    if (view.access !== 'edit') return view.say('rigReadOnly');
    if (view.model.desk?.value.locked) return view.say('editLocked');
    return file?.broken ? view.text(file.broken) : view.say('editSays');
  };

  return {
    root,
    update(view) {
      file = view.model.file;
      if (file) hear(view, file);
      const off = !mayEditFile(view) || !file || file.broken !== null;
      setText(says, saysNow(view));
      panic.label(view.say('panic'), view.say('keyPanic'));
      panic.off(view.access === 'view');
      setText(last, file ? lastWords(view, file) : '');
      const line = saidLine(view);
      setText(said, line.text);
      setAttr(said, 'data-fail', line.fail ? '' : null);
      setText(wrong, general.map(({ text }) => view.text(text)).join(' '));
      setText(hint, view.say(file ? 'editChoose' : 'editNothing'));
      setAttr(hint, 'hidden', chosen === null ? null : '');
      showTools(view, off);
      list.update(view, file?.cues ?? [], chosen);
      form.update(view, cueAt(at()), file?.scenes ?? [], off);
    },
  };
};
