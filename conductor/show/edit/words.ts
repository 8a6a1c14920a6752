import type { ShowEdit } from '#contracts/edit';

/** What an edit does, for the list of versions. */
export const wordsOf = (edit: ShowEdit): string => {
  switch (edit.do) {
    case 'set':
      return `cue ${edit.number}: ${edit.path.join('.')}`;
    case 'insert':
      return `a cue after ${edit.after ?? 'the beginning'}`;
    case 'move':
      return `cue ${edit.number} moved after ${edit.after ?? 'the beginning'}`;
    case 'duplicate':
      return `cue ${edit.number} once more`;
    case 'renumber':
      return `cue ${edit.number} is ${edit.to} now`;
    case 'delete':
      return `cue ${edit.number} deleted`;
    case 'set-show':
      return edit.path.join('.');
  }
};
