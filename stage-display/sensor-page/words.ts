import { t } from '../shared-ui/text.ts';

/** What every sensor page says; each page adds its own. */
export const PAGE = {
  language: t('한국어', 'English'),
  languageLabel: t('한국어로 바꾸기', 'Switch to English'),
  start: t('Start', '시작'),
  starting: t('One moment …', '잠시만요…'),
  stop: t('Stop', '멈춤'),

  connecting: t('Looking for the conductor …', '지휘 서버를 찾는 중…'),
  unreached: t(
    'The conductor does not answer. Is the Wi-Fi the same? If the device warned of this address before, open {host}/ca.crt on it and install that certificate, then load the page again.',
    '지휘 서버가 응답하지 않습니다. 같은 와이파이인가요? 이 주소를 열 때 경고가 나왔다면 기기에서 {host}/ca.crt 를 열어 인증서를 설치한 뒤 새로 고치세요.',
  ),
  live: t('Connected', '지휘 서버에 연결됨'),
  roundTrip: t('{ms} ms there and back', '왕복 {ms}ms'),
  lost: t(
    'The conductor is out of reach. Check that the Wi-Fi is the same; this page comes back by itself.',
    '지휘 서버에 닿지 않습니다. 같은 와이파이인지 확인하세요. 연결은 저절로 돌아옵니다.',
  ),
  refused: t(
    'The conductor did not let this page in.',
    '지휘 서버가 이 페이지를 받아들이지 않았습니다.',
  ),
  closed: t('Closed.', '닫혔습니다.'),

  body: t('Whose body is this?', '누구의 몸인가요?'),
  bodyHint: t(
    'Leave it as it is for a solo. Two dancers need two names, such as mina and joon.',
    '혼자라면 그대로 두세요. 두 사람이면 mina, joon처럼 이름을 달리 적습니다.',
  ),
  bodyWrong: t(
    'Letters a to z, digits, dot, hyphen and underscore only, at most 64.',
    '영문자, 숫자, 점, 하이픈, 밑줄만 64자까지 쓸 수 있습니다.',
  ),

  heard: t('What the conductor hears', '지휘 서버가 듣는 것'),
  heardNothing: t('Nothing yet. Press start.', '아직 없습니다. 시작을 누르세요.'),
  heardSoon: t('The first values come in a few seconds.', '몇 초 뒤 첫 값이 나옵니다.'),
  heardLost: t(
    'Not connected: nothing reaches the conductor now.',
    '연결이 끊겨 지금은 아무것도 전해지지 않습니다.',
  ),
  trace: t('The signal of the last seconds', '지난 몇 초의 신호'),

  stopped: t('Stopped on its page.', '페이지에서 멈췄습니다.'),
  insecure: t(
    'Browsers give sensors only to secure pages. Open this page by the address that begins with https:// (the QR code of the start page leads there).',
    '브라우저는 안전한 페이지에만 센서를 허용합니다. https:// 로 시작하는 주소로 여세요. 시작 페이지의 QR 코드를 찍으면 됩니다.',
  ),
  failed: t(
    'This did not start: {why}. Try again; if it goes on, load the page again.',
    '시작하지 못했습니다: {why}. 다시 눌러 보고, 계속되면 페이지를 새로 고치세요.',
  ),
} as const;
