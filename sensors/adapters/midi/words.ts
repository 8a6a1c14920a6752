import type { Text } from '#contracts/ids';

export const NO_MIDI: Text = {
  en: 'No MIDI on this machine.',
  ko: '이 컴퓨터에는 MIDI가 없습니다.',
};

export const NO_LIBRARY = (why: string): Text => ({
  en: `MIDI cannot be used on this machine: its library does not load (${why}).`,
  ko: `이 컴퓨터에서는 MIDI를 쓸 수 없습니다. 라이브러리를 불러오지 못했습니다(${why}).`,
});

export const NOTHING_PLUGGED: Text = {
  en: 'No MIDI instrument is plugged in. It is found by itself when it is.',
  ko: '연결된 MIDI 악기가 없습니다. 연결하면 저절로 찾습니다.',
};

export const NO_SUCH_PORT = (part: string, there: readonly string[]): Text => {
  const names = there.slice(0, 6).join(', ') || '-';
  return {
    en: `No MIDI input has "${part}" in its name. There are: ${names}.`,
    ko: `이름에 "${part}"이(가) 들어간 MIDI 입력이 없습니다. 지금 있는 입력: ${names}.`,
  };
};

export const LISTED: Text = {
  en: 'The instruments are listed under their own names.',
  ko: '악기는 각자의 이름으로 표시됩니다.',
};

export const READY: Text = {
  en: 'Plugged in. Play a note.',
  ko: '연결되었습니다. 음을 하나 연주해 보세요.',
};

export const UNPLUGGED: Text = {
  en: 'Unplugged. It comes back by itself when it is plugged in again.',
  ko: '연결이 끊겼습니다. 다시 연결하면 저절로 돌아옵니다.',
};

export const NOT_OPENED = (why: string): Text => ({
  en: `Cannot be opened (${why}). Another program may hold it; it is tried again.`,
  ko: `열 수 없습니다(${why}). 다른 프로그램이 쓰고 있을 수 있습니다. 계속 다시 시도합니다.`,
});

/** What an instrument is called; `number` 2 and up where others have the same name. */
export const instrumentLabel = (name: string, number: number): Text =>
  number === 1
    ? { en: `${name} (MIDI)`, ko: `${name} (MIDI)` }
    : {
        en: `${name}, number ${number} of this name (MIDI)`,
        ko: `${name}, 같은 이름의 ${number}번째 (MIDI)`,
      };

export const MIDI_LABEL: Text = { en: 'MIDI', ko: 'MIDI' };
