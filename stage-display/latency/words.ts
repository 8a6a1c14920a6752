import { t } from '../shared-ui/text.ts';

export const LATENCY_WORDS = {
  title: t('From a tap to the light', '두드림에서 빛까지'),
  says: t(
    'Measures the whole way: this device, the network, the conductor, the picture, the projector, a camera.',
    '이 기기, 네트워크, 지휘 서버, 화면, 프로젝터, 카메라까지 전체 경로를 잽니다.',
  ),
  one: t(
    '1. Open /stage on the projector and make the room dark.',
    '1. 프로젝터에 /stage를 열고 방을 어둡게 하세요.',
  ),
  two: t(
    '2. Point this camera at the picture, so that it fills the view, and hold it still.',
    '2. 카메라가 화면을 꽉 채우도록 비추고 움직이지 마세요.',
  ),
  three: t(
    '3. Tap the grey field, or press Space, about every two seconds.',
    '3. 회색 판을 두드리거나 스페이스를 2초에 한 번쯤 누르세요.',
  ),
  camera: t('Use the camera', '카메라로 재기'),
  page: t(
    'Without a camera: look at a stage in this page',
    '카메라 없이: 이 페이지 안의 무대로 재기',
  ),
  tap: t('Tap', '두드리기'),
  looking: t('light {light} % · every {ms} ms', '밝기 {light} % · {ms} ms마다'),
  notYet: t('Look at the stage first.', '먼저 무대를 비추세요.'),
  tooSoon: t(
    'A little slower: the light has to go first.',
    '조금 천천히: 빛이 먼저 꺼져야 합니다.',
  ),
  blind: t('Nothing is seen yet.', '아직 아무것도 보이지 않습니다.'),
  missed: t(
    'No light was seen. Is the stage in the picture, and does the room let it be dark?',
    '빛이 보이지 않았습니다. 무대가 화면 안에 있나요? 방이 충분히 어둡나요?',
  ),
  took: t('{ms} ms', '{ms} ms'),
  summary: t(
    '{n} taps: median {median} ms, 95 % within {p95} ms, {missed} not seen',
    '{n}번: 중앙값 {median} ms, 95 %가 {p95} ms 이내, 못 본 것 {missed}번',
  ),
  resolution: t(
    'The eye looks every {ms} ms: no single number is finer than that.',
    '{ms} ms마다 보므로, 수치 하나하나는 그보다 정밀하지 않습니다.',
  ),
  denied: t(
    'The camera is not allowed. Allow it in the address bar, then try again.',
    '카메라가 허용되지 않았습니다. 주소창에서 허용한 뒤 다시 시도하세요.',
  ),
  insecure: t(
    'Browsers give the camera only to secure pages. Open this page by its https:// address, or measure with a stage in this page.',
    '브라우저는 안전한 페이지에만 카메라를 허용합니다. https:// 주소로 열거나, 이 페이지 안의 무대로 재세요.',
  ),
  noCamera: t('No camera was found.', '카메라를 찾지 못했습니다.'),
  busy: t(
    'Another program holds the camera. Close it there, then try again.',
    '다른 프로그램이 카메라를 쓰고 있습니다. 닫은 뒤 다시 시도하세요.',
  ),
  refused: t(
    'This did not start. Try again, or load the page again.',
    '시작하지 못했습니다. 다시 시도하거나 페이지를 새로 고치세요.',
  ),
  gone: t(
    'The camera is gone. Plug it in again, then choose it again.',
    '카메라가 빠졌습니다. 다시 연결한 뒤 카메라를 다시 고르세요.',
  ),
  noStage: t(
    'The stage did not open in this page. Is the conductor running? Try again.',
    '이 페이지 안에 무대가 열리지 않았습니다. 지휘 서버가 켜져 있나요? 다시 시도하세요.',
  ),
  noFrames: t(
    'This browser does not tell when it saw a picture, so nothing can be measured with it. Use a newer one.',
    '이 브라우저는 화면을 언제 보았는지 알려 주지 않아 잴 수 없습니다. 최신 브라우저를 쓰세요.',
  ),
  offline: t('No connection to the conductor.', '지휘 서버에 연결되지 않았습니다.'),
  language: t('한국어', 'English'),
} as const;

export type LatencyWord = keyof typeof LATENCY_WORDS;
