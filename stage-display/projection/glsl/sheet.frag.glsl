// A kept memory: a sheet of hanji with a light behind it that goes through what was felt. Its lines are a watermark,
// its place is barely there, as through paper.
in vec2 vAt;
flat in vec4 vHow;
flat in vec4 vFelt;
flat in vec2 vSize;
layout(location = 0) out vec4 outSheet;

uniform sampler2D uHanji;     // felt, clouding, strands, rag
uniform sampler2D uLines;     // of all sheets, a cell each
uniform sampler2D uPictures;  // the same
uniform vec3 uShade;
uniform vec3 uPaper;
uniform vec3 uLight;
uniform vec3 uAccent;
uniform float uBreath;
uniform float uDrift;
uniform float uHaze;

const vec2 CELLS = vec2(8.0, 6.0);

vec2 cellAt(vec2 at, float place) {
  vec2 cell = vec2(mod(place, CELLS.x), floor(place / CELLS.x));
  vec2 q = clamp(vec2(at.x, 1.0 - at.y), 0.02, 0.98);
  vec2 p = (cell + q) / CELLS;
  return vec2(p.x, 1.0 - p.y);
}

void main() {
  float place = floor(vFelt.w);
  float chance = fract(vFelt.w);
  float phase = 6.2831853 * fract(chance * 17.0);
  vec2 off = vec2(fract(chance * 7.31), fract(chance * 3.77));
  vec2 inside = (vAt - 0.5) * vSize * 2.0;
  float near = 1.0 - vHow.z;
  vec4 sheet = texture(uHanji, inside * mix(2.4, 1.7, near) + off);
  vec4 close = texture(uHanji, inside * 4.6 + off.yx);

  // Deckle: the pulp thins out at its edge.
  vec2 rim = (0.5 - abs(vAt - 0.5)) * vSize * 2.0;
  float ragged = min(rim.x, rim.y) - 0.0065 * sheet.a - 0.0035 * close.a;
  float soft = 0.0022 + 0.010 * uHaze + 0.003 * vHow.z;
  float cover = smoothstep(0.0, soft * 1.6, ragged);

  // The light behind it: positive lifts and opens it, what weighs sinks and narrows it.
  float lifted = vFelt.x - 0.45 * vFelt.y;
  float pulse = 0.5 + 0.5 * sin(uDrift * mix(0.21, 0.62, vFelt.z) + phase);
  vec2 lamp = vec2(0.5 + 0.17 * sin(uDrift * 0.043 + phase), mix(0.20, 0.72, clamp(0.5 + 0.6 * lifted, 0.0, 1.0)));
  vec2 to = (vAt - lamp) / mix(vec2(0.34, 0.26), vec2(0.70, 0.60), clamp(vFelt.x + 0.2 * uBreath, 0.0, 1.0));
  float pool = 1.0 / (1.0 + dot(to, to) * 1.15);
  float power = mix(0.34, 0.80, vFelt.x) * (1.0 - 0.30 * vFelt.y) * (0.86 + 0.22 * pulse) * (0.92 + 0.16 * uBreath);

  float body = mix(0.7, 1.25, vFelt.z);
  float thick = 0.62 + (sheet.g - 0.5) * 0.85 * body + (sheet.r - 0.5) * 0.80 * body + (close.r - 0.5) * 0.34 + sheet.b * 0.55;
  thick += 0.50 * vFelt.y * (1.0 - vAt.y);
  float line = texture(uLines, cellAt(vAt, place)).r;
  thick -= 1.25 * line * mix(0.6, 1.0, near);
  vec3 picture = texture(uPictures, cellAt(vAt, place)).rgb;
  float seen = luminance(picture);
  float has = smoothstep(0.0, 0.02, seen);
  thick += has * (0.20 - 0.95 * seen) * (0.7 + 0.3 * sheet.g);
  float lum = power * pool * exp(-1.35 * max(thick, 0.02));
  lum += 0.05 * power * smoothstep(0.010, 0.0, ragged);
  lum *= mix(1.0, 0.42, vHow.z) * vHow.x;
  // Unlit it is hardly there: the dark of a sheet before a dark room.
  lum += 0.006 * (0.5 + sheet.g);

  float warm = smoothstep(0.1, 0.95, 0.5 + 0.6 * vFelt.x - 0.5 * vFelt.y);
  vec3 cold = uLight * vec3(0.88, 0.97, 1.12);
  vec3 low = uLight * vec3(1.12, 0.90, 0.62) + uAccent * 0.05;
  vec3 lamp_ = mix(cold, low, warm);
  vec3 tint = mix(uShade, mix(uPaper, lamp_, 0.6), smoothstep(0.012, 0.16, lum));
  tint = mix(tint, lamp_, smoothstep(0.15, 0.45, lum));
  tint = mix(tint, tint * mix(vec3(1.0), picture / max(seen, 0.03), 0.45), has * 0.6);
  float a = cover * vHow.y;
  outSheet = vec4(lum * tint / max(luminance(tint), 1e-3) * a, a);
}
