import type { Text } from '#contracts/ids';
import { YeounError } from '../kernel/errors.ts';
import * as store from '../state/people/reasons.ts';

/** What may go wrong with a personal model, as it stands in a Korean sentence. */
const KOREAN: ReadonlyMap<string, string> = new Map([
  ['profile/broken', '보관된 모델을 읽을 수 없습니다. 다시 보정하세요'],
  ['profile/other-channels', '지금 센서와 맞지 않습니다. 같은 센서를 쓰거나 다시 보정하세요'],
  ['model/other-file', '카드에 적힌 파일이 아닙니다. 다시 보정하세요'],
  ['model/refused', '모델을 불러올 수 없습니다. 다시 보정하세요'],
  ['calibrate/fit', '계산이 끝나지 못했습니다. 보정을 이어서 하면 다시 시도합니다'],
]);

/** Why something went wrong, in both languages; in Korean never in English words. */
export const reasonOf = (error: unknown): Text => {
  const { en, ko } = store.reasonOf(error);
  const own = error instanceof YeounError && error.ko === null ? KOREAN.get(error.code) : undefined;
  return { en, ko: `${own ?? ko}.` };
};
