import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OutputPatch, PLAIN_OUTPUT, WHOLE_SLICE } from '#contracts/output';
import { keyAct } from '../../../../stage-display/projection/keys.ts';
import {
  type Act,
  type Edit,
  edited,
  editOf,
  handles,
  MOST_STEPS,
  overtaken,
  pick,
} from '../../../../stage-display/projection/mapping/editor/edit.ts';
import {
  editorKey,
  isEditorKey,
  type KeyDown,
} from '../../../../stage-display/projection/mapping/editor/keys.ts';
import { saver } from '../../../../stage-display/projection/mapping/editor/saver.ts';
import { holdsPicture } from '../../../../stage-display/projection/mapping/pin.ts';

const key = (name: string, parts: Partial<KeyDown> = {}): KeyDown => ({
  key: name,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  ...parts,
});
const PX = [1 / 1000, 1 / 500] as const;
const press = (edit: Edit, ...keys: readonly (string | KeyDown)[]): Edit =>
  keys.reduce<Edit>((now, k) => {
    const act = editorKey(typeof k === 'string' ? key(k) : k, PX);
    if (!act || act.do === 'leave' || act.do === 'sound-names')
      throw new Error(`${JSON.stringify(k)} asks for nothing`);
    return edited(now, act);
  }, edit);
const start = editOf(PLAIN_OUTPUT);

describe('keys at the output', () => {
  it('leave PANIC, blackout, release, fullscreen and recording to the stage', () => {
    for (const name of ['Escape', 'b', 'B', 'ㅠ', 'r', 'R', 'ㄱ', 'ㄲ', 'f', 'ㄹ']) {
      expect(editorKey(key(name), PX), name).toBeNull();
      expect(editorKey(key(name, { shiftKey: true }), PX), name).toBeNull();
      expect(keyAct(name, false) ?? keyAct(name, true), name).not.toBeNull();
    }
  });

  it('take none of the keys that the stage has', () => {
    for (const name of [
      'm',
      'ㅡ',
      'c',
      'k',
      'e',
      'p',
      'o',
      'n',
      'a',
      'i',
      'h',
      'z',
      'Enter',
      'Tab',
      '1',
      '+',
      '-',
    ])
      expect(keyAct(name), name).toBeNull();
    expect(isEditorKey(key('m'))).toBe(true);
    expect(isEditorKey(key('ㅡ'))).toBe(true);
    expect(isEditorKey(key('m', { ctrlKey: true }))).toBe(false);
    expect(isEditorKey(key('m', { repeat: true }))).toBe(false);
  });

  it('nudge a corner by a pixel, ten with Shift, a tenth with Alt', () => {
    expect(press(start, 'ArrowRight').output.slices[0]?.corners[0]).toEqual([1 / 1000, 0]);
    const coarse = press(start, key('ArrowDown', { shiftKey: true }));
    expect(coarse.output.slices[0]?.corners[0]).toEqual([0, 10 / 500]);
    const fine = press(start, 'Tab', key('ArrowLeft', { altKey: true }));
    expect(fine.output.slices[0]?.corners[1]?.[0]).toBeCloseTo(1 - 0.1 / 1000, 9);
  });

  it('halve the whole for two projectors, choose and remove slices, and keep the last one', () => {
    const two = press(start, '+');
    expect(two.output.slices.map(({ crop }) => crop)).toEqual([
      [0, 0, 0.5, 1],
      [0.5, 0, 0.5, 1],
    ]);
    expect(two.slice).toBe(1);
    expect(press(two, '1').slice).toBe(0);
    expect(press(two, '7').slice).toBe(1);
    const one = press(two, '-');
    expect(one.output.slices).toHaveLength(1);
    expect(press(one, '-').output.slices).toHaveLength(1);
    const many = press(start, ...Array.from({ length: 12 }, () => '+'));
    expect(many.output.slices).toHaveLength(8);
  });

  it('change masks: new, a point more, a point less, hide or let through, feather', () => {
    const mask = press(start, 'k', 'n');
    expect(mask.output.slices[0]?.masks).toHaveLength(1);
    expect(press(mask, 'a').output.slices[0]?.masks[0]?.points).toHaveLength(5);
    expect(press(mask, 'Delete').output.slices[0]?.masks[0]?.points).toHaveLength(3);
    expect(press(mask, 'Delete', 'Delete').output.slices[0]?.masks).toHaveLength(0);
    expect(press(mask, 'i').output.slices[0]?.masks[0]?.hide).toBe(false);
    expect(
      press(mask, key('>', { shiftKey: true })).output.slices[0]?.masks[0]?.feather,
    ).toBeCloseTo(0.015);
    const clicked = edited(mask, { do: 'add-point', at: [0.5, 0.2] });
    expect(clicked.output.slices[0]?.masks[0]?.points[clicked.handle]).toEqual([0.5, 0.2]);
  });

  it('make the soft edges as wide as the parts overlap', () => {
    const two = press(start, '+');
    const wider = edited(press(two, 'c'), { do: 'move', to: [0.4, 0], goesOn: false });
    expect(wider.output.slices[1]?.crop).toEqual([0.4, 0, 0.6, 1]);
    const blended = press(wider, 'e', 'o', '1', 'o');
    expect(blended.output.slices[0]?.blend.right).toBeCloseTo(0.1 / 0.5);
    expect(blended.output.slices[1]?.blend.left).toBeCloseTo(0.1 / 0.6);
  });

  it('go through the patterns and back to the picture', () => {
    expect(press(start, 'p').output.pattern).toBe('grid');
    expect(press(start, key('p', { shiftKey: true })).output.pattern).toBe('names');
    expect(edited(press(start, 'p', 'p'), { do: 'pattern', by: 0 }).output.pattern).toBe('none');
  });
});

describe('undo', () => {
  it('takes back a whole drag or a held key at once, and gives it again', () => {
    const dragged = [0.01, 0.02, 0.03].reduce<Edit>(
      (edit, x, i) => edited(edit, { do: 'move', to: [x, 0], goesOn: i > 0 }),
      start,
    );
    expect(dragged.output.slices[0]?.corners[0]).toEqual([0.03, 0]);
    const back = press(dragged, key('z', { ctrlKey: true }));
    expect(back.output).toEqual(PLAIN_OUTPUT);
    expect(press(back, key('Z', { ctrlKey: true, shiftKey: true })).output).toEqual(dragged.output);
    const held = press(start, 'ArrowRight', key('ArrowRight', { repeat: true }));
    expect(held.undo).toHaveLength(1);
  });

  it('keeps 200 steps and no more', () => {
    let edit = start;
    for (let i = 0; i < 500; i++) edit = press(edit, i % 2 ? 'ArrowLeft' : 'ArrowRight');
    expect(edit.undo).toHaveLength(MOST_STEPS);
  });

  it('takes back what somebody else has set', () => {
    const mine = press(start, 'ArrowRight');
    const theirs = overtaken(mine, { ...PLAIN_OUTPUT, slices: [{ ...WHOLE_SLICE, level: 0.5 }] });
    expect(theirs.output.slices[0]?.level).toBe(0.5);
    expect(press(theirs, key('z', { ctrlKey: true })).output).toEqual(mine.output);
  });
});

describe('the editor, whatever is done', () => {
  const place = fc.tuple(
    fc.double({ min: -3, max: 3, noNaN: true }),
    fc.double({ min: -3, max: 3, noNaN: true }),
  );
  const act: fc.Arbitrary<Act> = fc.oneof(
    fc.record({ do: fc.constant('slice' as const), n: fc.nat(9) }),
    fc.record({ do: fc.constant('next' as const), by: fc.constantFrom(1 as const, -1 as const) }),
    fc.record({ do: fc.constant('move' as const), to: place, goesOn: fc.boolean() }),
    fc.record({ do: fc.constant('nudge' as const), by: place, goesOn: fc.boolean() }),
    fc.record({ do: fc.constant('move-whole' as const), by: place, goesOn: fc.boolean() }),
    fc.record({
      do: fc.constant('mode' as const),
      mode: fc.constantFrom(
        'corners' as const,
        'crop' as const,
        'masks' as const,
        'edges' as const,
      ),
    }),
    fc.record({ do: fc.constant('add-point' as const), at: place }),
    fc.record({
      do: fc.constantFrom('feather' as const, 'gamma' as const, 'level' as const),
      by: fc.constantFrom(1 as const, -1 as const),
    }),
    fc.record({
      do: fc.constant('pattern' as const),
      by: fc.constantFrom(1 as const, -1 as const),
    }),
    fc.constantFrom(
      ...(
        [
          'add-slice',
          'remove-slice',
          'reset',
          'overlap',
          'add-mask',
          'delete',
          'mask-kind',
          'undo',
          'redo',
          'help',
        ] as const
      ).map((what): Act => ({ do: what })),
    ),
  );

  it('holds an output that the patch takes and that can be drawn', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        let edit = start;
        for (const one of acts) {
          edit = edited(edit, one);
          const parsed = OutputPatch.safeParse(edit.output);
          expect(parsed.error?.issues ?? []).toEqual([]);
          expect(edit.output.slices.every(({ corners }) => holdsPicture(corners))).toBe(true);
          expect(edit.slice).toBeLessThan(edit.output.slices.length);
          expect(edit.undo.length).toBeLessThanOrEqual(MOST_STEPS);
          expect(handles(edit).length === 0 || edit.handle < handles(edit).length).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('takes up the nearest corner of any slice within reach', () => {
    const two = press(start, '+');
    expect(pick(two, [0.01, 0.99], 16 / 9, 0.05)).toEqual({ slice: 0, handle: 3 });
    expect(pick(two, [0.5, 0.01], 16 / 9, 0.05)?.slice).toBe(1);
    expect(pick(two, [0.3, 0.5], 16 / 9, 0.05)).toBeNull();
  });
});

describe('what is saved', () => {
  const one = PLAIN_OUTPUT;
  const two: OutputPatch = { ...PLAIN_OUTPUT, slices: [{ ...WHOLE_SLICE, level: 0.5 }] };
  const three: OutputPatch = { ...PLAIN_OUTPUT, slices: [{ ...WHOLE_SLICE, level: 0.2 }] };

  it('goes out when the hand rests, and at the latest after a second', () => {
    const sent: OutputPatch[] = [];
    const save = saver((output) => sent.push(output) > 0);
    save.changed(one, 0);
    save.frame(100);
    expect(sent).toHaveLength(0);
    save.frame(260);
    expect(sent).toEqual([one]);
    for (let t = 1000; t <= 2000; t += 100) {
      save.changed(t % 200 ? one : two, t);
      save.frame(t);
    }
    expect(sent).toEqual([one, two]);
  });

  it('is tried again until it is sent', () => {
    let isOpen = false;
    const sent: OutputPatch[] = [];
    const save = saver((output) => isOpen && sent.push(output) > 0);
    save.changed(two, 0);
    save.frame(5000);
    isOpen = true;
    save.frame(5016);
    expect(sent).toEqual([two]);
  });

  it('knows its own echo and what it has heard before from what somebody else set', () => {
    const save = saver(() => true);
    expect(save.isNews(one)).toBe(true);
    expect(save.isNews(one)).toBe(false);
    save.changed(two, 0);
    save.frame(1000);
    save.changed(three, 1001);
    expect(save.isNews(two)).toBe(false);
    save.frame(3000);
    expect(save.isNews(three)).toBe(false);
    expect(save.isNews(one)).toBe(true);
  });
});
