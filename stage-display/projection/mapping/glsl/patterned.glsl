// The picture with a test pattern laid over it. Grids lie in the picture, so that those of two projectors meet on
// the wall; names lie in the slice.
uniform sampler2D uPicture;
uniform sampler2D uNames;     // the slices' names side by side
uniform int uPattern;         // in the order of TEST_PATTERNS
uniform float uShare;
uniform float uOpen;          // light that the overlays leave
uniform float uAspect;

float lineAt(float at, float every, float px) {
  float far = abs(fract(at / every + 0.5) - 0.5) * every;
  return 1.0 - smoothstep(0.5 * px, 1.5 * px, far);
}

float gridAt(vec2 at) {
  vec2 p = vec2((at.x - 0.5) * uAspect, at.y - 0.5);
  vec2 px = fwidth(p);
  float lines = max(lineAt(p.x, 0.125, px.x), lineAt(p.y, 0.125, px.y));
  float round = 1.0 - smoothstep(0.5, 1.5, abs(length(p) - 0.46) / max(px.y, 1e-6));
  vec2 rim = min(at, 1.0 - at) / max(fwidth(at), vec2(1e-6));
  return max(max(lines * 0.75, round), 1.0 - smoothstep(1.5, 2.5, min(rim.x, rim.y)));
}

float hatchAt(vec2 at) {
  vec2 p = vec2((at.x - 0.5) * uAspect, at.y - 0.5);
  vec2 q = vec2(p.x + p.y, p.x - p.y);
  vec2 px = fwidth(q);
  return max(lineAt(q.x, 0.125, px.x), lineAt(q.y, 0.125, px.y));
}

vec3 barsAt(vec2 at) {
  int n = int(clamp(at.x * 8.0, 0.0, 7.0));
  if (at.y > 0.75) return vec3(float(n) / 7.0);
  int bits = 7 - n;
  return 0.75 * vec3(float((bits >> 1) & 1), float((bits >> 2) & 1), float(bits & 1));
}

vec3 nameAt(int i, vec2 uv) {
  vec2 rim = min(uv, 1.0 - uv) / max(fwidth(uv), vec2(1e-6));
  float frame = 1.0 - smoothstep(2.5, 3.5, min(rim.x, rim.y));
  float ink = textureLod(uNames, vec2((float(i) + uv.x) / 8.0, 1.0 - uv.y), 0.0).r;
  return vec3(max(0.12, max(frame, ink)));
}

vec3 patternAt(int i, vec2 at, vec2 uv) {
  if (uPattern == 1) return vec3(gridAt(at));
  if (uPattern == 2) return vec3(hatchAt(at));
  if (uPattern == 3) return vec3(1.0);
  if (uPattern == 4) return vec3(0.5);
  if (uPattern == 5) return barsAt(at);
  return nameAt(i, uv);
}

vec3 shownAt(int i, vec2 at, vec2 uv) {
  vec3 picture = textureLod(uPicture, vec2(at.x, 1.0 - at.y), 0.0).rgb;
  vec3 pattern = encode(decode(patternAt(i, at, uv)) * uOpen);
  return mix(picture, pattern, uShare);
}
