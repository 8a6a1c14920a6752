// One step of where the water ends. r: how far the nearest drawn line is, g: how much water lies here (below a line),
// b: how much of a drawing there is. Heights of the stage.
in vec2 vUv;
layout(location = 0) out vec4 outShore;

uniform sampler2D uBefore;
uniform sampler2D uFar;  // heights of the drawing
uniform float uAspect;
uniform float uDrawn;
uniform float uLine;
uniform float uShare;
uniform float uFresh;

const vec2 WIDE = vec2(1.60, 0.90);

float farAt(vec2 q) {
  vec2 inside = clamp(q, 0.004, 0.996);
  return 0.9 * texture(uFar, inside).r + length((q - inside) * WIDE);
}

void main() {
  vec2 wide = WIDE * min(1.0, uAspect / 1.78);
  vec2 q = (vUv - 0.5) * vec2(uAspect, 1.0) / wide + vec2(0.5, 0.48);
  // Seen so broadly that the water between two lines has no ridge.
  vec2 x = vec2(5.0 / 256.0, 0.0);
  vec2 y = vec2(0.0, 5.0 / 144.0);
  float d = min(farAt(q), 0.8);
  // Away from the line and down is water.
  vec2 away = vec2(farAt(q + x) - farAt(q - x), farAt(q + y) - farAt(q - y));
  float down = -away.y / (length(away) + 0.012);
  float wet = smoothstep(-0.35, 0.65, down);
  vec4 next = vec4(d, wet, uDrawn, 1.0);
  vec4 before = texture(uBefore, vUv);
  bool isNumber = all(greaterThanEqual(before, vec4(0.0))) && all(lessThan(before, vec4(16.0)));
  if (uFresh > 0.5 || !isNumber) before = vec4(0.8, 0.0, 0.0, 1.0);
  outShore = before + (next - before) * uShare;
}
