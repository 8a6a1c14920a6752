import type { Text } from '#contracts/ids';
import type { Lamp } from '#contracts/status';
import { YeounError } from '../../kernel/errors.ts';
import { folderText } from '../../state/folder-errors.ts';
import { koreanOf } from '../../state/people/reasons.ts';

const SUBJECT: Text = { en: 'A memory cannot be kept', ko: '기억을 보관할 수 없습니다' };

export const nothingToKeep = (): YeounError =>
  new YeounError(
    'memories/nothing',
    'a memory',
    'nobody agreed to anything, so nothing was kept.',
    'Ask what may be kept.',
    { ko: '보관에 동의한 것이 없어 아무것도 남기지 않았습니다.' },
  );

const isTyped = (error: unknown, code: string): boolean =>
  error instanceof YeounError && error.code === code;
export const isGone = (error: unknown): boolean => isTyped(error, 'people/unknown');
export const isNotAllowed = (error: unknown): boolean => isTyped(error, 'people/no-consent');
export const isTaken = (error: unknown): boolean => isTyped(error, 'people/code-taken');

/** Whether the disk said no, rather than the person or the key. */
const isDisk = (error: unknown): boolean =>
  !(error instanceof YeounError) || isTyped(error, 'people/refused');

/** What the operator reads where the disk refused; null where it was something else. */
export const refusedLamp = (error: unknown): Lamp | null => {
  if (!isDisk(error)) return null;
  const text =
    error instanceof YeounError
      ? { en: `${SUBJECT.en}: ${error.message}`, ko: `${SUBJECT.ko}: ${koreanOf(error)}.` }
      : folderText(error, SUBJECT);
  return { part: 'memory-store', level: 'fail', text };
};

/** What a visit gets that could not be kept: `memories/refused`, or the error as it is. */
export const notKept = (error: unknown): unknown => {
  const lamp = refusedLamp(error);
  if (!lamp) return error;
  return new YeounError(
    'memories/refused',
    'a memory',
    `the disk refuses it, and nothing of it was kept (${lamp.text.en}).`,
    'Free some space; the film can still be shown now.',
    { ko: `디스크가 거부하여 아무것도 보관하지 못했습니다 (${lamp.text.ko}).`, cause: error },
  );
};

/** A deleted film that still lies there. */
export const leftLamp = (error: unknown): Lamp => ({
  part: 'memory-store',
  level: 'fail',
  text: folderText(error, {
    en: 'A film that was deleted still lies in the state folder, and is tried again every minute',
    ko: '지운 영상이 아직 상태 폴더에 남아 있으며 1분마다 다시 시도합니다',
  }),
});
