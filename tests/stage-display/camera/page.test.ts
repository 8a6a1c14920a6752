import { describe, expect, it } from 'vitest';
import { type CameraPatch, EMPTY_PATCH, type Patch, patched } from '#contracts/patch';
import { cameraKeeper, NEW_CAMERA } from '../../../stage-display/camera/camera-patch.ts';
import { editSays } from '../../../stage-display/camera/edit-bar.ts';
import {
  drawnMask,
  type EditEvent,
  type Editing,
  edited,
} from '../../../stage-display/camera/editing.ts';
import type { Point } from '../../../stage-display/camera/figure.ts';
import { keyAsk, type PressedKey } from '../../../stage-display/camera/keys.ts';
import { bodyOf, readSettings, sizeOf, withBody } from '../../../stage-display/camera/settings.ts';
import { WORDS } from '../../../stage-display/camera/words.ts';

const edits = (...events: EditEvent[]): Editing =>
  events.reduce<Editing>(edited, { is: 'nothing' });
const press = (x: number, y: number): EditEvent => ({ do: 'press', at: [x, y] });
const clicks = (...points: Point[]): EditEvent[] =>
  points.flatMap((at): EditEvent[] => [{ do: 'press', at }, { do: 'release' }]);
const FLOOR: Point[] = [
  [0.1, 0.9],
  [0.9, 0.9],
  [0.7, 0.6],
  [0.3, 0.6],
];

describe('setting the floor marks', () => {
  it('leads through the corners one by one, and keeps only a floor', () => {
    const steps = [0, 1, 2, 3, 4].map((n) =>
      editSays(edits({ do: 'marks', marks: [] }, ...clicks(...FLOOR.slice(0, n)))),
    );
    expect(steps.map(({ says }) => says)).toEqual([
      WORDS.mark0,
      WORDS.mark1,
      WORDS.mark2,
      WORDS.mark3,
      WORDS.markAll,
    ]);
    expect(steps.map(({ keeps }) => keeps)).toEqual([false, false, false, false, true]);
    const [a, b, c, d] = FLOOR as [Point, Point, Point, Point];
    const crossed = editSays(edits({ do: 'marks', marks: [] }, ...clicks(a, b, d, c)));
    expect(crossed).toEqual({ says: WORDS.crossing, fault: true, keeps: false });
  });

  it('takes hold of a mark that is near, drags it, and takes the last one back', () => {
    const begun: EditEvent = { do: 'marks', marks: FLOOR };
    const dragged = edits(begun, press(0.71, 0.61), { do: 'drag', at: [0.75, 1.4] });
    expect(dragged).toMatchObject({ touched: 2, marks: [FLOOR[0], FLOOR[1], [0.75, 1], FLOOR[3]] });
    const nudged = edits(begun, ...clicks([0.1, 0.9]), { do: 'nudge', by: [0.01, 0] });
    expect(nudged).toMatchObject({ marks: [[0.11, 0.9], ...FLOOR.slice(1)] });
    expect(edits(begun, { do: 'undo' })).toMatchObject({ marks: FLOOR.slice(0, 3) });
    expect(edits(begun, press(0.5, 0.1))).toMatchObject({ marks: FLOOR });
    expect(edits(begun, { do: 'drag', at: [0.5, 0.5] })).toMatchObject({ marks: FLOOR });
    expect(edits(begun, { do: 'cancel' })).toEqual({ is: 'nothing' });
    expect(
      edits({ do: 'marks', marks: [] }, { do: 'nudge', by: [1, 1] }, { do: 'undo' }),
    ).toMatchObject({
      marks: [],
    });
  });
});

describe('drawing a mask', () => {
  it('is kept once it encloses something', () => {
    const two = edits({ do: 'mask' }, ...clicks([0.1, 0.1], [0.4, 0.1]));
    expect(drawnMask(two)).toBeNull();
    const three = edited(two, press(0.4, 0.5));
    expect(drawnMask(three)).toHaveLength(3);
    expect(editSays(three).keeps).toBe(true);
    expect(drawnMask(edited(three, { do: 'undo' }))).toBeNull();
    expect(
      editSays(edits({ do: 'mask' }, ...clicks([0, 0], [0.1, 0.1], [0.2, 0.2]))),
    ).toMatchObject({
      fault: true,
      keeps: false,
    });
  });
});

describe('keys', () => {
  const key = (code: string, change: Partial<PressedKey> = {}) =>
    keyAsk({ code, modified: false, inControl: false, editing: false, ...change });
  it('belong to the page only where nothing else wants them', () => {
    expect(key('KeyM')).toEqual({ ask: 'marks' });
    expect(key('Digit3')).toEqual({ ask: 'count', count: 3 });
    expect(key('Digit9')).toBeNull();
    expect(key('KeyM', { inControl: true })).toBeNull();
    expect(key('KeyS', { modified: true })).toBeNull();
    expect(key('Enter')).toBeNull();
    expect(key('Enter', { editing: true })).toEqual({ ask: 'keep' });
    expect(key('Enter', { editing: true, inControl: true })).toBeNull();
    expect(key('Escape', { editing: true, inControl: true })).toEqual({ ask: 'cancel' });
    expect(key('ArrowUp', { editing: true })).toMatchObject({ ask: 'nudge' });
  });
});

describe('what the browser remembers', () => {
  it('is read whatever was written', () => {
    for (const odd of [
      null,
      '',
      '{',
      '7',
      'null',
      '[]',
      '{"dancers":99,"bodies":["a b"],"deviceId":4}',
    ])
      expect(readSettings(odd)).toEqual(readSettings(null));
    expect(readSettings('{"dancers":3,"infrared":"on"}')).toMatchObject({
      dancers: 3,
      infrared: 'on',
    });
    expect(sizeOf(readSettings('{"resolution":"640x480"}'))).toEqual({ width: 640, height: 480 });
  });

  it('names the bodies, those in between by number', () => {
    const settings = withBody(readSettings(null), 3, 'mina');
    expect([1, 2, 3, 4].map((slot) => bodyOf(settings, slot))).toEqual([
      'dancer',
      'dancer-2',
      'mina',
      'dancer-4',
    ]);
  });
});

describe('how the camera sees the stage', () => {
  const conductor = (): {
    link: Parameters<typeof cameraKeeper>[0];
    sent: CameraPatch[];
    machine: { patch: Patch; up: boolean; nowMs: number };
  } => {
    const machine = { patch: EMPTY_PATCH, up: true, nowMs: 0 };
    const sent: CameraPatch[] = [];
    const keepCamera = (set: CameraPatch): boolean => {
      if (!machine.up) return false;
      sent.push(set);
      machine.patch = patched(machine.patch, {
        do: 'camera',
        id: 'cam',
        set: structuredClone(set),
      });
      return true;
    };
    return {
      link: { keepCamera, patch: () => machine.patch, nowMs: () => machine.nowMs },
      sent,
      machine,
    };
  };

  it('holds at once and is kept by the conductor as soon as it can be', () => {
    const { link, sent, machine } = conductor();
    const keeper = cameraKeeper(link, 'cam');
    expect(keeper.now()).toEqual(NEW_CAMERA);
    machine.up = false;
    keeper.set({ mirrored: true });
    keeper.set({ believed: 0.5 });
    expect(keeper.now()).toMatchObject({ mirrored: true, believed: 0.5 });
    keeper.tick(3_000);
    expect(keeper.unsaved(3_000)).toBe(true);
    machine.up = true;
    keeper.tick(6_000);
    keeper.tick(6_010);
    expect(sent).toHaveLength(1);
    expect(keeper.unsaved(6_010)).toBe(false);
    // From now on the machine's word holds, also when another page changes it.
    machine.patch = patched(machine.patch, { do: 'camera', id: 'cam', set: null });
    expect(keeper.now()).toEqual(NEW_CAMERA);
  });
});
