import { t } from './text.ts';

/** Words of the console's patch page, of takes and of the bodies. */
export const PATCH_WORDS = {
  // the patch page
  patchSays: t(
    'Every sensor that is heard, whose body it is and what it feeds. Kept with this machine.',
    '들리는 모든 센서와 그 주인, 움직이는 것을 보여 줍니다. 이 컴퓨터에 저장됩니다.',
  ),
  patchEmpty: t(
    'Nothing is heard yet. Open /camera, /phone, /strap or /microphone on a device, send OSC, or add a source below.',
    '아직 들리는 것이 없습니다. 기기에서 /camera, /phone, /strap, /microphone을 열거나 OSC를 보내거나 아래에서 신호원을 추가하세요.',
  ),
  ofBody: t('body', '몸'),
  gain: t('gain', '배율'),
  latency: t('delay {ms} ms ± {jitter}', '지연 {ms} ms ± {jitter}'),
  noLatency: t('delay –', '지연 –'),
  noLatencySays: t(
    'unknown: its samples are stamped when they arrive',
    '알 수 없음: 신호가 도착할 때 시각이 찍힙니다',
  ),
  feeds: t('feeds', '쓰이는 곳'),
  feedsNothing: t('feeds nothing now', '지금은 쓰이는 곳 없음'),
  mute: t('Mute', '끄기'),
  unmute: t('Unmute', '켜기'),
  autoRange: t('Auto range', '자동 범위'),
  forget: t('Forget settings', '설정 지우기'),
  try: t('Try', '시험'),
  tryHold: t('Hold still … {s}', '가만히 계세요… {s}'),
  tryMove: t('Now move, breathe, play … {s}', '이제 움직이고, 숨 쉬고, 연주하세요… {s}'),
  tryWorks: t('It works. What answered: {what}', '작동합니다. 반응한 것: {what}'),
  tryStill: t('Heard, but nothing changed: {what}', '들리지만 변화가 없습니다: {what}'),
  trySilent: t('Nothing was heard from it.', '아무것도 들리지 않았습니다.'),
  addSource: t('Add a source', '신호원 추가'),
  addSays: t(
    'as on the command line: midi, osc, replay:/recordings/monday',
    '명령줄과 같게: midi, osc, replay:/recordings/monday',
  ),
  add: t('Open', '열기'),
  remove: t('Close {what}', '{what} 닫기'),
  opened: t('Opened by this machine', '이 컴퓨터가 여는 신호원'),

  // takes
  take: t('Take', '녹화'),
  takeOff: t('not recording', '녹화하지 않음'),
  takeOn: t('recording for {time} · {n} marks', '녹화 중 {time} · 표시 {n}개'),
  takeFailed: t('the recording has failed', '녹화에 실패했습니다'),
  takeEncrypted: t('encrypted', '암호화됨'),
  takePlain: t('not encrypted', '암호화 안 됨'),
  record: t('Record', '녹화 시작'),
  recordEnd: t('End the take', '녹화 끝'),
  mark: t('Mark', '표시'),
  consentGiven: t('the performer agrees to it being kept', '출연자가 보관에 동의함'),
  keepRaw: t('with raw biosignals', '생체 신호 원본 포함'),
  keyMarkSays: t('mark this moment in the take', '녹화에 이 순간 표시'),

  // bodies
  bodies: t('Bodies', '몸들'),
  leads: t('leads', '이끎'),
} as const;
