import { DataTexture, DataUtils, HalfFloatType, LinearFilter, RedFormat } from 'three';
import type { Sketch } from '#contracts/picture';
import { FAR, farFrom } from './far.ts';

/** The distance to the nearest line as a texture: the red of it, in heights of the drawing. One cell, far away, without a line. */
export const farTexture = (lines: Sketch): DataTexture => {
  const far = farFrom(lines);
  const { width, height } = far ? FAR : { width: 1, height: 1 };
  const data = Uint16Array.from(far ?? [4], (d) => DataUtils.toHalfFloat(d));
  const texture = new DataTexture(data, width, height, RedFormat, HalfFloatType);
  texture.minFilter = LinearFilter;
  texture.magFilter = LinearFilter;
  texture.needsUpdate = true;
  return texture;
};
