import type { ShowEdit } from '#contracts/edit';
import type { EditAsked, EditCue, EditProblem, EditStatus } from '#contracts/editing';
import { el, setAttr, setText } from '../../shared-ui/dom.ts';
import { WORDS } from '../../shared-ui/words.ts';
import { button } from '../panels/button.ts';
import { sureButton } from '../panels/sure.ts';
import { type Actions, mayEditFile, type Panel, type View } from '../view.ts';
import { cueForm } from './form.ts';
import { type AskedFor, heardAt } from './heard.ts';
import { editList } from './list.ts';
import { type Answered, type Moment, pending } from './pending.ts';

const NEW_CUE = { en: WORDS.newCueEn.en, ko: WORDS.newCueKo.ko };

const UNSENT: readonly EditProblem[] = [{ path: '', text: WORDS.editUnsent }];

/** Which cue is chosen after an edit of the whole list went well. */
type After = (before: EditStatus, now: EditStatus) => string | null;

const added: After = (before, now) => {
  const known = new Set(before.cues.map((c) => c.number));
  return now.cues.find((c) => !known.has(c.number))?.number ?? null;
};

interface Asked extends AskedFor {
  readonly after?: (now: EditStatus) => string | null;
}

const momentOf = ({ nowMs, model }: View): Moment => ({
  nowMs,
  linkSinceMs: model.link?.sinceMs ?? 0,
  denied: model.editDenied,
});

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
  let moment: Moment = { nowMs: 0, linkSinceMs: 0, denied: null };
  const asks = pending<Asked>();

  const at = (): number => file?.cues.findIndex((c) => c.number === chosen) ?? -1;
  const cueAt = (i: number): EditCue | null => file?.cues[i] ?? null;
  const ask = (what: EditAsked, field: string | null, after?: After): void => {
    const before = file;
    if (!before) return;
    general = [];
    const asked: Asked = {
      field,
      number: chosen,
      ...(after && { after: (now: EditStatus) => after(before, now) }),
    };
    const n = actions.edit(what);
    if (n === null) heard({ what: asked, ok: false, problems: UNSENT });
    else asks.asked(n, asked, moment);
  };
  const edit = (one: ShowEdit, field: string | null, after?: After): void =>
    ask({ do: 'edits', edits: [one] }, field, after);

  const heard = (answer: Answered<Asked>): void => {
    const rest = heardAt(form, answer.what, chosen, answer);
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
    for (const answer of asks.answered(view.model.edited)) {
      heard(answer);
      if (answer.ok && answer.what.after) chosen = answer.what.after(status) ?? chosen;
    }
    for (const answer of asks.lost(moment)) heard(answer);
    if (chosen !== null && !status.cues.some((c) => c.number === chosen)) chosen = null;
  };

  const showTools = (view: View, off: boolean): void => {
    const none = off || chosen === null;
    // Also where the file was broken outside: a step back is a way out of that.
    const may = mayEditFile(view);
    undo.label(view.say('editUndo'));
    undo.off(!may || !file?.undo);
    redo.label(view.say('editRedo'));
    redo.off(!may || !file?.redo);
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
      moment = momentOf(view);
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
