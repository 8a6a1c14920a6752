import type { Text } from '#contracts/ids';
import { sentence, YeounError } from '../../kernel/errors.ts';
import { codeOf } from '../folder-errors.ts';

const FULL = '디스크에 남은 공간이 없습니다';
const DENIED = '이곳에 쓸 권한이 없습니다';
const DISK = '디스크가 제대로 응답하지 않습니다';
const NO_SQLITE = '이 컴퓨터에 맞는 SQLite를 불러올 수 없습니다';
const UNKNOWN = '자세한 것은 로그를 확인하세요';

/** By the code of an error, or by how it begins: the longest that fits counts. */
const KOREAN: Readonly<Record<string, string>> = {
  'people/unknown': '그런 식별자나 이름의 사람이 없습니다',
  'people/ambiguous': '그 이름의 사람이 여럿이니 식별자를 쓰세요',
  'people/refused': '디스크가 거부하여 아무것도 보관하지 않았습니다. 공간을 비워 주세요',
  'people/no-consent': '지금 유효한 동의가 없습니다',
  'people/no-key': '봉인되어 있는데 마스터 키가 없습니다. YEOUN_KEY_FILE로 키 파일을 지정하세요',
  'people/wrong-key': '이곳의 자료를 봉인한 마스터 키가 아닙니다',
  'people/damaged': '손상되었거나 바뀌어 열리지 않습니다. 사본에서 되살리세요',
  'people/newer': '더 새로운 여운에서 만든 자료입니다',
  'people/unavailable': '사람별 자료를 맡은 스레드가 응답하지 않습니다',
  'people/key-inside': '마스터 키가 봉인할 상태 폴더 안에 있습니다. 다른 곳으로 옮기세요',
  'people/key-missing':
    '키 파일이 없습니다. 봉인할 때 쓴 키를 되돌려 놓거나 "yeoun people key <file>"로 만드세요',
  'people/key-unreadable': '키 파일을 읽을 수 없습니다. 읽기 권한을 확인하세요',
  'people/key-format': '여운의 마스터 키가 아닙니다',
  ENOSPC: FULL,
  EDQUOT: FULL,
  EACCES: DENIED,
  EPERM: DENIED,
  EROFS: DENIED,
  EIO: DISK,
  SQLITE_FULL: FULL,
  SQLITE_READONLY: DENIED,
  SQLITE_CANTOPEN: '파일을 열 수 없습니다',
  SQLITE_IOERR: DISK,
  SQLITE_BUSY: '다른 프로그램이 쓰고 있습니다',
  SQLITE_LOCKED: '다른 프로그램이 쓰고 있습니다',
  SQLITE: '데이터베이스에 문제가 있습니다',
  ERR_MODULE_NOT_FOUND: NO_SQLITE,
  MODULE_NOT_FOUND: NO_SQLITE,
  ERR_DLOPEN_FAILED: NO_SQLITE,
};

/** Why something went wrong, as it stands in a Korean sentence, without its full stop. Never English. */
export const koreanOf = (error: unknown): string => {
  if (error instanceof YeounError && error.ko !== null) return error.ko.replace(/\.$/, '');
  const code = codeOf(error);
  const fits = Object.keys(KOREAN).filter((begin) => code.startsWith(begin));
  const longest = fits.sort((a, b) => b.length - a.length)[0];
  return (longest !== undefined && KOREAN[longest]) || UNKNOWN;
};

/** The same in both languages. */
export const reasonOf = (error: unknown): Text => ({ en: sentence(error), ko: koreanOf(error) });
