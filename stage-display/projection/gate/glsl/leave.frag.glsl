// The picture that passed the gate, to the screen: master and overlays in light, dither at true pixels.
in vec2 vUv;
layout(location = 0) out vec4 outScreen;

uniform sampler2D uShown;
uniform float uLevel;
uniform float uEvolve;   // how far the gate moves a picture that would stand still, 0..1
uniform float uEvolveS;
uniform float uAspect;
uniform float uDither;   // 0 or 1
uniform uint uFrame;

// A slow sway of a two-hundredth of the stage's height: what is seen through warm air.
vec2 sway(vec2 uv) {
  float x = uv.x * uAspect;
  return 0.005 * vec2(
    sin(5.1 * uv.y + 0.61 * uEvolveS) + 0.6 * sin(3.3 * x - 0.43 * uEvolveS),
    sin(4.3 * x + 0.53 * uEvolveS + 1.7) + 0.6 * sin(6.1 * uv.y + 0.37 * uEvolveS));
}

// And a shade of three hundredths that goes across it.
float shade(vec2 uv) {
  return 1.0 - 0.03 * (0.5 + 0.5 * sin(4.0 * uv.x * uAspect + 2.0 * uv.y - 0.7 * uEvolveS));
}

void main() {
  vec3 e;
  if (uEvolve > 0.0) {
    vec2 inset = mix(vec2(1.0), vec2(0.985), uEvolve);
    vec2 at = (vUv - 0.5) * inset + 0.5 + uEvolve * sway(vUv) / vec2(uAspect, 1.0);
    e = texture(uShown, at).rgb * mix(1.0, shade(vUv), uEvolve);
  } else {
    e = texelFetch(uShown, ivec2(gl_FragCoord.xy), 0).rgb;
  }
  if (uLevel < 1.0) e = encode(decode(e) * uLevel);
  // Triangular dither of two steps; black itself stays black.
  vec3 r = random3(uvec3(uvec2(gl_FragCoord.xy), uFrame));
  vec3 d = (r + r.gbr - 1.0) * uDither;
  outScreen = vec4(e + d / 255.0 * min(vec3(1.0), e * 255.0), 1.0);
}
