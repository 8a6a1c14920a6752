import {
  DataTexture,
  LinearFilter,
  LinearMipmapLinearFilter,
  NoColorSpace,
  RepeatWrapping,
  RGBAFormat,
  UnsignedByteType,
} from 'three';

/** Puts an RGBA8 tile on the card: repeating, with mipmaps, sharp at grazing angles. It keeps its bytes, so it survives a lost context. */
export const tileTexture = (bytes: Uint8Array, size: number): DataTexture => {
  const texture = new DataTexture(Uint8Array.from(bytes), size, size, RGBAFormat, UnsignedByteType);
  texture.wrapS = RepeatWrapping;
  texture.wrapT = RepeatWrapping;
  texture.magFilter = LinearFilter;
  texture.minFilter = LinearMipmapLinearFilter;
  texture.generateMipmaps = true;
  texture.anisotropy = 1;
  texture.colorSpace = NoColorSpace;
  texture.needsUpdate = true;
  return texture;
};
