import { t } from '../shared-ui/text.ts';

/** What the indicator says. */
export const RECORDING_WORDS = {
  started: t('recording', '녹화 시작'),
  stopped: t('recording ended: {seconds} s, {mb} MB', '녹화 끝: {seconds}초, {mb} MB'),
  missed: t(
    'recording ended: {seconds} s, {mb} MB; {missed} pictures left out, the machine could not keep up',
    '녹화 끝: {seconds}초, {mb} MB. 컴퓨터가 따라오지 못해 그림 {missed}장이 빠졌습니다',
  ),
  failed: t('cannot record: {why}', '녹화할 수 없습니다: {why}'),
  broke: t(
    'the recording ended by itself: {why}; what there is was kept',
    '녹화가 저절로 끝났습니다: {why}. 그때까지의 영상은 남아 있습니다',
  ),
  https: t(
    'open this page over HTTPS or on this machine itself',
    'HTTPS로, 또는 이 컴퓨터에서 직접 이 페이지를 여세요',
  ),
  encoder: t(
    'this browser has no video encoder; use Chrome or Chromium',
    '이 브라우저에는 영상 인코더가 없습니다. Chrome이나 Chromium을 쓰세요',
  ),
  storage: t(
    'this browser keeps no files for pages; use Chrome or Chromium',
    '이 브라우저는 페이지의 파일을 보관하지 못합니다. Chrome이나 Chromium을 쓰세요',
  ),
} as const;
