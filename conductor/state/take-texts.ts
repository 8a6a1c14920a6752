import type { Text } from '#contracts/ids';
import { sentence, YeounError } from '../kernel/errors.ts';
import { KEEP_HOURS } from './takes.ts';

const CAUSES: Readonly<Record<string, string>> = {
  'vault/no-key':
    '상태 폴더가 암호화되어 있는데 암호가 없습니다. YEOUN_STATE_KEY 나 --state-key-file 로 암호를 주십시오.',
  'vault/wrong-key':
    '상태 폴더의 암호가 맞지 않습니다. 암호화할 때 쓴 암호를 YEOUN_STATE_KEY 나 --state-key-file 로 주십시오. 바뀐 것은 없습니다.',
  'vault/damaged':
    '상태 폴더의 열쇠 파일(vault.json)이 손상되었습니다. 복사본에서 되돌려 놓으십시오.',
  'vault/short-key': '암호가 너무 짧습니다. 여덟 글자 이상으로 정하십시오.',
  'vault/key-file': '열쇠 파일을 읽을 수 없습니다. 암호 한 줄이 든 텍스트 파일을 지정하십시오.',
};

/** Why something of the state folder fails, in both languages. */
export const troubleText = (error: unknown): Text => {
  const en = sentence(error);
  return { en, ko: (error instanceof YeounError && CAUSES[error.code]) || en };
};

export const LOCKED = (error: unknown): Text => {
  const { en, ko } = troubleText(error);
  return {
    en: `Takes and profiles cannot be opened; the show goes on without them. ${en}`,
    ko: `녹화와 프로필을 열 수 없습니다. 공연은 이들 없이 계속됩니다. ${ko}`,
  };
};

export const FAILED: Text = {
  en: 'The take cannot be written any more; the show goes on without it.',
  ko: '녹화를 더 쓸 수 없습니다. 공연은 계속됩니다.',
};

export const cannotBegin = (error: unknown): Text => {
  const { en, ko } = troubleText(error);
  return { en: `No take can be recorded. ${en}`, ko: `녹화할 수 없습니다. ${ko}` };
};

export const begun = (id: string, consented: boolean, raw: boolean): Text => {
  const en = [`Recording take ${id}.`];
  const ko = [`테이크 ${id} 녹화를 시작했습니다.`];
  if (!raw) {
    en.push('Biosignals are left out.');
    ko.push('생체 신호는 담지 않습니다.');
  }
  if (!consented) {
    en.push(
      `Without the performer's consent it is deleted ${KEEP_HOURS} h after its end: yeoun takes consent ${id} given.`,
    );
    ko.push(
      `공연자의 동의가 없으면 끝난 뒤 ${KEEP_HOURS}시간이 지나 삭제됩니다. 동의했다면: yeoun takes consent ${id} given`,
    );
  }
  return { en: en.join(' '), ko: ko.join(' ') };
};

export const ended = (id: string, marks: number): Text => ({
  en: `Take ${id} is ended; ${marks} mark(s).`,
  ko: `테이크 ${id} 녹화를 마쳤습니다. 표시 ${marks}개.`,
});

export const CONSENTED: Text = {
  en: 'The performer’s consent is noted in the take.',
  ko: '공연자의 동의를 테이크에 적었습니다.',
};

export const marked = (number: number, text: string | undefined): Text => ({
  en: `Mark ${number}${text ? `: ${text}` : '.'}`,
  ko: `표시 ${number}${text ? `: ${text}` : ''}`,
});

export const UNMARKED: Text = {
  en: 'Nothing is recorded, so there is nothing to mark.',
  ko: '녹화 중이 아니어서 표시할 수 없습니다.',
};

export const unswept = (failed: readonly { id: string; error: unknown }[]): Text => {
  const list = failed.map(({ id, error }) => `${id} (${sentence(error)})`).join(', ');
  return {
    en: `These takes are due, as no consent was given, and cannot be deleted: ${list}. Delete them by hand.`,
    ko: `동의가 없어 삭제해야 하지만 삭제하지 못한 테이크: ${list}. 직접 삭제해 주십시오.`,
  };
};

export const swept = (ids: readonly string[]): Text => ({
  en: `Deleted, as no consent was given: ${ids.join(', ')}.`,
  ko: `동의가 없어 삭제했습니다: ${ids.join(', ')}`,
});
