// A sheet that hangs from its upper edge: turned a little out of the plane, its lower edge in slow air.
in vec2 corner;
in vec4 where;  // middle, half size: stage heights
in vec4 how;    // light, whether it is there, depth, turn
in vec4 felt;   // positive, negative, arousal, place and chance

uniform float uAspect;
uniform float uDrift;
uniform float uApart;  // breath: how far the sheets go from one another

out vec2 vAt;
flat out vec4 vHow;
flat out vec4 vFelt;
flat out vec2 vSize;

void main() {
  float chance = fract(felt.w);
  vec2 c = corner * 2.0 - 1.0;
  float phase = 40.0 * chance;
  float air = sin(uDrift * 0.31 + phase) + 0.6 * sin(uDrift * 0.17 + 2.0 * phase);
  float turn = how.w + 0.10 * air;
  float hangs = 1.0 - corner.y;
  vec2 p = c * where.zw * vec2(cos(turn), 1.0 + 0.05 * sin(turn) * c.x);
  p.x += 0.0035 * air * hangs;
  p.y += 0.0015 * air * hangs * c.x;
  vec2 middle = where.xy * (1.0 + uApart * (1.2 - how.z)) + vec2(0.0, 0.004 * sin(uDrift * 0.11 + phase));
  vAt = corner;
  vHow = how;
  vFelt = felt;
  vSize = where.zw;
  gl_Position = vec4((middle + p) / vec2(0.5 * uAspect, 0.5), 0.0, 1.0);
}
