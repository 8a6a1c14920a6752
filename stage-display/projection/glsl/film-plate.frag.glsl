// A picture of few lines to a plate of many: light, tone and relief are rebuilt along the edges they show, then
// what was there stays and drifts down the slopes of the relief.
// Edges: orientation and coherence of the structure tensor (Bigun and Granlund 1987) turn and stretch a Lanczos
// kernel of radius 2; what rings is held between the nearest four.
in vec2 vUv;
layout(location = 0) out vec4 outNow;   // linear light, relief
layout(location = 1) out vec4 outStay;  // what stays of it

uniform sampler2D uMixed;
uniform sampler2D uBefore;
uniform float uRise;   // share of new light taken in this step
uniform float uFall;   // share that goes in this step
uniform float uDrift;  // how far it drifts in this step, at a slope of 1 a width
uniform float uFresh;  // 1: nothing was there before

const float PI = 3.14159265;
const ivec2 TAPS[12] = ivec2[12](
  ivec2(0, 0), ivec2(1, 0), ivec2(0, 1), ivec2(1, 1), ivec2(-1, 0), ivec2(2, 0),
  ivec2(-1, 1), ivec2(2, 1), ivec2(0, -1), ivec2(1, -1), ivec2(0, 2), ivec2(1, 2));

float lanczos(float d2) {
  if (d2 >= 4.0) return 0.0;
  float d = sqrt(d2);
  return d < 1e-3 ? 1.0 : 2.0 * sin(PI * d) * sin(0.5 * PI * d) / (PI * PI * d2);
}

// Edges are seen in what the eye sees: coded light, and a little of the relief.
float seenLevel(vec4 c) {
  return sqrt(luminance(c.rgb)) + 0.25 * c.a;
}

vec4 rebuilt(vec2 uv) {
  ivec2 size = textureSize(uMixed, 0);
  vec2 at = uv * vec2(size) - 0.5;
  ivec2 base = ivec2(floor(at));
  vec2 f = at - floor(at);
  vec4 c[12];
  float l[12];
  for (int i = 0; i < 12; i++) {
    c[i] = texelFetch(uMixed, clamp(base + TAPS[i], ivec2(0), size - 1), 0);
    l[i] = seenLevel(c[i]);
  }
  vec2 g00 = vec2(l[1] - l[4], l[2] - l[8]);
  vec2 g10 = vec2(l[5] - l[0], l[3] - l[9]);
  vec2 g01 = vec2(l[3] - l[6], l[10] - l[0]);
  vec2 g11 = vec2(l[7] - l[2], l[11] - l[1]);
  vec4 near = vec4((1.0 - f.x) * (1.0 - f.y), f.x * (1.0 - f.y), (1.0 - f.x) * f.y, f.x * f.y);
  float xx = dot(near, vec4(g00.x * g00.x, g10.x * g10.x, g01.x * g01.x, g11.x * g11.x));
  float yy = dot(near, vec4(g00.y * g00.y, g10.y * g10.y, g01.y * g01.y, g11.y * g11.y));
  float xy = dot(near, vec4(g00.x * g00.y, g10.x * g10.y, g01.x * g01.y, g11.x * g11.y));
  vec2 twice = vec2(xx - yy, 2.0 * xy);
  float strength = xx + yy;
  float coherence = length(twice) / (strength + 2e-4);
  float turn = 0.5 * atan(twice.y, twice.x + 1e-9);
  vec2 across = vec2(cos(turn), sin(turn));
  vec2 scale = vec2(1.0 + 0.10 * coherence, mix(1.0, 0.62, coherence));

  vec4 sum = vec4(0.0);
  float weights = 0.0;
  for (int i = 0; i < 12; i++) {
    vec2 d = vec2(TAPS[i]) - f;
    vec2 q = vec2(dot(d, across), dot(d, vec2(-across.y, across.x))) * scale;
    float w = lanczos(dot(q, q));
    sum += c[i] * w;
    weights += w;
  }
  vec4 low = min(min(c[0], c[1]), min(c[2], c[3]));
  vec4 high = max(max(c[0], c[1]), max(c[2], c[3]));
  vec4 room = 0.12 * (high - low);
  return clamp(sum / max(weights, 1e-3), max(low - room, 0.0), high + room);
}

// The eye of this plate: a dim picture is opened and a bright one held, most of the way to a quiet middle; what
// differs from its surroundings stands out a little more.
vec3 exposed(vec3 c, vec2 uv) {
  float whole = luminance(textureLod(uMixed, vec2(0.5), 16.0).rgb);
  float around = luminance(textureLod(uMixed, uv, log2(float(textureSize(uMixed, 0).x) / 16.0)).rgb);
  float lum = luminance(c);
  float open = pow(0.17 / clamp(whole, 0.012, 1.2), 0.75);
  float local = pow((lum + 0.01) / (around + 0.01), 0.32);
  float curve = pow((around * open + 0.02) / 0.19, 0.30);
  return c * open * local * clamp(curve, 0.4, 1.5);
}

void main() {
  vec4 now = rebuilt(vUv);
  now.rgb = exposed(now.rgb, vUv);
  float size = float(textureSize(uMixed, 0).x);
  vec2 reach = vec2(0.006);
  float level = log2(size / 128.0);
  vec2 slope = vec2(
    textureLod(uMixed, vUv + vec2(reach.x, 0.0), level).a - textureLod(uMixed, vUv - vec2(reach.x, 0.0), level).a,
    textureLod(uMixed, vUv + vec2(0.0, reach.y), level).a - textureLod(uMixed, vUv - vec2(0.0, reach.y), level).a) / (2.0 * reach);
  vec2 way = slope / (1.0 + length(slope) * 0.5);
  vec4 before = texture(uBefore, clamp(vUv + way * uDrift, 0.0, 1.0));
  bool isLight = all(greaterThanEqual(before, vec4(0.0))) && all(lessThan(before, vec4(65504.0)));
  if (uFresh > 0.5 || !isLight) before = now;
  vec4 k = mix(vec4(uFall), vec4(uRise), step(before, now));
  k.a = uRise;
  outNow = now;
  outStay = before + (now - before) * k;
}
