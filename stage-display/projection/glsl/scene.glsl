// What every scene reads. Colours are linear light; the field lies over the whole stage, y up.
in vec2 vUv;
layout(location = 0) out vec4 outShare;

uniform float uAspect;
uniform float uFlow;    // the scene's own time, in paces
uniform float uDrift;   // the scene's slowest time, in seconds
uniform float uWeight;  // this layer's share, 0..1
uniform float uBreath;  // 0 out .. 1 in
uniform float uBeats;   // heartbeats, with fraction
uniform float uHeart;   // how much of a heart is there, 0..1
uniform vec3 uDeep;
uniform vec3 uShade;
uniform vec3 uPaper;
uniform vec3 uLight;
uniform vec3 uAccent;
uniform sampler2D uMotion;  // drag xy, pressure, heat
uniform sampler2D uMarks;   // tear, crease, wave, wave speed
uniform vec4 uZones[4];     // centre xy, half width, half height
uniform float uZoneShare[4];

uniform float light;
uniform float horizon;
uniform float warmth;
uniform float weight;
uniform float pace;
uniform float density;
uniform float contrast;
uniform float focus;
uniform float swell;
uniform float touch;

// How much of a dancer stands before this place, 0..1, soft.
float bodyAt(vec2 uv) {
  float sum = 0.0;
  for (int i = 0; i < 4; i++) {
    if (uZoneShare[i] <= 0.0) continue;
    vec2 d = (uv - uZones[i].xy) / max(uZones[i].zw, vec2(1e-3));
    sum += uZoneShare[i] * exp(-dot(d, d));
  }
  return min(1.0, sum);
}

// One beat as a swell that passes: 0..1, once a beat, at the phase x.
float beatSwell(float x) {
  float s = 0.5 + 0.5 * cos(6.2831853 * x);
  return uHeart * s * s * s;
}

// The light at the edge of things: from cold paper to the warmth of a low sun. Few hues.
vec3 edgeLight() {
  vec3 cold = mix(uLight, vec3(luminance(uLight)) * vec3(0.90, 0.99, 1.10), 0.7);
  vec3 warm = mix(uLight, uLight * vec3(1.10, 0.90, 0.66), 0.85) + uAccent * 0.10;
  return mix(cold, warm, smoothstep(0.0, 1.0, warmth));
}

// Hands over this layer's share of the mixture. While one matter gives way to another, what is
// bright in it holds on and comes first, what is dark goes first and comes last.
void share(vec3 c) {
  c = max(c, vec3(0.0));
  float k = uWeight * pow(luminance(c) + 0.04, 0.55);
  outShare = vec4(c * k, k);
}
