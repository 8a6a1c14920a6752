import type { Text } from '#contracts/ids';
import type { Failure } from './exchange.ts';
import type { ErrorCode, Fault, Power } from './protocol.ts';

export const FAILURES: Readonly<Record<Failure, Text>> = {
  unreachable: {
    en: 'It does not answer. Look at its network, its address and that PJLink is on in its menu.',
    ko: '응답이 없습니다. 네트워크와 주소, 프로젝터 메뉴의 PJLink 설정을 확인하세요.',
  },
  silent: {
    en: 'It took the connection and says nothing.',
    ko: '연결은 되었지만 아무 말이 없습니다.',
  },
  password: {
    en: 'It refuses the password of PJLink in the patch.',
    ko: '패치에 적힌 PJLink 비밀번호를 받아들이지 않습니다.',
  },
  'no-password': {
    en: 'It wants a password of PJLink. Set it in the patch.',
    ko: 'PJLink 비밀번호가 필요합니다. 패치에 적으세요.',
  },
  foreign: {
    en: 'What answers there does not speak PJLink.',
    ko: '그 주소에서 응답하는 것은 PJLink를 쓰지 않습니다.',
  },
  broken: {
    en: 'It broke the connection off.',
    ko: '연결을 끊었습니다.',
  },
};

export const REFUSALS: Readonly<Record<ErrorCode, Text>> = {
  ERR1: {
    en: 'It has no shutter command (ERR1).',
    ko: '셔터 명령이 없는 기종입니다(ERR1).',
  },
  ERR2: {
    en: 'It does not take this value (ERR2).',
    ko: '이 값을 받지 않습니다(ERR2).',
  },
  ERR3: {
    en: 'It cannot do this now (ERR3); it is asked again. Is it switched on?',
    ko: '지금은 할 수 없습니다(ERR3). 다시 요청합니다. 전원이 켜져 있나요?',
  },
  ERR4: {
    en: 'It reports a failure of its own (ERR4).',
    ko: '프로젝터 자체의 고장을 알립니다(ERR4).',
  },
};

export const NOT_SHUT: Text = {
  en: 'It said yes, and its shutter still stands otherwise; it is asked again.',
  ko: '명령을 받았지만 셔터 상태가 다릅니다. 다시 요청합니다.',
};

export const OVERTAKEN: Text = {
  en: 'Not done: another shutter command came first.',
  ko: '실행되지 않았습니다. 다른 셔터 명령이 먼저 왔습니다.',
};

export const ASKING: Text = { en: 'It is asked how it is.', ko: '상태를 묻고 있습니다.' };

const POWER: Readonly<Record<Power, Text>> = {
  standby: { en: 'in standby', ko: '대기 상태' },
  on: { en: 'on', ko: '켜짐' },
  cooling: { en: 'cooling down', ko: '식는 중' },
  warming: { en: 'warming up', ko: '예열 중' },
};

const FAULT: Readonly<Record<Fault, Text>> = {
  fan: { en: 'fan', ko: '팬' },
  lamp: { en: 'lamp', ko: '램프' },
  temperature: { en: 'temperature', ko: '온도' },
  cover: { en: 'cover', ko: '덮개' },
  filter: { en: 'filter', ko: '필터' },
  other: { en: 'something else', ko: '기타' },
};

const list = (faults: readonly Fault[], of: 'en' | 'ko'): string =>
  faults.map((fault) => FAULT[fault][of]).join(', ');

/** How a projector is, in a sentence. */
export const stateText = (
  power: Power | null,
  shut: boolean | null,
  fail: readonly Fault[],
  warn: readonly Fault[],
): Text => {
  const en = [power && POWER[power].en, shut === null ? null : shut ? 'shut' : 'open'];
  const ko = [power && POWER[power].ko, shut === null ? null : shut ? '닫힘' : '열림'];
  if (fail.length > 0) {
    en.push(`fails: ${list(fail, 'en')}`);
    ko.push(`고장: ${list(fail, 'ko')}`);
  }
  if (warn.length > 0) {
    en.push(`warns of: ${list(warn, 'en')}`);
    ko.push(`경고: ${list(warn, 'ko')}`);
  }
  const joined = (parts: readonly (string | null)[]) => `${parts.filter(Boolean).join(', ')}.`;
  return { en: joined(en), ko: joined(ko) };
};
