import type { Text } from '#contracts/ids';
import { sentence, YeounError } from '../kernel/errors.ts';

interface Trouble {
  readonly code: string;
  readonly what: Text;
  readonly remedy: Text;
}

const FULL: Trouble = {
  code: 'state/disk-full',
  what: { en: 'the disk is full.', ko: '디스크에 남은 공간이 없습니다.' },
  remedy: { en: 'Free some space.', ko: '공간을 비워 주세요.' },
};
const DENIED: Trouble = {
  code: 'state/not-writable',
  what: { en: 'nothing may be written here.', ko: '이곳에는 쓸 수 없습니다.' },
  remedy: {
    en: 'Give this user the right to write, or name another folder with --state.',
    ko: '쓰기 권한을 주거나 --state 로 다른 폴더를 지정해 주세요.',
  },
};
const NOT_A_FOLDER: Trouble = {
  code: 'state/not-a-folder',
  what: { en: 'this is a file, not a folder.', ko: '폴더가 아니라 파일입니다.' },
  remedy: { en: 'Name a folder with --state.', ko: '--state 로 폴더를 지정해 주세요.' },
};
const UNREADABLE: Trouble = {
  code: 'state/disk',
  what: { en: 'the disk does not answer as it should.', ko: '디스크가 제대로 응답하지 않습니다.' },
  remedy: {
    en: 'Check the disk, or name another folder with --state.',
    ko: '디스크를 확인하거나 --state 로 다른 폴더를 지정해 주세요.',
  },
};

const TROUBLES: Readonly<Record<string, Trouble>> = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  EACCES: DENIED,
  EPERM: DENIED,
  EROFS: DENIED,
  ENOTDIR: NOT_A_FOLDER,
  EEXIST: NOT_A_FOLDER,
};

/** The `code` of a Node error (`ENOSPC`), or an empty text. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

const troubleOf = (error: unknown): Trouble => TROUBLES[codeOf(error)] ?? UNREADABLE;

/** What went wrong with the state folder, as one clear sentence. */
export const folderError = (error: unknown, folder: string): YeounError => {
  const { code, what, remedy } = troubleOf(error);
  return new YeounError(code, folder, what.en, remedy.en, { cause: error });
};

/** The same for a lamp on the console, in both languages. */
export const folderText = (error: unknown, subject: Text): Text => {
  const { what, remedy } = troubleOf(error);
  return {
    en: `${subject.en}: ${what.en} ${remedy.en} (${codeOf(error) || sentence(error)})`,
    ko: `${subject.ko}: ${what.ko} ${remedy.ko} (${codeOf(error) || sentence(error)})`,
  };
};
