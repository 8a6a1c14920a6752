import { describe, expect, it } from 'vitest';
import { ShowEdit } from '#contracts/edit';
import { type EditCue, FIELD_RULES } from '#contracts/editing';
import { FIELDS, secondsOf, wrongTyped } from '../../../stage-display/console/edit/fields.ts';
import { heardAt } from '../../../stage-display/console/edit/heard.ts';
import { ANSWER_WITHIN_MS, pending } from '../../../stage-display/console/edit/pending.ts';

const CUE: EditCue = {
  number: '2',
  title: { en: 'Paper', ko: '종이' },
  scene: 'sheet',
  fadeS: 4,
  curve: 'smooth',
  preWaitS: 0,
  postWaitS: 0,
  follow: 'manual',
  call: { en: '', ko: '' },
  notes: '',
};
const field = (name: string) => {
  const found = FIELDS.find((f) => f.name === name);
  if (!found) throw new Error(name);
  return found;
};

describe('the fields of a cue', () => {
  it('come to edits that the wire takes, and what they show comes to no change', () => {
    for (const spec of FIELDS) {
      const edit = spec.edit(CUE, spec.shown(CUE));
      expect(ShowEdit.safeParse(edit).success, spec.name).toBe(true);
      expect(wrongTyped(edit), spec.name).toBeNull();
      if (spec.path !== 'number' && spec.path !== 'scene')
        expect(FIELD_RULES).toHaveProperty([spec.path]);
    }
  });

  it('are refused with what would be right in both languages, and never bent', () => {
    for (const name of ['cue-fade-s', 'cue-pre', 'cue-post'])
      for (const typed of ['-1', '86401', 'soon', '', '1e9', 'NaN', 'Infinity']) {
        const wrong = wrongTyped(field(name).edit(CUE, typed));
        expect(wrong?.path, `${name} ${typed}`).toBe(field(name).path);
        expect(wrong?.text.en).toContain('0 to 86400');
        expect(wrong?.text.ko).toContain('0에서 86400');
      }
    for (const typed of ['', 'a b', '큐', 'x'.repeat(33)])
      expect(wrongTyped(field('cue-number-field').edit(CUE, typed))?.path).toBe('number');
    expect(wrongTyped(field('cue-title-en').edit(CUE, '  '))?.path).toBe('title.en');
    expect(wrongTyped(field('cue-notes-field').edit(CUE, 'x'.repeat(4001)))?.path).toBe('notes');
    expect(wrongTyped(field('cue-call-ko').edit(CUE, 'x'.repeat(2001)))?.path).toBe('sheet.call');
  });

  it('read seconds as people type them', () => {
    expect([secondsOf('2.5'), secondsOf(' 2,5 '), secondsOf('0')]).toEqual([2.5, 2.5, 0]);
    expect(secondsOf('two')).toBe('two');
  });

  it('keep the other language of a note, and take an empty one out', () => {
    const called = { ...CUE, call: { en: 'go', ko: '고' } };
    expect(field('cue-call-en').edit(called, 'now')).toMatchObject({
      value: 'now',
    });
    expect(field('cue-call-en').edit(CUE, ' ')).toMatchObject({ value: null });
    expect(field('cue-notes-field').edit(CUE, ' ')).toMatchObject({ value: null });
    expect(field('cue-scene').edit(CUE, '')).toMatchObject({ value: null });
  });
});

describe('a note in two languages', () => {
  it('is changed in one alone where it is there: what somebody else typed in the other stays', () => {
    const called = { ...CUE, call: { en: 'go', ko: '고' } };
    expect(field('cue-call-en').edit(called, 'now')).toMatchObject({
      path: ['sheet', 'call', 'en'],
      value: 'now',
    });
    expect(field('cue-call-ko').edit(called, '')).toMatchObject({
      path: ['sheet', 'call', 'ko'],
      value: '',
    });
    expect(field('cue-call-ko').edit(CUE, '고')).toMatchObject({
      path: ['sheet', 'call'],
      value: { en: '', ko: '고' },
    });
    expect(wrongTyped(field('cue-call-ko').edit(called, 'x'.repeat(2001)))?.path).toBe(
      'sheet.call.ko',
    );
  });
});

describe('reasons of a refusal', () => {
  const problems = [{ path: '', text: { en: 'No.', ko: '안 됩니다.' } }];
  const answer = { ok: false, problems };
  const form = { heard: () => [] };

  it('stand at the field of the cue they are about, and else in the line of the page with its number', () => {
    const asked = { number: '2', field: 'cue-fade-s' };
    expect(heardAt(form, asked, '2', answer)).toEqual([]);
    expect(heardAt(form, asked, '3', answer)[0]?.text).toEqual({
      en: 'Cue 2: No.',
      ko: '큐 2: 안 됩니다.',
    });
    expect(heardAt(form, { number: '2', field: null }, '2', answer)).toEqual(problems);
    expect(heardAt(form, asked, null, { ok: true, problems: [] })).toEqual([]);
  });
});

describe('edits that wait for an answer', () => {
  const then = { nowMs: 1000, linkSinceMs: 10, denied: null };

  it('are given up once each, with why, when it takes too long, the link was cut or they are denied', () => {
    const lostAt = (now: object) => {
      const asks = pending<string>();
      asks.asked(1, 'a', then);
      expect(asks.lost(then)).toEqual([]);
      const lost = asks.lost({ ...then, ...now });
      expect(asks.lost({ ...then, ...now })).toEqual([]);
      expect(lost.every(({ ok }) => !ok)).toBe(true);
      // An answer that comes late still counts.
      expect(asks.answered([{ n: 1, ok: true, problems: [] }])).toHaveLength(1);
      return lost[0]?.problems[0]?.text.en;
    };
    expect(lostAt({ nowMs: 1000 + ANSWER_WITHIN_MS })).toBeUndefined();
    expect(lostAt({ nowMs: 1001 + ANSWER_WITHIN_MS })).toMatch(/^Not saved.*No answer came/);
    expect(lostAt({ linkSinceMs: 11 })).toMatch(/^Not saved.*cut before an answer/);
    const denied = { text: { en: 'The show is locked.', ko: '잠겨 있습니다.' } };
    expect(lostAt({ denied })).toMatch(/^Not saved.*locked/);
  });

  it('are answered once each, and nobody answers what was not asked here', () => {
    const asks = pending<string>();
    asks.asked(1, 'a', then);
    asks.asked(2, 'b', then);
    const answers = [
      { n: 1, ok: true, problems: [] },
      { n: 9, ok: false, problems: [] },
    ];
    expect(asks.answered(answers).map(({ what, ok }) => [what, ok])).toEqual([['a', true]]);
    expect(asks.answered(answers)).toEqual([]);
    expect(asks.answered([{ n: 2, ok: false, problems: [] }])).toHaveLength(1);
  });
});
