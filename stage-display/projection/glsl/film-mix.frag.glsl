// Two pictures of the film to one at their own size, in linear light, with the relief in alpha. They dissolve as
// they are coded: in even steps for the eye. A picture that no other follows goes on by itself. Where there is no
// picture: light along a waterline in slow haze. Rows of a file run downwards, its relief lies below.
in vec2 vUv;
layout(location = 0) out vec4 outMixed;

uniform sampler2D uFrom;
uniform sampler2D uTo;
uniform vec2 uHas;     // 1 where the file has a relief
uniform float uBlend;  // 0 from .. 1 to
uniform float uThere;  // how much of a film there is, 0..1
uniform float uFlow;   // seconds of the haze
uniform vec2 uShift;   // where the haze of this seed lies
uniform vec2 uOwn;     // since when a picture goes on by itself, seconds, and how much of that is seen, 0..1

float cornerValue(vec2 p) {
  return random3(uvec3(ivec3(ivec2(p), 7) + 4096)).x;
}

// Smooth noise, 0..1.
float airNoise(vec2 p) {
  vec2 i = floor(p);
  vec2 f = p - i;
  f = f * f * f * (f * (f * 6.0 - 15.0) + 10.0);
  float low = mix(cornerValue(i), cornerValue(i + vec2(1.0, 0.0)), f.x);
  float high = mix(cornerValue(i + vec2(0.0, 1.0)), cornerValue(i + 1.0), f.x);
  return mix(low, high, f.y);
}

vec4 hazyLight() {
  vec2 p = vUv * vec2(2.2, 5.0) + uShift;
  float far = airNoise(p + vec2(0.030, 0.004) * uFlow);
  float near = airNoise(p * 2.3 + vec2(-0.045, 0.012) * uFlow + far);
  float haze = mix(far, near, 0.4);
  float up = vUv.y - 0.47 - 0.012 * (far - 0.5);
  float sky = 0.34 * exp(-max(up, 0.0) / 0.13) + 0.13 * exp(-max(up, 0.0) / 0.5);
  float flat_ = 0.20 * exp(-max(-up, 0.0) / 0.10) + 0.06;
  float side = vUv.x - 0.56 - 0.05 * sin(uFlow * 0.02);
  float lum = mix(flat_ * (0.55 + 0.9 * near), sky * (0.7 + 0.6 * haze), smoothstep(-0.006, 0.006, up));
  lum *= 0.30 + 0.70 * exp(-side * side / 0.10);
  return vec4(vec3(lum), mix(0.35 + 0.4 * near * (0.47 - vUv.y), 0.25 + 0.3 * haze, step(0.0, up)));
}

vec3 linear(vec3 e) {
  return mix(e / 12.92, pow((e + 0.055) / 1.055, vec3(2.4)), step(0.04045, e));
}

// Slow air, as conductor/imagery/evolve.ts moves a picture: waves that begin where it is and travel, the curl of each,
// so that matter is neither made nor lost, and their light.
vec3 ownWay(vec2 uv) {
  vec3 way = vec3(0.0);
  for (int i = 0; i < 5; i++) {
    float n = float(i);
    float turn = 2.39996 * n + uShift.x;
    vec2 k = (2.2 + 1.9 * n) * vec2(cos(turn), sin(turn));
    float place = dot(k, uv) + uShift.y * (n + 1.0);
    float moved = sin(place + 0.21 * pow(1.618034, 0.5 * n) * uOwn.x) - sin(place);
    way += moved * vec3(vec2(-k.y, k.x) / length(k) * 0.0176 / (2.2 + n), 0.012);
  }
  return way * uOwn.y;
}

// One picture as it is coded, and the relief of its lower half; without one, its light stands for it.
vec4 pictureAt(sampler2D file, float hasRelief, vec2 uv) {
  float row = 1.0 - uv.y;
  float rest = 0.5 / float(textureSize(file, 0).y);
  float share = hasRelief > 0.5 ? 0.5 : 1.0;
  vec3 c = textureLod(file, vec2(uv.x, clamp(row * share, rest, share - rest)), 0.0).rgb;
  if (hasRelief < 0.5) return vec4(c, luminance(c));
  return vec4(c, textureLod(file, vec2(uv.x, clamp(0.5 + row * 0.5, 0.5 + rest, 1.0 - rest)), 0.0).r);
}

void main() {
  vec4 c = vec4(0.0);
  if (uThere > 0.0) {
    vec3 way = uOwn.y > 0.0 ? ownWay(vUv) : vec3(0.0);
    vec2 uv = clamp(vUv + way.xy, 0.0, 1.0);
    c = pictureAt(uFrom, uHas.x, uv);
    if (uBlend > 0.0) c = mix(c, pictureAt(uTo, uHas.y, uv), uBlend);
    c.rgb = linear(c.rgb * (1.0 + way.z));
  }
  if (uThere < 1.0) c = mix(hazyLight(), c, uThere);
  outMixed = c;
}
