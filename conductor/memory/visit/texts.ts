import type { Text } from '#contracts/ids';

/** The sheet takes no more. */
export const FULL_SHEET: Text = {
  en: 'The sheet is full. Take a line back, or go on: the picture has enough of it.',
  ko: '종이가 가득 찼습니다. 선을 하나 지우거나 다음으로 가세요. 그림을 만들기에 충분합니다.',
};
export const FULL_WORDS: Text = {
  en: 'That is as much as one memory holds. It is all here; you may still change it.',
  ko: '기억 하나에 담을 수 있는 만큼 다 담겼습니다. 지금도 고칠 수 있습니다.',
};
export const NO_HEARING: Text = {
  en: 'Nothing here understands speech in this language yet. Please write: the keyboard is below.',
  ko: '여기에는 아직 한국어 말을 알아듣는 기능이 없습니다. 아래 자판으로 써 주세요.',
};
export const NO_FILM: Text = {
  en: 'The film could not be made this time. What you saw on the stage was yours.',
  ko: '이번에는 영상을 만들지 못했습니다. 무대에서 보신 것이 당신의 기억입니다.',
};
export const NO_CONSENT: Text = {
  en: 'You did not allow anything to be kept, so nothing is. You may take the film along, or let it vanish.',
  ko: '보관에 동의하신 것이 없어 아무것도 보관하지 않습니다. 영상을 가져가거나 사라지게 할 수 있습니다.',
};
export const CHILD_KEEPS_NOTHING: Text = {
  en: 'Nothing is kept of somebody under 14 who came alone. Watch it again, or let it vanish.',
  ko: '14세 미만이 혼자 오면 아무것도 보관하지 않습니다. 다시 보거나 사라지게 하세요.',
};
export const NOT_KEPT: Text = {
  en: 'The house could not keep it: nothing was kept. You can still watch the film here.',
  ko: '보관하지 못했습니다. 남은 것은 아무것도 없습니다. 영상은 여기서 계속 볼 수 있습니다.',
};
export const NOT_TAKEN: Text = {
  en: 'There is no film to take along. Let it vanish, or watch the stage a little longer.',
  ko: '가져갈 영상이 없습니다. 사라지게 하거나 무대를 조금 더 보세요.',
};
export const WAITS: Text = {
  en: 'The room pauses for a moment. Your memory waits here; nothing is lost.',
  ko: '잠시 멈췄습니다. 당신의 기억은 여기서 기다리며, 아무것도 사라지지 않습니다.',
};
export const NO_BOOTH: Text = {
  en: 'The show that runs has no booth. Please ask somebody of the house.',
  ko: '지금 공연에는 부스가 없습니다. 직원에게 문의해 주세요.',
};
export const CALLED: Text = {
  en: 'A visitor at the booth calls for somebody. Go there, then press "helped" on the console.',
  ko: '부스의 방문객이 직원을 부릅니다. 가서 도운 뒤 콘솔에서 "도왔음"을 누르세요.',
};
