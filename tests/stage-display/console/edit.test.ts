import { describe, expect, it } from 'vitest';
import { ShowEdit } from '#contracts/edit';
import { type EditCue, FIELD_RULES } from '#contracts/editing';
import { FIELDS, secondsOf, wrongTyped } from '../../../stage-display/console/edit/fields.ts';
import { pending } from '../../../stage-display/console/edit/pending.ts';

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
      value: { en: 'now', ko: '고' },
    });
    expect(field('cue-call-en').edit(CUE, ' ')).toMatchObject({ value: null });
    expect(field('cue-notes-field').edit(CUE, ' ')).toMatchObject({ value: null });
    expect(field('cue-scene').edit(CUE, '')).toMatchObject({ value: null });
  });
});

describe('edits that wait for an answer', () => {
  it('are answered once each, and nobody answers what was not asked here', () => {
    const asks = pending<string>();
    asks.asked(1, 'a');
    asks.asked(2, 'b');
    const answers = [
      { n: 1, ok: true, problems: [] },
      { n: 9, ok: false, problems: [] },
    ];
    expect(asks.answered(answers).map(({ what, ok }) => [what, ok])).toEqual([['a', true]]);
    expect(asks.answered(answers)).toEqual([]);
    expect(asks.answered([{ n: 2, ok: false, problems: [] }])).toHaveLength(1);
  });
});
