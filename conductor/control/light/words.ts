import type { Text } from '#contracts/ids';

export const OUT_OFF: Text = {
  en: 'No universe is set to go out.',
  ko: '내보낼 유니버스가 설정되어 있지 않습니다.',
};

export const IN_OFF: Text = {
  en: 'No universe is set to be listened to.',
  ko: '들을 유니버스가 설정되어 있지 않습니다.',
};

export const SENDS = (universe: number, where: string): Text => ({
  en: `Sends universe ${universe} to ${where}.`,
  ko: `유니버스 ${universe}을(를) ${where}(으)로 보냅니다.`,
});

export const SENDS_HELD = (universe: number): Text => ({
  en: `Universe ${universe} is silent: nothing leaves the house in a rehearsal.`,
  ko: `유니버스 ${universe}은(는) 쉬고 있습니다. 리허설 중에는 아무것도 밖으로 나가지 않습니다.`,
});

export const SEND_TROUBLE = (why: string): Text => ({
  en: `Values do not go out (${why}). Look at the network; it is tried again.`,
  ko: `값을 보내지 못합니다(${why}). 네트워크를 확인하세요. 계속 다시 시도합니다.`,
});

export const LISTEN_TROUBLE = (why: string): Text => ({
  en: `sACN cannot be heard (${why}). Look at the network and at other programs on port 5568; it is tried again.`,
  ko: `sACN을 들을 수 없습니다(${why}). 네트워크와 5568 포트를 쓰는 다른 프로그램을 확인하세요. 계속 다시 시도합니다.`,
});

export const NOBODY_YET = (universe: number): Text => ({
  en: `Nobody sends universe ${universe} yet.`,
  ko: `아직 유니버스 ${universe}을(를) 보내는 곳이 없습니다.`,
});

export const HEARS = (universe: number, names: readonly string[]): Text => {
  const who = names.slice(0, 4).join(', ');
  return {
    en: `Universe ${universe} from ${who}.`,
    ko: `유니버스 ${universe}, 보내는 곳: ${who}.`,
  };
};

export const LOST = (universe: number): Text => ({
  en: `Nobody sends universe ${universe} any more. What it set stays; it is taken up again by itself.`,
  ko: `유니버스 ${universe}이(가) 더 이상 오지 않습니다. 설정된 값은 그대로이며, 다시 오면 저절로 이어받습니다.`,
});
