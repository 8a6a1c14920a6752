import type { Text } from '#contracts/ids';
import { type ServerMessage, WIRE_VERSION } from '#contracts/wire';

type Code = Extract<ServerMessage, { t: 'refused' }>['code'];

/** Why a client is shown out: the WebSocket close code (4000..4999 are ours to give) and the words. */
export const REFUSALS: Readonly<Record<Code, { readonly close: number; readonly text: Text }>> = {
  version: {
    close: 4001,
    text: {
      en: `This conductor speaks version ${WIRE_VERSION} of the wire. Load the page again, or update one of the two.`,
      ko: `이 지휘 서버는 통신 규약 ${WIRE_VERSION} 버전을 씁니다. 페이지를 다시 불러오거나 한쪽을 업데이트하세요.`,
    },
  },
  token: {
    close: 4003,
    text: {
      en: 'A PIN or a token is needed. Open the page again and enter the PIN.',
      ko: 'PIN이나 토큰이 필요합니다. 페이지를 다시 열고 PIN을 입력하세요.',
    },
  },
  access: {
    close: 4005,
    text: {
      en: 'This PIN lets you watch, not measure. Open the page again with the PIN to operate.',
      ko: '이 PIN으로는 보기만 할 수 있고 측정할 수 없습니다. 진행용 PIN으로 페이지를 다시 여세요.',
    },
  },
  full: {
    close: 4004,
    text: {
      en: 'Too many displays and consoles are connected. Close one of them.',
      ko: '연결된 화면과 콘솔이 너무 많습니다. 하나를 닫아 주세요.',
    },
  },
  'bad-message': {
    close: 4008,
    text: {
      en: 'Too many messages could not be understood, or no greeting came in time.',
      ko: '알아들을 수 없는 메시지가 너무 많거나 제때 인사가 오지 않았습니다.',
    },
  },
  slow: {
    close: 4009,
    text: {
      en: 'This connection could not keep up for half a minute.',
      ko: '연결이 30초 동안 따라오지 못했습니다.',
    },
  },
  closing: {
    close: 1012,
    text: {
      en: 'The conductor is closing. The display goes on alone and comes back by itself.',
      ko: '지휘 서버를 닫습니다. 화면은 혼자 이어지고, 서버가 돌아오면 다시 연결됩니다.',
    },
  },
};

export type RefusalCode = Code;

/** The message that says so. */
export const refused = (code: Code): string => {
  const message: ServerMessage = { t: 'refused', code, text: REFUSALS[code].text };
  return JSON.stringify(message);
};
