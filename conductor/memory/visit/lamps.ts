import type { Lamp } from '#contracts/status';
import { CALLED } from './texts.ts';

/** What operators see of the booth beside its summary. */
export const CALLS: Lamp = { part: 'booth', level: 'warn', text: CALLED };
export const KEEP_FAILED: Lamp = {
  part: 'memories',
  level: 'fail',
  text: {
    en: 'A memory could not be kept: is the disk of the state folder full? The visitor was told; nothing of it was kept.',
    ko: '기억을 보관하지 못했습니다. 상태 폴더의 디스크가 가득 찼나요? 방문객에게 알렸고, 보관된 것은 없습니다.',
  },
};
export const FILM_FAILED: Lamp = {
  part: 'keepsake',
  level: 'warn',
  text: {
    en: 'A keepsake could not be made: the short film stays in its place. The log says why.',
    ko: '기념 영상을 만들지 못했습니다. 짧은 영상이 그 자리에 남습니다. 이유는 기록에 있습니다.',
  },
};
