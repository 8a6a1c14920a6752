import type { Text } from '#contracts/ids';
import type { Consent } from '../../state/people/index.ts';
import type { View } from './types.ts';

const FILES: Readonly<Record<string, Text>> = {
  'words.txt': { en: 'The memory, in your words', ko: '당신이 들려준 기억' },
  'answers.txt': {
    en: 'Your answers, in the order you were asked',
    ko: '질문에 대한 답변(순서대로)',
  },
  'sketch.svg': { en: 'Your drawing, as a picture', ko: '당신이 그린 그림' },
  'strokes.json': {
    en: 'Its lines with pressure and time',
    ko: '그림의 선: 필압과 시간 포함',
  },
  'tune.json': { en: 'The music you chose, and its theme', ko: '고른 음악과 그 주제' },
  'recall.csv': {
    en: 'How feeling went through the recall, ten steps a second: what the machine took it for (decoded), what your keys said (pleasant, painful)',
    ko: '회상하는 동안의 감정, 초당 열 단계: 기계의 추정(decoded)과 당신이 누른 키(pleasant, painful)',
  },
  'film.json': {
    en: 'The curve under the film, and what it was made with',
    ko: '영상의 감정 곡선과 제작 정보',
  },
  'wall.json': {
    en: 'What of it hangs on the wall for everybody to see',
    ko: '벽에 걸려 누구나 볼 수 있는 부분',
  },
  'wall.jpg': { en: 'The small picture on the wall', ko: '벽에 걸린 작은 그림' },
  'making.json': {
    en: 'What your film is being made from; deleted when it is done',
    ko: '영상을 만드는 데 쓰이는 자료. 완성되면 지워집니다',
  },
  'card.json': { en: 'Day, show and language', ko: '날짜, 작품, 언어' },
  'consents.json': {
    en: 'What you agreed to, and what you took back',
    ko: '동의하거나 철회한 내용',
  },
};
const FILM: Text = { en: 'Your film', ko: '당신의 영상' };

export const KIND_WORDS: Readonly<Record<string, Text>> = {
  words: { en: 'Words', ko: '말과 글' },
  sketch: { en: 'Drawing', ko: '그림' },
  tune: { en: 'Music', ko: '음악' },
  recall: { en: 'Course of the recall', ko: '회상의 흐름' },
  film: { en: 'Film', ko: '영상' },
  wall: { en: 'Sheet on the wall', ko: '벽의 종이' },
  memory: { en: 'Day, show and language', ko: '날짜, 작품, 언어' },
  making: { en: 'What the film is made from', ko: '영상의 재료' },
};

const safe = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const at = (ms: number | null): string =>
  ms === null ? '–' : `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
const row = (cells: readonly string[]): string =>
  `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;

const fileRow = (name: string): string => {
  const text = FILES[name] ?? (name.startsWith('film.') ? FILM : { en: '', ko: '' });
  return row([`<a href="${safe(name)}">${safe(name)}</a>`, safe(text.ko), safe(text.en)]);
};

const consentRow = ({ what, who, atMs, untilMs, withdrawnMs }: Consent): string => {
  const { en, ko } = KIND_WORDS[what] ?? { en: what, ko: what };
  return row([safe(ko), safe(en), who, at(atMs), at(untilMs), at(withdrawnMs)]);
};

/** A page that says what is in the export, in Korean and English; it needs nothing from elsewhere. Pure. */
export const indexPage = (
  { title, day }: Pick<View, 'title' | 'day'>,
  names: readonly string[],
  consents: readonly Consent[],
): string => `<!doctype html>
<html lang="ko">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe(title.ko)} · ${safe(title.en)}</title>
<style>
body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; background: #f1ece2; color: #1a2024; font: 1.1rem/1.6 system-ui, sans-serif }
table { width: 100%; border-collapse: collapse; font-size: 1rem }
td, th { padding: .4rem .6rem; border-top: 1px solid #a3a8a8; text-align: left; vertical-align: top }
</style>
<h1>${safe(title.ko)} · ${safe(title.en)}</h1>
<p>${safe(day)}</p>
<h2>이곳에 보관된 모든 것 · <span lang="en">Everything that is kept of you</span></h2>
<table>${names.map(fileRow).join('\n')}</table>
<h2>동의 · <span lang="en">Consents</span></h2>
<table><tr><th>무엇</th><th lang="en">what</th><th>who</th><th>동의 · agreed</th><th>까지 · until</th><th>철회 · taken back</th></tr>
${consents.map(consentRow).join('\n')}</table>
<p>machine: 기계만 · the machine alone. crew: 진행 팀도 · the crew too. public: 누구나 · everybody.</p>
</html>
`;
