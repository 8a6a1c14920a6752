import { t } from '../shared-ui/text.ts';

export const MICROPHONE = {
  title: t('Microphone', '마이크'),
  says: t(
    'For a voice or an instrument without MIDI: level, onsets, pitch, brightness and tempo. The sound itself never leaves this device.',
    '목소리나 MIDI가 없는 악기를 위한 페이지입니다. 크기, 시작, 음높이, 밝기, 빠르기를 읽습니다. 소리 자체는 이 기기를 떠나지 않습니다.',
  ),
  label: t('Microphone', '마이크'),
  choose: t('Input', '입력'),
  usual: t('the usual one', '기본 입력'),
  denied: t(
    'The microphone is not allowed. Allow it beside the address of this page, then start again.',
    '마이크가 허용되지 않았습니다. 주소창 옆에서 허용한 뒤 다시 시작하세요.',
  ),
  none: t(
    'No microphone was found. Plug one in; it is taken up by itself.',
    '마이크를 찾지 못했습니다. 연결하면 저절로 잡힙니다.',
  ),
  busy: t(
    'Another program holds the microphone. Close it there and start again.',
    '다른 프로그램이 마이크를 쓰고 있습니다. 닫은 뒤 다시 시작하세요.',
  ),
  refused: t(
    'The microphone did not start. Start again, or choose another input.',
    '마이크가 켜지지 않습니다. 다시 시작하거나 다른 입력을 고르세요.',
  ),
  unread: t(
    'The microphone is there, but this browser could not read its sound; it is switched off again. Load the page again; if it goes on, use another browser.',
    '마이크는 있지만 이 브라우저가 소리를 읽지 못해 마이크를 다시 껐습니다. 페이지를 새로 고치고, 계속되면 다른 브라우저를 쓰세요.',
  ),
  unplugged: t(
    'The microphone was unplugged. Plug it in again; it is taken up by itself.',
    '마이크가 빠졌습니다. 다시 연결하면 저절로 이어집니다.',
  ),
  muted: t(
    'Nothing but silence arrives. Is the input muted in the settings of this device?',
    '아무 소리도 들어오지 않습니다. 기기 설정에서 입력이 꺼져 있지 않나요?',
  ),
  level: t('{db} dB', '{db} dB'),
  pitch: t('{note} · {hz} Hz', '{note} · {hz} Hz'),
  noPitch: t('no pitch', '음높이 없음'),
  hidden: t(
    'The page is not seen: phones stop the microphone then. Keep it open and the screen on.',
    '페이지가 보이지 않으면 휴대폰은 마이크를 멈춥니다. 페이지를 열어 두고 화면을 켜 두세요.',
  ),
} as const;
