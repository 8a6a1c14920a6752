import { t } from '../shared-ui/text.ts';

export const STRAP = {
  title: t('Chest strap', '가슴 스트랩'),
  says: t(
    'Heart by Bluetooth: Polar, Garmin, Wahoo and every strap with the heart rate service. A Polar H10 also gives ECG and acceleration. Wet the electrodes and put it on before you start.',
    '블루투스로 심장 신호를 받습니다. Polar, Garmin, Wahoo를 비롯해 심박 서비스가 있는 모든 스트랩을 쓸 수 있습니다. Polar H10은 심전도와 가속도도 보냅니다. 전극을 적시고 착용한 뒤 시작하세요.',
  ),
  label: t('Chest strap', '가슴 스트랩'),
  start: t('Choose a strap', '스트랩 선택'),
  noBluetooth: t(
    'This browser has no Web Bluetooth. Use Chrome or Edge on Android, Windows, macOS or Linux; on an iPhone the Bluefy browser has it.',
    '이 브라우저는 웹 블루투스를 지원하지 않습니다. 안드로이드, Windows, macOS, Linux의 Chrome이나 Edge를 쓰세요. 아이폰에서는 Bluefy 브라우저로 열 수 있습니다.',
  ),
  notPicked: t(
    'No strap was chosen. If it is not in the list: wear it, wet the electrodes, and end its connection to other apps and watches.',
    '스트랩을 고르지 않았습니다. 목록에 없으면 전극을 적셔 착용하고, 다른 앱이나 시계와의 연결을 끊으세요.',
  ),
  off: t(
    'Bluetooth is off or not allowed. Turn it on in the settings of this device, then try again.',
    '블루투스가 꺼져 있거나 허용되지 않았습니다. 기기 설정에서 켠 뒤 다시 시도하세요.',
  ),
  connecting: t('Connecting to {name} …', '{name}에 연결하는 중…'),
  live: t('{name} is connected.', '{name} 연결됨.'),
  lost: t(
    '{name} is out of reach. It comes back by itself when it is near and worn.',
    '{name}이(가) 닿지 않습니다. 가까이 착용하고 있으면 저절로 다시 연결됩니다.',
  ),
  loose: t(
    'The electrodes do not touch. Wet them and tighten the strap.',
    '전극이 닿지 않습니다. 전극을 적시고 스트랩을 조이세요.',
  ),
  silent: t(
    'The strap is connected but sends no heart rate yet.',
    '스트랩은 연결되었지만 아직 심박이 오지 않습니다.',
  ),
  rate: t('{bpm} beats a minute', '분당 {bpm}회'),
  noRate: t('–', '–'),
  battery: t('battery {share} %', '배터리 {share} %'),
  hidden: t(
    'The page is not seen: the browser may stop Bluetooth. Keep it open and the screen on.',
    '페이지가 보이지 않으면 블루투스가 멈출 수 있습니다. 페이지를 열어 두고 화면을 켜 두세요.',
  ),
  raw: t('with ECG and acceleration', '심전도와 가속도 포함'),
} as const;
