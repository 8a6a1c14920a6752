import { t } from '../../shared-ui/text.ts';

/** Telling: speaking, writing, the show's questions. */
export const TELL = {
  title: t('Tell the memory', '기억을 들려주세요'),
  hint: t(
    'As it comes. Where, who, what light?',
    '떠오르는 대로. 어디였나요, 누가 있었나요, 빛은 어땠나요?',
  ),
  speak: t('Speak', '말하기'),
  speakHint: t(
    'The booth listens and writes along. Your voice is not kept.',
    '부스가 듣고 받아 적습니다. 목소리는 남기지 않습니다.',
  ),
  write: t('Write', '쓰기'),
  writeHint: t(
    'With the letters on this screen, or a keyboard.',
    '화면의 글자판이나 키보드로 씁니다.',
  ),
  speakInstead: t('Speak instead', '말로 하기'),
  correct: t('Correct by hand', '손으로 고치기'),
  pause: t('Pause', '잠시 멈춤'),
  goOn: t('Go on speaking', '이어서 말하기'),
  done: t('That is it', '다 했어요'),
  pass: t('Pass over', '건너뛰기'),
  textLabel: t('Your memory', '나의 기억'),
  answerLabel: t('Your answer', '나의 대답'),
  placeholder: t('Write here', '여기에 쓰세요'),

  listening: t('I am listening.', '듣고 있습니다.'),
  takeTime: t('Take your time.', '천천히 하셔도 됩니다.'),
  paused: t('Paused. Nothing is heard now.', '잠시 멈췄습니다. 지금은 듣지 않습니다.'),
  opening: t(
    'One moment, the booth is learning to listen …',
    '잠시만요, 들을 준비를 하고 있습니다…',
  ),
  askingMic: t('The microphone opens …', '마이크를 켜는 중…'),
  nothingYet: t(
    'I hear nothing yet. Come a little nearer, or write instead.',
    '아직 들리지 않습니다. 조금 더 가까이 오시거나 글로 써 주세요.',
  ),
  silent: t(
    'No sound arrives from the microphone. Please write, or call somebody.',
    '마이크에서 소리가 들어오지 않습니다. 글로 쓰거나 직원을 불러 주세요.',
  ),
  noMic: t(
    'There is no microphone here. Please write your memory.',
    '여기에는 마이크가 없습니다. 글로 들려주세요.',
  ),
  denied: t(
    'This screen may not use its microphone. Please write your memory.',
    '이 화면에서는 마이크를 쓸 수 없습니다. 글로 들려주세요.',
  ),
  micFailed: t(
    'The microphone does not work just now. Please write your memory.',
    '지금은 마이크가 작동하지 않습니다. 글로 들려주세요.',
  ),
  absent: t(
    'This booth cannot hear English today. Please write your memory.',
    '이 부스는 오늘 한국어를 듣지 못합니다. 글로 들려주세요.',
  ),
  long: t(
    'That is as much as the film can hold. It is a beautiful lot.',
    '영화에 담을 수 있는 만큼 다 찼습니다. 충분히 들었습니다.',
  ),
  heardSoFar: t('Heard so far', '지금까지 들은 말'),
  ofQuestions: t('Question {n} of {count}', '{count}개 중 {n}번째 질문'),
} as const;

/** The on-screen keyboard. */
export const KEYS = {
  label: t('Letters', '글자판'),
  shift: t('Shift', '쌍자음, 대문자'),
  erase: t('Delete', '지우기'),
  space: t('Space', '띄어쓰기'),
  enter: t('New line', '줄 바꾸기'),
  signs: t('Numbers and signs', '숫자와 기호'),
  letters: t('Letters', '글자'),
  toKo: t('한글', '한글'),
  toEn: t('English', 'English'),
  left: t('Cursor left', '커서 왼쪽으로'),
  right: t('Cursor right', '커서 오른쪽으로'),
} as const;

export const DRAW = {
  title: t('Draw what you see', '보이는 것을 그려 보세요'),
  hint: t('One line is enough.', '선 하나면 충분합니다.'),
  sheet: t(
    'Sheet to draw on. With a keyboard: arrow keys move the pen, Space puts it down or lifts it.',
    '그림을 그리는 종이. 키보드로는 화살표로 펜을 움직이고 스페이스로 펜을 대거나 뗍니다.',
  ),
  undo: t('Undo', '되돌리기'),
  redo: t('Again', '다시'),
  clear: t('Empty the sheet', '모두 지우기'),
  empty: t('Leave it empty', '그리지 않고 다음'),
  done: t('That is it', '다 그렸어요'),
  full: t(
    'The sheet is full. It may stay as it is.',
    '종이가 가득 찼습니다. 이대로 두어도 좋습니다.',
  ),
  penDown: t('Pen down', '펜을 댐'),
  penUp: t('Pen up', '펜을 뗌'),
} as const;

export const MUSIC = {
  title: t('Which music belongs to it?', '어떤 음악이 어울리나요?'),
  silence: t('Silence', '고요'),
  silenceHint: t('Nothing sounds but the room.', '방의 소리만 남습니다.'),
  answer: t('The machine answers', '기계가 응답하기'),
  answerHint: t(
    'Music is made while you feel, and follows you.',
    '느끼는 동안 음악이 만들어져 당신을 따라갑니다.',
  ),
  played: t('Play it on the keys', '건반으로 연주하기'),
  playedHint: t('What you play now is taken up.', '지금 연주하는 것을 이어받습니다.'),
  file: t('A piece of my own', '내 음악 파일'),
  fileHint: t(
    'From this machine or a stick. It stays here.',
    '이 기기나 USB에 있는 파일. 이곳을 떠나지 않습니다.',
  ),
  fileTaken: t('Your music is here.', '음악을 받았습니다.'),
  filing: t('Listening to it …', '음악을 듣는 중…'),
  fileFilm: t(
    'That is a film. Please choose a piece of music.',
    '영상 파일입니다. 음악 파일을 골라 주세요.',
  ),
  fileBig: t(
    'That piece is too large. Please choose a shorter one.',
    '파일이 너무 큽니다. 더 짧은 곡을 골라 주세요.',
  ),
  fileNot: t(
    'That could not be heard as music. Please choose another, or silence.',
    '음악으로 들을 수 없었습니다. 다른 파일이나 고요를 골라 주세요.',
  ),
  listen: t('Listen', '들어 보기'),
  listening: t('Listening …', '듣는 중…'),
  next: t('Go on', '다음'),
} as const;
