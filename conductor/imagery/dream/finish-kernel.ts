import { assembled, type Routine } from './assembler.ts';

/** out[i] = share * (the sum of `taps` numbers, `step` bytes apart, from a[i]) + kept * own[i], four at a time. */
const BOX: Routine = {
  name: 'box',
  takes: [
    ['a', 'i32'],
    ['step', 'i32'],
    ['taps', 'i32'],
    ['own', 'i32'],
    ['out', 'i32'],
    ['end', 'i32'],
    ['share', 'f32'],
    ['kept', 'f32'],
    ['none', 'f32'],
  ],
  keeps: [
    ['at', 'i32'],
    ['left', 'i32'],
    ['sum', 'v128'],
  ],
  code: `
    loop
      get none f32x4.splat set sum
      get a set at
      get taps set left
      loop
        get sum get at v128.load f32x4.add set sum
        get at get step i32.add set at
        get left i32 -1 i32.add tee left again
      end
      get out
      get sum get share f32x4.splat f32x4.mul
      get own v128.load get kept f32x4.splat f32x4.mul f32x4.add v128.store
      get a i32 16 i32.add set a
      get own i32 16 i32.add set own
      get out i32 16 i32.add tee out
      get end i32.lt_u again
    end`,
};

/** One of a pixel's bytes: `lane` of its place on the curve, and the grain that dithers it. */
const BYTE = (lane: string, after: number): string => `
      get out i32 ${after} i32.add
      get place i32x4.${lane} i32 1 i32.shl get curve i32.add i32.load16_u
      get grain i32.add i32 8 i32.shr_u i32.store8`;

/** Linear red, green, blue of a row to bytes: scaled, darkened far from the middle, by the curve, dithered. */
const TONE: Routine = {
  name: 'tone',
  takes: [
    ['row', 'i32'],
    ['across', 'i32'],
    ['curve', 'i32'],
    ['grains', 'i32'],
    ['seed', 'i32'],
    ['out', 'i32'],
    ['end', 'i32'],
    ['down', 'f32'],
    ['edge', 'f32'],
    ['fall', 'f32'],
    ['red', 'f32'],
    ['green', 'f32'],
    ['blue', 'f32'],
    ['last', 'f32'],
    ['edges', 'f32'],
    ['none', 'f32'],
    ['one', 'f32'],
  ],
  keeps: [
    ['grain', 'i32'],
    ['colour', 'v128'],
    ['place', 'v128'],
  ],
  code: `
    get red f32x4.splat get green f32x4.put-second get blue f32x4.put-third set colour
    loop
      get row v128.load get colour f32x4.mul
      get one
      get across f32.load get down f32.add get edge f32.sub get fall f32.mul
      get none f32.max get one f32.min get edges f32.mul
      f32.sub f32x4.splat f32x4.mul
      get none f32x4.splat f32x4.max get last f32x4.splat f32x4.min
      i32x4.trunc_sat_f32x4_s set place
      get grains get seed i32 1023 i32.and i32.add i32.load8_u set grain
      ${BYTE('first', 0)}
      ${BYTE('second', 1)}
      ${BYTE('third', 2)}
      get row i32 12 i32.add set row
      get across i32 4 i32.add set across
      get seed i32 21 i32.add set seed
      get out i32 3 i32.add tee out
      get end i32.lt_u again
    end`,
};

/** Both routines of the finish: addresses are bytes in the memory that was handed in. See BOX and TONE; `none` is 0, `one` 1. */
export interface FinishKernel {
  box(...numbers: readonly number[]): void;
  tone(...numbers: readonly number[]): void;
}

export const finishKernel = (memory: WebAssembly.Memory): FinishKernel => {
  const module = new WebAssembly.Module(assembled([BOX, TONE]));
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return exports as unknown as FinishKernel;
};
