import { assembled, type Routine } from './assembler.ts';

/** A plane of noise: 128 rows of 2,048 bytes, 16 bytes (four float32) a point. */
const CELL = `i32 127 i32.and i32 4 i32.shl`;
const ROW = `i32 127 i32.and i32 11 i32.shl`;
const ONE_CORNER = `f32.demote_f64 f32x4.splat f32x4.mul`;

/** out[i] = a[i] + part * (b[i] - a[i]) over `bytes` of float32. */
const CUT: Routine = {
  name: 'cut',
  takes: [
    ['a', 'i32'],
    ['b', 'i32'],
    ['part', 'f32'],
    ['out', 'i32'],
    ['end', 'i32'],
  ],
  keeps: [],
  code: `
    loop
      get out
      get a v128.load
      get b v128.load get a v128.load f32x4.sub get part f32x4.splat f32x4.mul
      f32x4.add v128.store
      get a i32 16 i32.add set a
      get b i32 16 i32.add set b
      get out i32 16 i32.add tee out
      get end i32.lt_u again
    end`,
};

/** One octave read at places x, y (float64, moved for the next octave) into out, which has 64 bytes a place. */
const READ: Routine = {
  name: 'read',
  takes: [
    ['plane', 'i32'],
    ['x', 'i32'],
    ['y', 'i32'],
    ['footprint', 'i32'],
    ['out', 'i32'],
    ['end', 'i32'],
    ['cos', 'f64'],
    ['sin', 'f64'],
    ['shiftX', 'f64'],
    ['shiftY', 'f64'],
    ['bend', 'f64'],
    ['top', 'f32'],
    ['slope', 'f32'],
    ['none', 'f32'],
    ['all', 'f32'],
    ['one', 'f64'],
  ],
  keeps: [
    ['px', 'f64'],
    ['py', 'f64'],
    ['gx', 'f64'],
    ['gy', 'f64'],
    ['ix', 'i32'],
    ['iy', 'i32'],
    ['near', 'i32'],
    ['far', 'i32'],
    ['wb', 'f64'],
    ['wc', 'f64'],
    ['wd', 'f64'],
    ['noise', 'v128'],
  ],
  code: `
    loop
      get x f64.load set px
      get y f64.load set py
      get px get cos f64.mul get py get sin f64.mul f64.sub get shiftX f64.add tee gx
      i32.trunc_sat_f64_s tee ix
      f64.convert_i32_s set wb
      get px get sin f64.mul get py get cos f64.mul f64.add get shiftY f64.add tee gy
      i32.trunc_sat_f64_s tee iy
      f64.convert_i32_s set wc
      get gx get wb f64.sub tee gx
      get gy get wc f64.sub tee gy
      f64.mul set wd
      get gx get wd f64.sub set wb
      get gy get wd f64.sub set wc

      get plane get iy ${ROW} i32.add set near
      get plane get iy i32 1 i32.add ${ROW} i32.add set far
      get near get ix ${CELL} i32.add v128.load
      get one get gx f64.sub get wc f64.sub ${ONE_CORNER}
      get far get ix ${CELL} i32.add v128.load get wc ${ONE_CORNER} f32x4.add
      get ix i32 1 i32.add ${CELL} set ix
      get near get ix i32.add v128.load get wb ${ONE_CORNER} f32x4.add
      get far get ix i32.add v128.load get wd ${ONE_CORNER} f32x4.add set noise

      get x get px get noise f32x4.first f64.promote_f32 get bend f64.mul f64.add f64.store
      get y get py get noise f32x4.second f64.promote_f32 get bend f64.mul f64.add f64.store
      get out
      get top get footprint f32.load get slope f32.mul f32.sub get all f32.min get none f32.max
      f32x4.splat get noise f32x4.mul v128.store

      get x i32 8 i32.add set x
      get y i32 8 i32.add set y
      get footprint i32 4 i32.add set footprint
      get out i32 64 i32.add tee out
      get end i32.lt_u again
    end`,
};

/** Both routines of the noise, 128 bits at a time: addresses are bytes in the memory that was handed in. */
export interface NoiseKernel {
  cut(a: number, b: number, part: number, out: number, end: number): void;
  /** See READ; `end` is the address behind the last place's row of `out`. The last three are 0, 1 and 1. */
  read(...numbers: readonly number[]): void;
}

/** Compiled within a millisecond; every WebAssembly of Node 16 and later knows its words. */
export function noiseKernel(memory: WebAssembly.Memory): NoiseKernel {
  const module = new WebAssembly.Module(assembled([CUT, READ]));
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return exports as unknown as NoiseKernel;
}
