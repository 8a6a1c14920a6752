// The mixture and its afterglow to a finished picture, coded as the screen codes it: tone map, profile.
// Alpha says which pixels are lit. The gate and what comes after it (overlays, dither) are gate/glsl.
in vec2 vUv;
layout(location = 0) out vec4 outPicture;

uniform sampler2D uMixture;
uniform sampler2D uGlow;
uniform float uStay;      // how much of the afterglow is seen
uniform float uPedestal;
uniform float uGamma;
uniform float uPeak;
uniform float uGrain;     // already multiplied by doubt
uniform float uSparse;
uniform float uLit;       // light from which a pixel counts as lit
uniform uint uFrame;
uniform uint uSeed;

const float KNEE = 0.42;
const float TOP = 0.76;

float tone(float x) {
  float room = TOP - KNEE;
  return x <= KNEE ? x : KNEE + room * (1.0 - exp(-(x - KNEE) / room));
}

// Nothing that is not a number leaves here, nor stays in the afterglow (afterglow.frag).
bool isLight(vec3 c) {
  return all(greaterThanEqual(c, vec3(0.0))) && all(lessThan(c, vec3(65504.0)));
}

void main() {
  vec4 m = texture(uMixture, vUv);
  vec3 now = m.rgb / max(m.a, 1e-4);
  vec3 stay = texture(uGlow, vUv).rgb;
  bool isHole = !isLight(now) || !(m.a >= 0.0);
  if (isHole) now = stay;
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
  c = clamp(uPedestal + (uPeak - uPedestal) * c, 0.0, 1.0);
  bool isLit = !isHole && max(c.r, max(c.g, c.b)) > uLit;
  outPicture = vec4(encode(c), isLit ? 1.0 : 0.0);
}
