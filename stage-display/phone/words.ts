import { t } from '../shared-ui/text.ts';

/** What the phone page says, beside the words of every sensor page. */
export const PHONE = {
  title: t('Phone', '휴대폰'),
  says: t(
    'Your phone becomes a sensor of your movement. Press start, allow motion, then hold it, put it in a pocket or strap it on.',
    '휴대폰이 움직임 센서가 됩니다. 시작을 누르고 동작 센서를 허용한 뒤, 손에 쥐거나 주머니에 넣거나 몸에 묶으세요.',
  ),
  label: t('Phone', '휴대폰'),
  keepOpen: t(
    'Keep this page in front and the screen on: phones stop their motion sensors when the screen is locked or another app is in front. The page holds the screen on where the browser lets it; do not press the side button.',
    '이 페이지를 앞에 띄우고 화면을 켜 두세요. 화면이 잠기거나 다른 앱으로 바꾸면 휴대폰이 동작 센서를 멈춥니다. 가능한 브라우저에서는 화면이 저절로 꺼지지 않으니 옆 버튼만 누르지 마세요.',
  ),
  hidden: t(
    'The phone is locked or another page is in front: phones stop their motion sensors then. Unlock it and come back to the page.',
    '휴대폰이 잠겼거나 다른 화면이 앞에 있어 동작 센서가 멈췄습니다. 잠금을 풀고 이 페이지로 돌아오세요.',
  ),
  pad: t('Touch here', '여기를 만져 보세요'),
  padHint: t(
    'A finger on this field is a signal of its own: where it is and how hard it presses.',
    '이 칸에 손가락을 대면 위치와 누르는 세기도 신호가 됩니다.',
  ),
  // Only iOS asks in so many words; elsewhere a forbidden sensor is silent, see below.
  denied: t(
    'Motion was not allowed. Close this tab and swipe Safari away, open the page again, press start and choose Allow. If no question appears, delete this address under Settings > Apps > Safari > Advanced > Website Data.',
    '동작 센서가 허용되지 않았습니다. 이 탭을 닫고 사파리를 위로 밀어 끈 다음, 페이지를 다시 열어 시작을 누르고 허용을 고르세요. 묻지 않으면 설정 > 앱 > Safari > 고급 > 웹 사이트 데이터에서 이 주소를 지우세요.',
  ),
  missing: t(
    'This browser has no motion sensors. Open the page in Safari on an iPhone, or in Chrome on an Android phone.',
    '이 브라우저에는 동작 센서가 없습니다. 아이폰은 사파리, 안드로이드는 크롬에서 여세요.',
  ),
  silent: t(
    'No motion has come yet. On an Android phone: tap the sign beside the address, then Permissions > Motion sensors > Allow, and load the page again. A computer has no motion sensor; the touch field works all the same.',
    '아직 동작 신호가 없습니다. 안드로이드에서는 주소 옆 표시를 눌러 권한 > 동작 센서를 허용하고 새로 고치세요. 컴퓨터에는 동작 센서가 없지만 터치 칸은 쓸 수 있습니다.',
  ),
} as const;
