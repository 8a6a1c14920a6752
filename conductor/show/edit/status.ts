import type { EditCue, EditStatus } from '#contracts/editing';
import type { Text } from '#contracts/ids';
import type { Cue } from '#contracts/show';
import { type LoadedShow, loadShow, ShowErrors } from '../load.ts';
import { withText } from './folder.ts';
import type { Index } from './history.ts';
import type { ReadShow } from './store.ts';

const NOTHING: Text = { en: '', ko: '' };

const cueOf = (cue: Cue): EditCue => ({
  number: cue.number,
  title: cue.title,
  scene: cue.scene ?? null,
  fadeS: cue.fade.seconds,
  curve: cue.fade.curve,
  preWaitS: cue.preWaitS,
  postWaitS: cue.postWaitS,
  follow: cue.follow,
  call: cue.sheet.call ?? NOTHING,
  notes: cue.notes ?? '',
});

const BROKEN = (count: number): Text => ({
  en: `The show file has ${count} problem(s): mend it by hand, or undo. \`yeoun check\` says what is wrong.`,
  ko: `공연 파일에 문제가 ${count}개 있습니다. 손으로 고치거나 되돌리세요. \`yeoun check\`로 확인할 수 있습니다.`,
});

/** How far undo and redo reach from what stands in the file, noted or not. */
const reach = ({ versions, line, at }: Index, version: string) => {
  const standing = versions.find(({ n }) => n === line[at]);
  return standing?.sha256 === version
    ? { undo: Math.max(0, at), redo: line.length - 1 - at }
    : { undo: at + 1, redo: 0 };
};

/** The file as an editor at a console sees it. */
export const statusOf = async (
  folder: string,
  file: string,
  { text, version }: ReadShow,
  index: Index,
  last: EditStatus['last'],
): Promise<EditStatus> => {
  const bare = { version, cues: [], scenes: [], ...reach(index, version), last };
  let loaded: LoadedShow;
  try {
    loaded = await loadShow(folder, { files: withText(file, text), sounds: false });
  } catch (error) {
    return { ...bare, broken: BROKEN(error instanceof ShowErrors ? error.problems.length : 1) };
  }
  const { cues, scenes } = loaded.show;
  return { ...bare, cues: cues.map(cueOf), scenes: Object.keys(scenes).slice(0, 64), broken: null };
};
