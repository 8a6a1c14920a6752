import { t } from '../shared-ui/text.ts';

/** Every text of the camera page, in both languages. */
export const WORDS = {
  title: t('Camera', '카메라'),
  says: t(
    'Sees where the dancers are and how they stand: 17 joints for each of up to six people. Put the camera where it sees the whole floor, feet included.',
    '무용수가 어디에 어떻게 서 있는지 봅니다. 최대 여섯 명, 한 사람마다 관절 17곳입니다. 발까지 바닥 전체가 보이는 곳에 카메라를 두세요.',
  ),
  privacy: t(
    'No picture leaves this page and none is kept. Only the places of the joints are sent.',
    '영상은 이 페이지를 벗어나지 않고 저장되지도 않습니다. 관절의 위치만 전송됩니다.',
  ),
  start: t('Start the camera', '카메라 켜기'),
  noPicture: t('The picture appears here.', '여기에 영상이 보입니다.'),

  // what stands in the way
  insecure: t(
    'Browsers give the camera only to secure pages: open this page on this machine (localhost) or by its https:// address.',
    '브라우저는 안전한 페이지에만 카메라를 허용합니다. 이 컴퓨터(localhost)에서 열거나 https:// 주소로 여세요.',
  ),
  denied: t(
    'The camera was not allowed. Allow it at the lock or camera sign beside the address; the page then goes on by itself.',
    '카메라 사용이 허용되지 않았습니다. 주소창 옆 자물쇠나 카메라 표시에서 허용하면 저절로 이어집니다.',
  ),
  noCamera: t(
    'No camera found. Plug one in: the page notices it by itself.',
    '카메라가 없습니다. 연결하면 페이지가 저절로 알아챕니다.',
  ),
  busy: t(
    'The camera gives no picture: another program may be using it. Trying again.',
    '카메라가 영상을 주지 않습니다. 다른 프로그램이 쓰고 있을 수 있습니다. 다시 시도하는 중입니다.',
  ),
  unplugged: t(
    'The camera is gone. Plug it in again: the page goes on by itself. The picture on stage is unharmed.',
    '카메라가 빠졌습니다. 다시 연결하면 저절로 이어집니다. 무대 화면에는 영향이 없습니다.',
  ),
  muted: t(
    'The camera is covered or switched off at its own switch. It goes on when the picture comes back.',
    '카메라가 가려졌거나 자체 스위치로 꺼져 있습니다. 영상이 돌아오면 이어집니다.',
  ),
  silent: t(
    'The camera is on but sends no pictures. If this goes on, unplug it and plug it in again.',
    '카메라는 켜져 있지만 영상이 오지 않습니다. 계속되면 뽑았다가 다시 꽂으세요.',
  ),
  refused: t(
    'The camera did not start. Trying again; another resolution may help.',
    '카메라가 켜지지 않습니다. 다시 시도하는 중이며, 해상도를 바꾸면 될 수도 있습니다.',
  ),
  hidden: t(
    'The camera page is not in front, so the browser holds it still. Keep its window visible.',
    '카메라 페이지가 가려져 브라우저가 멈춰 두었습니다. 창이 보이게 두세요.',
  ),
  modelLoading: t(
    'Loading the network that finds the joints … the first time takes some seconds.',
    '관절을 찾는 신경망을 불러오는 중… 처음에는 몇 초 걸립니다.',
  ),
  modelFailed: t(
    'The network that finds the joints did not run. It is tried again; if it goes on, load the page again.',
    '관절을 찾는 신경망이 작동하지 않습니다. 다시 시도하며, 계속되면 페이지를 새로 고치세요.',
  ),
  slowBackend: t(
    'This browser has no WebGL, so the processor does the work: expect a few pictures a second at most. Another browser, or graphics switched on in its settings, is far faster.',
    '이 브라우저에는 WebGL이 없어 프로세서로 계산합니다. 1초에 몇 장이 한계입니다. 다른 브라우저를 쓰거나 설정에서 그래픽 가속을 켜면 훨씬 빠릅니다.',
  ),
  nobody: t('Nobody in the picture.', '영상에 아무도 없습니다.'),
  offStage: t(
    'She is seen, but outside the stage by the floor marks.',
    '보이기는 하지만 바닥 표시 기준으로 무대 밖입니다.',
  ),

  // the camera
  cameraTitle: t('Camera and picture', '카메라와 영상'),
  camera: t('Camera', '카메라'),
  anyCamera: t('Any camera', '아무 카메라나'),
  cameraNumber: t('Camera {n}', '카메라 {n}'),
  resolution: t('Resolution', '해상도'),
  mirrored: t('Seen from behind, or as in a mirror', '뒤에서 보거나 거울처럼'),
  mirroredHint: t(
    'Off for a camera in the audience. On for one behind the dancers, or where a dancer faces the screen. With floor marks the marks decide.',
    '객석 쪽 카메라는 끄세요. 무용수 뒤에 있거나, 무용수가 화면을 마주 볼 때는 켜세요. 바닥 표시가 있으면 표시를 따릅니다.',
  ),
  infrared: t('Infrared', '적외선'),
  infraredHint: t(
    'Infrared cameras see in the dark but grey and flat. Auto notices that and stretches the light before the joints are looked for.',
    '적외선 카메라는 어둠 속에서도 보지만 영상이 회색이고 밋밋합니다. 자동은 이를 알아채고 관절을 찾기 전에 명암을 넓힙니다.',
  ),
  auto: t('auto', '자동'),
  on: t('on', '켬'),
  off: t('off', '끔'),
  stretched: t('light stretched {gain} times', '명암 {gain}배로 넓힘'),

  // dancers
  dancersTitle: t('Dancers', '무용수'),
  dancers: t('How many', '몇 명'),
  dancersHint: t(
    'One dancer is the quickest. With more, the page also looks for newcomers now and then.',
    '한 명일 때 가장 빠릅니다. 여럿이면 새로 온 사람도 이따금 찾습니다.',
  ),
  dancer: t('Camera, dancer {n}', '카메라, 무용수 {n}'),
  bodyOf: t('Name of body {n}', '{n}번째 몸의 이름'),
  bodyWrong: t('Letters a to z, digits, . - _ only.', '영문자, 숫자, . - _ 만 쓸 수 있습니다.'),
  live: t('seen', '보임'),
  lost: t('out of sight', '놓침'),
  free: t('not there', '없음'),

  // floor marks
  marksTitle: t('Floor marks', '바닥 표시'),
  marksNone: t(
    'Not set: the picture is stretched over the stage. Set them to place dancers where they really stand.',
    '정하지 않음: 영상이 무대 전체에 펼쳐집니다. 정하면 무용수가 실제로 선 자리에 놓입니다.',
  ),
  marksSet: t(
    'Set. The grid in the picture is the stage floor.',
    '정해짐. 영상 속 격자가 무대 바닥입니다.',
  ),
  marksBegin: t('Set the floor marks', '바닥 표시 정하기'),
  marksTake: t('Take the marks away', '바닥 표시 지우기'),
  mark0: t(
    '1 of 4. Put tape on the four corners of the stage. Click the FRONT LEFT corner, as the audience sees it.',
    '1/4. 무대 네 모서리에 테이프를 붙이세요. 관객이 보기에 앞쪽 왼편 모서리를 누르세요.',
  ),
  mark1: t('2 of 4. Click the FRONT RIGHT corner.', '2/4. 앞쪽 오른편 모서리를 누르세요.'),
  mark2: t('3 of 4. Click the BACK RIGHT corner.', '3/4. 뒤쪽 오른편 모서리를 누르세요.'),
  mark3: t('4 of 4. Click the BACK LEFT corner.', '4/4. 뒤쪽 왼편 모서리를 누르세요.'),
  markAll: t(
    'Does the grid lie on the floor? Drag a mark to correct it, then keep them.',
    '격자가 바닥에 잘 놓였나요? 표시를 끌어 바로잡은 뒤 저장하세요.',
  ),
  'too-few': t('Four marks are needed.', '표시가 네 개 필요합니다.'),
  outside: t('A mark lies outside the picture.', '표시 하나가 영상 밖에 있습니다.'),
  'same-place': t(
    'Two marks lie on one spot. Drag them apart.',
    '표시 두 개가 한곳에 있습니다. 떼어 놓으세요.',
  ),
  'in-line': t(
    'Three marks lie in one line, so the floor has no depth. Raise the camera or drag a mark.',
    '표시 셋이 한 줄에 있어 바닥의 깊이를 알 수 없습니다. 카메라를 높이거나 표시를 옮기세요.',
  ),
  crossing: t(
    'The lines between the marks cross. Go round the stage: front left, front right, back right, back left.',
    '표시를 잇는 선이 엇갈립니다. 앞 왼편, 앞 오른편, 뒤 오른편, 뒤 왼편 순서로 둘러 가세요.',
  ),
  dented: t(
    'One mark lies inside the triangle of the others. Drag it out to its corner.',
    '표시 하나가 나머지 셋의 안쪽에 있습니다. 제 모서리로 끌어내세요.',
  ),
  'wrong-way-round': t(
    'The marks run the wrong way round: left and right, or front and back, are exchanged.',
    '표시가 거꾸로 돕니다. 왼쪽과 오른쪽, 또는 앞과 뒤가 바뀌었습니다.',
  ),
  keep: t('Keep', '저장'),
  undo: t('Undo', '되돌리기'),
  cancel: t('Cancel', '취소'),
  unsaved: t(
    'Not kept by the conductor yet: there is no connection. It is tried again by itself.',
    '연결이 없어 아직 지휘 서버에 저장되지 않았습니다. 저절로 다시 시도합니다.',
  ),

  // masks
  masksTitle: t('Privacy masks', '가림 영역'),
  masksNone: t(
    'None. Mask the audience, a mirror, a window: what is masked is black before anything looks at it.',
    '없음. 객석, 거울, 창문을 가리세요. 가린 곳은 무엇이 보기 전에 검게 지워집니다.',
  ),
  masksSet: t(
    '{n} masked. People who stand in a mask are left out too.',
    '{n}곳을 가림. 그 안에 선 사람도 제외됩니다.',
  ),
  maskBegin: t('Draw a mask', '가림 영역 그리기'),
  maskTake: t('Take mask {n} away', '가림 영역 {n} 지우기'),
  maskDraw: t(
    'Click the corners round the area; at least three. Then keep it.',
    '가릴 곳을 둘러 모서리를 세 번 이상 누른 뒤 저장하세요.',
  ),
  maskTooSmall: t('That encloses nothing yet.', '아직 둘러싼 곳이 없습니다.'),

  // numbers
  fps: t('{n} pictures a second', '초당 {n}장'),
  inference: t('{ms} ms a dancer', '한 명에 {ms}ms'),
  backend: t('computed by {name}', '계산: {name}'),
  seen: t('{n} seen', '{n}명 보임'),

  keysTitle: t('Keys', '단축키'),
  keyStart: t('start or stop', '켜기/끄기'),
  keyMarks: t('floor marks', '바닥 표시'),
  keyMask: t('privacy mask', '가림 영역'),
  keyKeep: t('keep', '저장'),
  keyUndo: t('undo', '되돌리기'),
  keyCancel: t('leave without keeping', '저장하지 않고 나가기'),
  keyNudge: t('move the last mark a little', '마지막 표시를 조금 옮기기'),
  keyCount: t('how many dancers', '무용수 수'),
  pictureLabel: t(
    "The camera's picture with the joints that were found. Floor marks and masks are set here.",
    '찾은 관절을 그린 카메라 영상. 바닥 표시와 가림 영역을 여기서 정합니다.',
  ),
} as const;
export type CameraWord = keyof typeof WORDS;
