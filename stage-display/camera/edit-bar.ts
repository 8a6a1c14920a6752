import type { Text } from '#contracts/ids';
import { el, setAttr } from '../shared-ui/dom.ts';
import { drawnMask, type Editing, MARKS } from './editing.ts';
import { button } from './fields.ts';
import { solveMarks } from './homography.ts';
import type { Put } from './panels.ts';
import { WORDS } from './words.ts';

const STEPS = [WORDS.mark0, WORDS.mark1, WORDS.mark2, WORDS.mark3] as const;

/** What to do next while marks or a mask are set, and whether it can be kept. */
export const editSays = (
  editing: Editing,
): { says: Text | null; fault: boolean; keeps: boolean } => {
  if (editing.is === 'nothing') return { says: null, fault: false, keeps: false };
  if (editing.is === 'mask') {
    const keeps = drawnMask(editing) !== null;
    const small = !keeps && editing.corners.length >= 3;
    return { says: small ? WORDS.maskTooSmall : WORDS.maskDraw, fault: small, keeps };
  }
  if (editing.marks.length < MARKS) {
    const says = STEPS[editing.marks.length] ?? WORDS.mark0;
    return { says, fault: false, keeps: false };
  }
  const solved = solveMarks(editing.marks);
  return {
    says: solved.ok ? WORDS.markAll : WORDS[solved.problem],
    fault: !solved.ok,
    keeps: solved.ok,
  };
};

/** The line under the picture that leads through the marks, with keep, undo and cancel. */
export const editBar = (asked: (what: 'keep' | 'undo' | 'cancel') => void) => {
  const says = el('p', { attrs: { role: 'status' } });
  const keep = button(() => asked('keep'));
  const undo = button(() => asked('undo'));
  const cancel = button(() => asked('cancel'));
  keep.classList.add('cam-main');
  const root = el(
    'div',
    { class: 'cam-edit', attrs: { hidden: '' } },
    says,
    el('div', { class: 'cam-row' }, keep, undo, cancel),
  );
  return {
    root,
    words(put: Put): void {
      put(keep, WORDS.keep);
      put(undo, WORDS.undo);
      put(cancel, WORDS.cancel);
    },
    show(editing: Editing, put: Put): void {
      const now = editSays(editing);
      setAttr(root, 'hidden', now.says ? null : '');
      setAttr(says, 'data-fault', now.fault ? '' : null);
      setAttr(keep, 'disabled', now.keeps ? null : '');
      if (now.says) put(says, now.says);
    },
  };
};
