// The mixture and its afterglow to the screen: tone map, profile, overlays in light, encoding, dither.
in vec2 vUv;
layout(location = 0) out vec4 outScreen;

uniform sampler2D uMixture;
uniform sampler2D uGlow;
uniform float uStay;      // how much of the afterglow is seen
uniform float uPedestal;
uniform float uGamma;
uniform float uPeak;
uniform float uGrain;     // already multiplied by doubt
uniform float uSparse;
uniform float uLevel;
uniform uint uFrame;
uniform uint uSeed;

const float KNEE = 0.42;
const float TOP = 0.76;

float tone(float x) {
  float room = TOP - KNEE;
  return x <= KNEE ? x : KNEE + room * (1.0 - exp(-(x - KNEE) / room));
}

vec3 encode(vec3 c) {
  return mix(c * 12.92, 1.055 * pow(max(c, vec3(1e-6)), vec3(1.0 / 2.4)) - 0.055, step(0.0031308, c));
}

void main() {
  vec4 m = texture(uMixture, vUv);
  vec3 now = m.rgb / max(m.a, 1e-4);
  vec3 stay = texture(uGlow, vUv).rgb;
  vec3 c = now + max(stay - now, 0.0) * uStay;

  // Tone map by the brightest channel, so that hues keep.
  float top = max(c.r, max(c.g, c.b));
  c *= tone(top) / max(top, 1e-5);

  uvec2 pixel = uvec2(gl_FragCoord.xy);
  if (uGrain > 0.0) {
    float g = random3(uvec3(pixel / 2u, uSeed + uFrame / 5u)).x - 0.5;
    float bright = luminance(c);
    c *= 1.0 + uGrain * g * 4.0 * smoothstep(0.0, 0.05, bright) * (1.0 - bright);
  }

  c = max(c - uSparse, 0.0) / (1.0 - uSparse);
  if (uGamma != 1.0) c = pow(c, vec3(1.0 / uGamma));
  c = (uPedestal + (uPeak - uPedestal) * c) * uLevel;

  vec3 e = encode(clamp(c, 0.0, 1.0));
  // Triangular dither of two steps at true pixels; black itself stays black.
  vec3 r = random3(uvec3(pixel, uFrame));
  vec3 d = r + r.gbr - 1.0;
  outScreen = vec4(e + d / 255.0 * min(vec3(1.0), e * 255.0), 1.0);
}
