import { type OutputPatch, type Slice, TEST_PATTERNS, WHOLE_SLICE } from '#contracts/output';
import type { Point } from '../../../projective.ts';
import {
  type Held,
  handlesOf,
  type Mode,
  moved,
  movedWhole,
  newMask,
  overlapEdges,
  withPoint,
  withSlice,
} from './shape.ts';

/** What the editor holds. Pure: what was asked for one after the other gives the same, always. */
export interface Edit extends Held {
  readonly output: OutputPatch;
  readonly undo: readonly OutputPatch[];
  readonly redo: readonly OutputPatch[];
  readonly isHelpOpen: boolean;
}

/** What a key or a pointer asks for. Places and distances in canvases. */
export type Act =
  | { readonly do: 'slice'; readonly n: number }
  | { readonly do: 'next'; readonly by: 1 | -1 }
  | { readonly do: 'take-up'; readonly slice: number; readonly handle: number }
  /** `goes on`: the same movement as before: one step of undo for all of it. */
  | { readonly do: 'nudge'; readonly by: Point; readonly goesOn: boolean }
  | { readonly do: 'move'; readonly to: Point; readonly goesOn: boolean }
  | { readonly do: 'move-whole'; readonly by: Point; readonly goesOn: boolean }
  | { readonly do: 'add-slice' | 'remove-slice' | 'reset' | 'overlap' }
  | { readonly do: 'mode'; readonly mode: Mode }
  | { readonly do: 'add-point'; readonly at?: Point }
  | { readonly do: 'add-mask' | 'delete' | 'mask-kind' }
  | { readonly do: 'feather' | 'gamma' | 'level'; readonly by: 1 | -1 }
  /** 0: none. */
  | { readonly do: 'pattern'; readonly by: 1 | -1 | 0 }
  | { readonly do: 'undo' | 'redo' | 'help' };

/** Steps back that are kept. */
export const MOST_STEPS = 200;
const MOST_SLICES = 8;
const MOST_MASKS = 16;
const MOST_POINTS = 32;
const LEAST_POINTS = 3;
const STEP = { feather: 0.005, gamma: 0.05, level: 0.02 } as const;

export const editOf = (output: OutputPatch): Edit => ({
  output,
  undo: [],
  redo: [],
  mode: 'corners',
  slice: 0,
  mask: 0,
  handle: 0,
  isHelpOpen: true,
});

const sliceOf = (edit: Edit): Slice => edit.output.slices[edit.slice] ?? WHOLE_SLICE;
export const handles = (edit: Edit): readonly Point[] =>
  handlesOf(sliceOf(edit), edit.mode, edit.mask);

/** Whatever was chosen exists. */
const settled = (edit: Edit): Edit => {
  const slice = Math.min(edit.slice, edit.output.slices.length - 1);
  const masks = edit.output.slices[slice]?.masks.length ?? 0;
  const mask = Math.max(0, Math.min(edit.mask, masks - 1));
  const there = handles({ ...edit, slice, mask }).length;
  return { ...edit, slice, mask, handle: Math.max(0, Math.min(edit.handle, there - 1)) };
};

const changed = (edit: Edit, output: OutputPatch, goesOn = false): Edit => {
  if (JSON.stringify(output) === JSON.stringify(edit.output)) return edit;
  const undo = goesOn ? edit.undo : [...edit.undo, edit.output].slice(-MOST_STEPS);
  return settled({ ...edit, output, undo, redo: [] });
};

const withOwn = (edit: Edit, slice: Slice | null, goesOn = false): Edit => {
  if (!slice) return edit;
  const slices = edit.output.slices.map((s, i) => (i === edit.slice ? slice : s));
  return changed(edit, { ...edit.output, slices }, goesOn);
};

const between = (x: number, low: number, high: number): number =>
  Math.round(Math.min(high, Math.max(low, x)) * 1e6) / 1e6;

const addPoint = (edit: Edit, at: Point): Edit => {
  const slice = sliceOf(edit);
  const mask = slice.masks[edit.mask];
  if (!mask) return addMask(edit, at);
  if (mask.points.length >= MOST_POINTS) return edit;
  const more = withPoint(mask, at);
  const masks = slice.masks.map((m, i) => (i === edit.mask ? more.mask : m));
  return { ...withOwn(edit, { ...slice, masks }), handle: more.point };
};

const addMask = (edit: Edit, at?: Point): Edit => {
  const slice = sliceOf(edit);
  if (slice.masks.length >= MOST_MASKS) return edit;
  const next = withOwn(edit, { ...slice, masks: [...slice.masks, newMask(at)] });
  return { ...next, mode: 'masks', mask: slice.masks.length, handle: 0 };
};

/** Between the chosen point and the next one. */
const afterHandle = (edit: Edit): Point => {
  const all = handles(edit);
  const [a, b] = [all[edit.handle], all[(edit.handle + 1) % all.length]];
  return a && b ? [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] : [0.5, 0.5];
};

const removePoint = (edit: Edit): Edit => {
  const slice = sliceOf(edit);
  const mask = slice.masks[edit.mask];
  if (edit.mode !== 'masks' || !mask) return edit;
  if (mask.points.length <= LEAST_POINTS)
    return withOwn(edit, { ...slice, masks: slice.masks.filter((_, i) => i !== edit.mask) });
  const points = mask.points.filter((_, i) => i !== edit.handle);
  const masks = slice.masks.map((m, i) => (i === edit.mask ? { ...m, points } : m));
  return withOwn(edit, { ...slice, masks });
};

const ofMask = (
  edit: Edit,
  set: (mask: Slice['masks'][number]) => Slice['masks'][number],
): Edit => {
  const slice = sliceOf(edit);
  return withOwn(edit, {
    ...slice,
    masks: slice.masks.map((m, i) => (i === edit.mask ? set(m) : m)),
  });
};

const trimmed = (edit: Edit, what: 'feather' | 'gamma' | 'level', by: number): Edit => {
  const slice = sliceOf(edit);
  const step = by * STEP[what];
  if (what === 'feather')
    return ofMask(edit, (m) => ({ ...m, feather: between(m.feather + step, 0, 0.5) }));
  if (what === 'level')
    return withOwn(edit, { ...slice, level: between(slice.level + step, 0, 1) });
  const gamma = between(slice.blend.gamma + step, 0.5, 4);
  return withOwn(edit, { ...slice, blend: { ...slice.blend, gamma } });
};

const removeSlice = (edit: Edit): Edit => {
  const { slices } = edit.output;
  if (slices.length < 2) return edit;
  return changed(edit, { ...edit.output, slices: slices.filter((_, i) => i !== edit.slice) });
};

/** Where sound goes is set elsewhere, and no step back of the picture takes it along. */
const withSoundOf = (output: OutputPatch, { sound, soundDevice }: OutputPatch): OutputPatch => {
  const { sound: _, soundDevice: __, ...picture } = output;
  return {
    ...picture,
    ...(sound !== undefined && { sound }),
    ...(soundDevice !== undefined && { soundDevice }),
  };
};

const back = (edit: Edit): Edit => {
  const output = edit.undo.at(-1);
  if (!output) return edit;
  return settled({
    ...edit,
    output: withSoundOf(output, edit.output),
    undo: edit.undo.slice(0, -1),
    redo: [...edit.redo, edit.output],
  });
};

const forth = (edit: Edit): Edit => {
  const output = edit.redo.at(-1);
  if (!output) return edit;
  const undo = [...edit.undo, edit.output].slice(-MOST_STEPS);
  return settled({
    ...edit,
    output: withSoundOf(output, edit.output),
    undo,
    redo: edit.redo.slice(0, -1),
  });
};

const patternAfter = (edit: Edit, by: number): Edit => {
  const at = by === 0 ? 0 : TEST_PATTERNS.indexOf(edit.output.pattern) + by;
  const pattern = TEST_PATTERNS[(at + TEST_PATTERNS.length) % TEST_PATTERNS.length] ?? 'none';
  return changed(edit, { ...edit.output, pattern });
};

/** The next handle; after the last of a mask comes the next mask. */
const chosen = (edit: Edit, by: number): Edit => {
  const count = handles(edit).length;
  const masks = sliceOf(edit).masks.length;
  const at = edit.handle + by;
  if (edit.mode === 'masks' && masks > 1 && (at < 0 || at >= count)) {
    const mask = (edit.mask + by + masks) % masks;
    const there = handlesOf(sliceOf(edit), 'masks', mask).length;
    return { ...edit, mask, handle: by > 0 ? 0 : there - 1 };
  }
  return count > 0 ? { ...edit, handle: (at + count) % count } : edit;
};

const nudged = (edit: Edit, [dx, dy]: Point, goesOn: boolean): Edit => {
  const at = handles(edit)[edit.handle];
  return at ? withOwn(edit, moved(sliceOf(edit), edit, [at[0] + dx, at[1] + dy]), goesOn) : edit;
};

/** What comes of an act. What cannot be done changes nothing. */
export const edited = (edit: Edit, act: Act): Edit => {
  const slice = sliceOf(edit);
  switch (act.do) {
    case 'slice':
      return act.n < edit.output.slices.length
        ? settled({ ...edit, slice: act.n, handle: 0 })
        : edit;
    case 'next':
      return chosen(edit, act.by);
    case 'take-up':
      return settled({ ...edit, slice: act.slice, handle: act.handle });
    case 'nudge':
      return nudged(edit, act.by, act.goesOn);
    case 'move':
      return withOwn(edit, moved(slice, edit, act.to), act.goesOn);
    case 'move-whole':
      return withOwn(edit, movedWhole(slice, edit, act.by), act.goesOn);
    case 'add-slice':
      if (edit.output.slices.length >= MOST_SLICES) return edit;
      return {
        ...changed(edit, withSlice(edit.output, WHOLE_SLICE)),
        slice: edit.output.slices.length,
      };
    case 'remove-slice':
      return removeSlice(edit);
    case 'reset':
      return withOwn(edit, WHOLE_SLICE);
    case 'overlap':
      return withOwn(edit, overlapEdges(edit.output.slices, edit.slice));
    case 'mode':
      return settled({ ...edit, mode: edit.mode === act.mode ? 'corners' : act.mode, handle: 0 });
    case 'add-point':
      return edit.mode === 'masks' ? addPoint(edit, act.at ?? afterHandle(edit)) : edit;
    case 'add-mask':
      return edit.mode === 'masks' ? addMask(edit) : edit;
    case 'delete':
      return removePoint(edit);
    case 'mask-kind':
      return edit.mode === 'masks' ? ofMask(edit, (m) => ({ ...m, hide: !m.hide })) : edit;
    case 'feather':
    case 'gamma':
    case 'level':
      return trimmed(edit, act.do, act.by);
    case 'pattern':
      return patternAfter(edit, act.by);
    case 'undo':
      return back(edit);
    case 'redo':
      return forth(edit);
    case 'help':
      return { ...edit, isHelpOpen: !edit.isHelpOpen };
  }
};

/** Somebody else has set the output: the newest wins, and undo takes theirs back. */
export const overtaken = (edit: Edit, output: OutputPatch): Edit => changed(edit, output);

/** What lies nearest to a place, within `reach` heights; corners of every slice, else what is shown. */
export const pick = (
  edit: Edit,
  [x, y]: Point,
  aspect: number,
  reach: number,
): { readonly slice: number; readonly handle: number } | null => {
  let best: { readonly slice: number; readonly handle: number; readonly far: number } | null = null;
  for (const [slice, s] of edit.output.slices.entries()) {
    if (edit.mode !== 'corners' && slice !== edit.slice) continue;
    for (const [handle, [hx, hy]] of handlesOf(s, edit.mode, edit.mask).entries()) {
      const far = Math.hypot((hx - x) * aspect, hy - y) - (slice === edit.slice ? 1e-6 : 0);
      if (far <= reach && far < (best?.far ?? Number.POSITIVE_INFINITY))
        best = { slice, handle, far };
    }
  }
  return best && { slice: best.slice, handle: best.handle };
};
