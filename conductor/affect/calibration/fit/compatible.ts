import { YeounError } from '#contracts/errors';
import type { Text } from '#contracts/ids';
import type { Layout } from './layout.ts';

const names = (list: readonly string[]): string =>
  list.slice(0, 8).join(', ') + (list.length > 8 ? ' ...' : '');
const missing = (asked: readonly string[], there: readonly string[]): string[] =>
  asked.filter((name) => !there.includes(name));

const otherChannels = (made: Layout, there: Layout): Text => {
  const gone = missing(made.channels, there.channels);
  const more = missing(there.channels, made.channels);
  const en = [
    gone.length > 0 ? `${names(gone)} missing` : '',
    more.length > 0 ? `${names(more)} added` : '',
  ].filter(Boolean);
  const ko = [
    gone.length > 0 ? `${names(gone)} 없음` : '',
    more.length > 0 ? `${names(more)} 더 있음` : '',
  ].filter(Boolean);
  return {
    en: `It was made for the channels ${names(made.channels)}; here are ${names(there.channels)} (${en.join(', ') || 'another order'}).`,
    ko: `채널 ${names(made.channels)}용으로 만들어졌습니다. 현재 채널은 ${names(there.channels)}입니다(${ko.join(', ') || '순서 다름'}).`,
  };
};

/** How the signals that are there differ from those a model was made for; null where it can be asked. */
export const difference = (made: Layout, there: Layout): Text | null => {
  if (made.modality !== there.modality)
    return {
      en: `It was made for ${made.modality}, not for ${there.modality}.`,
      ko: `${made.modality}용으로 만들어졌으며 ${there.modality}용이 아닙니다.`,
    };
  if (made.version !== there.version)
    return {
      en: `It was made by another version (layout ${made.version}, here ${there.version}).`,
      ko: `다른 버전에서 만들어졌습니다(배치 ${made.version}, 현재 ${there.version}).`,
    };
  if (made.channels.join() !== there.channels.join()) return otherChannels(made, there);
  const gone = missing(made.columns, there.columns);
  if (gone.length === 0) return null;
  return {
    en: `It needs ${names(gone)}, which nothing here gives.`,
    ko: `${names(gone)}이(가) 필요하지만 현재 신호에는 없습니다.`,
  };
};

/** Throws YeounError `profile/other-channels` that names the difference. */
export const assertCompatible = (profile: { readonly layout: Layout }, there: Layout): void => {
  const text = difference(profile.layout, there);
  if (!text) return;
  throw new YeounError(
    'profile/other-channels',
    `profile ${profile.layout.modality}`,
    text.en,
    'Use the same sensors, or calibrate again.',
    { ko: `${text.ko} 같은 센서를 쓰거나 다시 보정하세요.` },
  );
};

/** True where a profile can be asked with what is there. */
export const compatible = (profile: { readonly layout: Layout }, there: Layout): boolean =>
  difference(profile.layout, there) === null;
