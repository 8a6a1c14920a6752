import { describe, expect, it } from 'vitest';
import { sheetPage } from '../../conductor/show/sheet-page.ts';
import { SHEET_COLUMNS, SHEET_HEAD, sheetRows } from '../../conductor/show/sheet-rows.ts';
import { cue, makeShow } from './support.ts';

const SHOW = makeShow(
  [
    cue('1', 'a', { follow: 'follow', postWaitS: 2, fade: { seconds: 6 } }),
    cue('2', 'b', {
      look: { light: 0.6 },
      levelCap: 0.8,
      when: {
        all: [{ signal: 'arousal', above: 0.7 }],
        forS: 4,
        notBeforeS: 30,
        elseAfterS: 180,
      },
      sheet: {
        call: { en: 'Video 2 <GO>', ko: '영상 2, 고' },
        action: { en: 'she lies down', ko: '무용수가 눕는다' },
        lx: { en: 'LX 14', ko: '조명 14' },
      },
      osc: [{ to: 'lx', address: '/gma3/cmd', args: ['Go Cue 14'] }],
      sounds: [{ do: 'play', sound: 'rain', level: 0.5, fadeS: 3, loop: true }],
      shutters: [{ of: 'beamer', open: false }],
    }),
    cue('3', 'a', { black: true }),
  ],
  {
    scenes: {
      a: { scene: 'tide', listen: false, map: [{ from: 'breath', to: 'band', out: [0.2, 0.4] }] },
      b: { scene: 'paper', listen: false, map: [{ from: 'arousal', to: 'tear', in: [0.2, 0.9] }] },
    },
    devices: { lx: { kind: 'osc', port: 8000 }, beamer: { kind: 'projector', host: '10.0.0.9' } },
    sounds: { rain: { file: 'rain.ogg' } },
    groups: {
      storm: { title: { en: 'Storm', ko: '폭풍' }, from: '2', to: '3', times: 'until-go' },
    },
    standing: { house: { scene: 'a' }, stopped: { black: true } },
  },
);

describe('the rows of a cue sheet', () => {
  const rows = sheetRows(SHOW);
  const row = (key: string) => rows.find((r) => r.key === key)?.cells;

  it('stand in the order of an evening', () => {
    expect(rows.map((r) => r.key)).toEqual(['house', '1', '2', '3', 'stopped']);
  });

  it('say the call, the trigger, and what is done where that does not come', () => {
    expect(row('2')?.call?.en).toBe('Video 2 <GO>');
    expect(row('2')?.trigger?.en).toContain('after 1');
    expect(row('2')?.trigger?.en).toContain('arousal > 0.7');
    expect(row('2')?.trigger?.ko).toContain('30초 전에는 아님');
    expect(row('2')?.fallback?.en).toBe('by itself after 180 s, or GO');
    expect(row('3')).toMatchObject({ call: { en: 'Cue 3, GO' }, trigger: { en: 'GO' } });
    expect(row('1')?.follow?.ko).toBe('끝나면');
  });

  it('say what changes in the look, from and to, and write what moves a scene out once', () => {
    expect(row('2')?.look?.en).toMatch(/^a → b; light [\d.]+ → 0.6/);
    expect(row('1')?.body?.en).toContain('as House open');
    expect(row('house')?.body?.en).toBe('breath 0..1 → band 0.2..0.4');
    expect(row('2')?.body?.en).toBe('arousal 0.2..0.9 → tear 0..1');
    expect(row('2')?.lost?.ko).toContain('중립');
    expect(row('3')?.lost?.en).toBe('as House open');
  });

  it('put messages, sound, shutters and darkness where stage management looks for them', () => {
    expect(row('2')?.lx?.en).toBe('LX 14; lx: /gma3/cmd "Go Cue 14"');
    expect(row('2')?.sound?.ko).toBe('rain 재생 50 %, 페이드 3초, 반복');
    expect(row('2')?.shutter?.en).toBe('beamer shut');
    expect(row('2')?.cap?.en).toBe('80 %');
    expect(row('3')).toMatchObject({ cap: { ko: '암전' }, safety: { en: 'dark on purpose' } });
    expect(rows.find((r) => r.key === '2')?.group?.en).toBe('Storm: round and round until GO');
  });

  it('have a head for every column in both languages', () => {
    for (const column of SHEET_COLUMNS) {
      expect(SHEET_HEAD[column].en).not.toBe('');
      expect(SHEET_HEAD[column].ko).not.toBe('');
    }
  });
});

describe('the page', () => {
  it('is in one language or in both, on the paper that was asked for, and the same for the same show', () => {
    const ko = sheetPage(SHOW, { language: 'ko', paper: 'a3' });
    expect(ko).toContain('size: A3 landscape');
    expect(ko).toContain('무용수가 눕는다');
    expect(ko).not.toContain('she lies down');
    const both = sheetPage(SHOW, { language: 'both', paper: 'a4' });
    expect(both).toContain('she lies down');
    expect(both).toContain('무용수가 눕는다');
    expect(both).toBe(sheetPage(SHOW, { language: 'both', paper: 'a4' }));
  });

  it('takes nothing that a show says for HTML or for style', () => {
    const bad = '</style><script>alert(1)</script>"\\';
    const page = sheetPage(
      { ...SHOW, title: { en: bad, ko: bad } },
      { language: 'both', paper: 'a4' },
    );
    expect(page).not.toContain('<script>');
    expect(page.match(/<\/style>/g)).toHaveLength(1);
    expect(page).toContain('Video 2 &lt;GO&gt;');
  });
});
