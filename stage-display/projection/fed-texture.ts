import { DataTexture, FloatType, NearestFilter, RGBAFormat } from 'three';
import type { FedPicture } from './probe.ts';

/** A picture that a test feeds the stage, as a texture of whole floats: NaN stays NaN. */
export const fedTexture = ({ width, height, rgb }: FedPicture): DataTexture => {
  const data = new Float32Array(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) data[i * 4 + c] = rgb[i * 3 + c] ?? Number.NaN;
    data[i * 4 + 3] = 1;
  }
  const texture = new DataTexture(data, width, height, RGBAFormat, FloatType);
  texture.minFilter = NearestFilter;
  texture.magFilter = NearestFilter;
  texture.needsUpdate = true;
  return texture;
};
