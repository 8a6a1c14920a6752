// Not reachable by the package's name: its `exports` leave this file out.
import * as loaded from '../../node_modules/@vladmandic/human/dist/tfjs.esm.js';

/**
 * What is used of TensorFlow.js, as the npm package `@vladmandic/human` brings it (4.x, WebGL and CPU). Its
 * own types name modules that are not there, so the part we call is described here.
 */
export interface Tensor {
  data(): Promise<ArrayLike<number>>;
}

export interface GraphModel {
  execute(input: Tensor, outputs?: string): Tensor;
}

/** The files of a converted model, as TensorFlow.js takes them. */
export interface ModelArtifacts {
  readonly modelTopology: unknown;
  readonly weightSpecs: unknown;
  readonly weightData: ArrayBuffer;
  readonly signature: unknown;
}

export interface Tf {
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  getBackend(): string;
  /** The WebGL backend tells of its context; others have none. */
  backend(): { readonly gpgpu?: { readonly gl: { isContextLost(): boolean } } };
  loadGraphModel(from: { load(): Promise<ModelArtifacts> }): Promise<GraphModel>;
  tidy<T>(work: () => T): T;
  dispose(tensor: Tensor): void;
  zeros(shape: readonly number[], dtype: 'int32' | 'float32'): Tensor;
  expandDims(tensor: Tensor, axis: number): Tensor;
  cast(tensor: Tensor, dtype: 'int32' | 'float32'): Tensor;
  add(tensor: Tensor, value: number): Tensor;
  mul(tensor: Tensor, value: number): Tensor;
  mean(tensor: Tensor, axis: number, keepDims: boolean): Tensor;
  tile(tensor: Tensor, times: readonly number[]): Tensor;
  clipByValue(tensor: Tensor, low: number, high: number): Tensor;
  readonly browser: { fromPixels(picture: ImageBitmap): Tensor };
}

export const tf = loaded as unknown as Tf;
