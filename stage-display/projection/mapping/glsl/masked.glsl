// Light that masks leave, four slices a texture.
uniform sampler2D uMasks;
uniform sampler2D uMoreMasks;

float maskAt(int i) {
  vec4 four = i < 4 ? texelFetch(uMasks, ivec2(gl_FragCoord.xy), 0) : texelFetch(uMoreMasks, ivec2(gl_FragCoord.xy), 0);
  return four[i % 4];
}
