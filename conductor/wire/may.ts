import type { Text } from '#contracts/ids';
import { DeskIntent, type Intent } from '#contracts/intent';
import type { PatchChange } from '#contracts/patch';
import type { Access, Role } from '#contracts/wire';

/** yes. never: not for this kind of client, whoever it is; it counts as malformed. A text: why not, told to who asked. */
export type May = 'yes' | 'never' | Text;

const VIEW: Text = {
  en: 'This page may watch only. To run the show, enter the PIN to operate.',
  ko: '이 페이지는 보기만 할 수 있습니다. 진행하려면 진행용 PIN을 입력하세요.',
};
const OPERATE: Text = {
  en: 'This page may run the show, not change it. Enter the PIN to edit.',
  ko: '이 페이지는 진행만 할 수 있고 바꿀 수는 없습니다. 편집용 PIN을 입력하세요.',
};
const LOCKED: Text = {
  en: 'The show is locked against edits. Unlock it first.',
  ko: '공연이 편집되지 않도록 잠겨 있습니다. 먼저 잠금을 푸세요.',
};

/** Besides what a desk may ask for: who says what is felt, takes and their marks, a visitor's memory, a person's word. */
const RUNNING: ReadonlySet<Intent['do']> = new Set([
  ...DeskIntent.options.map((option) => option.shape.do.value),
  'mark',
  'record',
  'affect',
  'memory',
  'label',
]);

/** A stage has two keys of its own, PANIC and blackout; everything else is asked at a console, by who may operate. */
export const mayAsk = (role: Role, access: Access, intent: Intent): May => {
  const isOwn = role === 'stage' && (intent.do === 'panic' || intent.do === 'blackout');
  if (role !== 'console' && !isOwn) return 'never';
  if (access === 'view') return VIEW;
  return access === 'edit' || RUNNING.has(intent.do) ? 'yes' : OPERATE;
};

/** A sensor page changes what is kept for its own camera, a display its own output, a console everything. */
const isOwnChange = (role: Role, id: string, change: PatchChange): boolean =>
  role === 'console' ||
  (role === 'sensor' && change.do === 'camera' && change.id === id) ||
  (role === 'stage' && change.do === 'output' && change.id === id);

/**
 * Who edits may change the patch while the show is not locked. A sensor page measures with the PIN to operate and
 * sets up its own camera with it.
 */
export const mayPatch = (
  client: { readonly role: Role; readonly id: string; readonly access: Access },
  change: PatchChange,
  locked: boolean,
): May => {
  const { role, id, access } = client;
  if (!isOwnChange(role, id, change)) return 'never';
  if (access === 'view') return VIEW;
  if (access === 'operate' && role !== 'sensor') return OPERATE;
  return locked ? LOCKED : 'yes';
};

/** Who edits may change the show file from a console while the show is not locked. */
export const mayEdit = (role: Role, access: Access, locked: boolean): May => {
  const may = mayLearn(role, access);
  return may === 'yes' && locked ? LOCKED : may;
};

/** The next MIDI control is told to consoles that may bind it. */
export const mayLearn = (role: Role, access: Access): May => {
  if (role !== 'console') return 'never';
  if (access === 'edit') return 'yes';
  return access === 'view' ? VIEW : OPERATE;
};

/** Who runs the show ends a visit, or says that help came. */
export const mayAttend = (role: Role, access: Access): May => {
  if (role !== 'console') return 'never';
  return access === 'view' ? VIEW : 'yes';
};

/** Who may only watch does not measure, nor serve visitors: a sensor moves the picture, and a booth calls its cues. */
export const mayJoin = (role: Role, access: Access): boolean =>
  (role !== 'sensor' && role !== 'booth') || access !== 'view';
