import { t } from '../shared-ui/text.ts';

/** The door to the booth. */
export const BOOTH_DOOR = {
  open: t('Open the booth', '부스 열기'),
  hint: t(
    'For a touch screen: one visitor, one memory, a short film.',
    '터치 화면용입니다. 한 사람의 기억 하나가 짧은 영화가 됩니다.',
  ),
} as const;

/** The sensors' part of the landing page. */
export const SENSORS = {
  title: t('Bring a sensor', '센서 연결하기'),
  says: t(
    'Open one of these pages on the device that measures. From the first values on, the picture answers.',
    '측정할 기기에서 아래 페이지를 여세요. 첫 값이 들어오면 화면이 반응하기 시작합니다.',
  ),
  phone: t('Phone', '휴대폰'),
  phoneHint: t(
    'Motion and touch. Scan the code, press start, hold it or strap it on.',
    '움직임과 터치. 코드를 찍고 시작을 누른 뒤 손에 쥐거나 몸에 묶습니다.',
  ),
  camera: t('Camera', '카메라'),
  cameraHint: t(
    'The pose of one or several dancers. Pictures never leave the page.',
    '무용수 한 명 또는 여러 명의 자세. 영상은 페이지 밖으로 나가지 않습니다.',
  ),
  strap: t('Heart strap', '심박 스트랩'),
  strapHint: t(
    'Polar, Garmin, Wahoo by Bluetooth, in Chrome or Edge.',
    '폴라, 가민, 와후를 블루투스로. 크롬이나 엣지에서 여세요.',
  ),
  microphone: t('Microphone', '마이크'),
  microphoneHint: t(
    'Level, onsets, pitch, tempo. The sound itself never leaves the page.',
    '소리의 크기, 시작, 음높이, 빠르기. 소리 자체는 페이지 밖으로 나가지 않습니다.',
  ),
  codeTitle: t('On another device', '다른 기기에서'),
  codeHint: t(
    'Be on the same Wi-Fi and scan. The device warns once that it does not know this machine: choose Details or Advanced, then go on.',
    '같은 와이파이에서 코드를 찍으세요. 처음 한 번 모르는 컴퓨터라는 경고가 나오면 세부사항(고급)을 눌러 계속하세요.',
  ),
  codeAlt: t('QR code with the address of this page: {page}', '페이지 주소를 담은 QR 코드: {page}'),
  codeOf: t('Code for', '코드가 열 페이지'),
  here: t('This page', '이 페이지'),
  nearTitle: t('Phones cannot reach this conductor yet', '아직 휴대폰에서는 열 수 없습니다'),
  nearHint: t(
    'It is heard on this machine only, where camera, strap and microphone work at once. For phones, stop it and start it with:',
    '지금은 이 컴퓨터에서만 열립니다. 카메라, 스트랩, 마이크는 여기서 바로 쓸 수 있습니다. 휴대폰에서 쓰려면 멈춘 뒤 이렇게 시작하세요.',
  ),
} as const;

/** What an operator types so that other devices get in; TLS and the PIN come with it. */
export const FAR_COMMAND = 'npm start -- --host 0.0.0.0';
