import type { Text } from '#contracts/ids';
import type { Show } from '#contracts/show';
import {
  SHEET_COLUMNS,
  SHEET_HEAD,
  type SheetColumn,
  type SheetRow,
  sheetRows,
} from './sheet-rows.ts';

/** How the sheet is wanted. `both`: English and Korean above each other in every cell. */
export interface SheetWish {
  readonly language: 'en' | 'ko' | 'both';
  readonly paper: 'a4' | 'a3';
}

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** A text as it stands on paper: in one language, or in both where they differ. */
const written = (text: Text | null, language: SheetWish['language']): string => {
  if (!text) return '';
  const lines = (one: string): string => escaped(one).replaceAll('\n', '<br>');
  if (language !== 'both') return lines(text[language] || text.en || text.ko);
  if (text.en === text.ko || !text.en || !text.ko) return lines(text.en || text.ko);
  return `<span lang="en">${lines(text.en)}</span><span lang="ko">${lines(text.ko)}</span>`;
};

/** Columns of several things: each gets a line of its own. */
const LISTS: ReadonlySet<SheetColumn> = new Set(['look', 'body', 'lx', 'sound', 'shutter']);

const cellText = (row: SheetRow, column: SheetColumn): Text | null => {
  const text = row.cells[column];
  if (!text || !LISTS.has(column)) return text;
  return { en: text.en.replaceAll('; ', '\n'), ko: text.ko.replaceAll('; ', '\n') };
};

/** Columns that are narrow, in shares of the width; the others share the rest. */
const SHARE: Readonly<Partial<Record<SheetColumn, number>>> = {
  number: 3.2,
  cap: 3.4,
  follow: 4.2,
  shutter: 4.2,
  call: 5.4,
  times: 5.6,
  fallback: 5.6,
  safety: 5.2,
  look: 10.5,
  body: 11.5,
};

const STYLE = `
  :root { color: #000; background: #fff; font: 8pt/1.28 "Noto Sans KR", "Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic", system-ui, sans-serif }
  body { margin: 0 }
  h1 { font-size: 14pt; margin: 0 0 1mm }
  .facts { margin: 0 0 2mm; font-size: 8pt }
  table { width: 100%; border-collapse: collapse; table-layout: fixed }
  thead { display: table-header-group }
  tr { break-inside: avoid }
  th, td { border: .2mm solid #000; padding: .8mm 1mm; text-align: left; vertical-align: top; overflow-wrap: anywhere; hyphens: auto }
  th { background: #e4e4e4; font-size: 7pt; line-height: 1.15; print-color-adjust: exact; -webkit-print-color-adjust: exact }
  td.number { font-size: 12pt; font-weight: 700 }
  td.title, td.call { font-weight: 700 }
  tr.standing td { background: #f2f2f2; print-color-adjust: exact; -webkit-print-color-adjust: exact }
  tr.group td { background: #000; color: #fff; font-weight: 700; print-color-adjust: exact; -webkit-print-color-adjust: exact }
  [lang] { display: block }
  [lang=ko] { word-break: keep-all }
  [lang=en] + [lang=ko] { margin-top: .4mm }
  nav { display: flex; gap: 1.2em; flex-wrap: wrap; padding: 0 0 4mm; font-size: 11pt }
  nav a { color: #000 }
  nav a[aria-current] { font-weight: 700; text-decoration: none }
  @media screen { body { padding: 8mm; min-width: 1100px } }
  @media print { nav { display: none } }
`;

/** A string of a style sheet: whatever could end it is written by its number. */
const cssString = (text: string): string =>
  `"${text.replace(/["\\<>&\p{Cc}]/gu, (c) => `\\${c.codePointAt(0)?.toString(16)} `)}"`;

const pageRule = (title: string, paper: SheetWish['paper']): string => `
  @page {
    size: ${paper.toUpperCase()} landscape;
    margin: 9mm 8mm 11mm;
    @bottom-left { content: ${cssString(title)}; font: 7pt sans-serif }
    @bottom-right { content: counter(page) " / " counter(pages); font: 7pt sans-serif }
  }`;

const rowHtml = (row: SheetRow, columns: readonly SheetColumn[], wish: SheetWish): string => {
  const cells = columns.map(
    (column) => `<td class="${column}">${written(cellText(row, column), wish.language)}</td>`,
  );
  const group = row.group
    ? `<tr class="group"><td colspan="${columns.length}">${written(row.group, wish.language)}</td></tr>`
    : '';
  return `${group}<tr class="${row.kind}">${cells.join('')}</tr>`;
};

const links = (wish: SheetWish): string => {
  const link = (
    language: SheetWish['language'],
    paper: SheetWish['paper'],
    text: string,
  ): string => {
    const is = language === wish.language && paper === wish.paper;
    const query = [language === 'both' ? '' : `lang=${language}`, paper === 'a4' ? '' : 'paper=a3'];
    const asked = query.filter(Boolean).join('&amp;');
    return `<a href="/sheet${asked ? `?${asked}` : ''}"${is ? ' aria-current="page"' : ''}>${text}</a>`;
  };
  const { language, paper } = wish;
  return `<nav>${[
    link('both', paper, 'English + 한국어'),
    link('en', paper, 'English'),
    link('ko', paper, '한국어'),
    link(language, 'a4', 'A4'),
    link(language, 'a3', 'A3'),
  ].join('')}<span>Ctrl P: print, or save as PDF · 인쇄 또는 PDF로 저장</span></nav>`;
};

const toldAtPanic = ({ onPanic: { osc, midi } }: Show): string =>
  [
    ...osc.map(({ to, address, args }) => [to, address, ...args].join(' ')),
    ...midi.map(({ to, send }) => `${to} MIDI ${send.type}`),
  ].join(', ');

const factsOf = (show: Show): Text => {
  const { picture, afterS } = show.onLoss;
  const dark = picture === 'dark';
  const told = toldAtPanic(show);
  const tells =
    told === '' ? { en: '', ko: '' } : { en: ` Tells ${told}.`, ko: ` 보내는 것: ${told}.` };
  return {
    en: `PANIC: black in ${show.panicS} s, again: at once.${tells.en} Feeling that is lost sinks in ${show.decayS} s. Without the conductor the picture ${dark ? `goes dark after ${afterS} s` : 'goes on alone'}. Bodies: ${show.bodies.join(', ')}.`,
    ko: `PANIC: ${show.panicS}초에 암전, 한 번 더 누르면 즉시.${tells.ko} 잃은 감정은 ${show.decayS}초에 걸쳐 가라앉음. 지휘 서버가 없으면 그림은 ${dark ? `${afterS}초 뒤 어두워짐` : '혼자 이어짐'}. 몸: ${show.bodies.join(', ')}.`,
  };
};

/** The cue sheet of a show for paper, one page of HTML: black on white, its head repeated, its pages numbered. Pure. */
export const sheetPage = (show: Show, wish: SheetWish): string => {
  const rows = sheetRows(show);
  // The column of notes is no column of stage management: it is there where somebody wrote one.
  const columns = SHEET_COLUMNS.filter(
    (column) => column !== 'notes' || rows.some((row) => row.cells.notes !== null),
  );
  const named = columns.reduce((sum, column) => sum + (SHARE[column] ?? 0), 0);
  const others = columns.filter((column) => SHARE[column] === undefined).length;
  const width = (column: SheetColumn): string =>
    (SHARE[column] ?? (100 - named) / Math.max(1, others)).toFixed(2);
  const head = columns.map(
    (column) =>
      `<th scope="col" style="width:${width(column)}%">${written(SHEET_HEAD[column], wish.language)}</th>`,
  );
  const title =
    wish.language === 'both'
      ? `${show.title.en} · ${show.title.ko}`
      : show.title[wish.language] || show.title.en;
  return `<!doctype html>
<html lang="${wish.language === 'ko' ? 'ko' : 'en'}">
<meta charset="utf-8">
<title>${escaped(title)}</title>
<style>${pageRule(title, wish.paper)}${STYLE}</style>
${links(wish)}
<h1>${escaped(title)}</h1>
<div class="facts">${written(factsOf(show), wish.language)}</div>
<table>
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${rows.map((row) => rowHtml(row, columns, wish)).join('\n')}
</tbody>
</table>
</html>
`;
};
