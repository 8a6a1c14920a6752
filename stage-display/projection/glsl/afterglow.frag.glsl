// What light leaves behind: at half size, it comes fast, stays long, drifts with the drag and
// dissolves at its edges.
in vec2 vUv;
layout(location = 0) out vec4 outGlow;

uniform sampler2D uMixture;
uniform sampler2D uBefore;
uniform sampler2D uMotion;
uniform vec2 uTexel;
uniform float uRise;  // share of the new light taken in this step
uniform float uFall;  // share that goes in this step
uniform float uDt;

void main() {
  vec4 m = texture(uMixture, vUv);
  vec3 now = m.rgb / max(m.a, 1e-4);
  vec2 at = vUv - texture(uMotion, vUv).xy * uDt * 0.35;
  float spread = sqrt(uDt * 60.0);
  vec3 before = texture(uBefore, at).rgb * 0.6
    + (texture(uBefore, at + vec2(uTexel.x, 0.0) * spread).rgb
    + texture(uBefore, at - vec2(uTexel.x, 0.0) * spread).rgb
    + texture(uBefore, at + vec2(0.0, uTexel.y) * spread).rgb
    + texture(uBefore, at - vec2(0.0, uTexel.y) * spread).rgb) * 0.1;
  // A hole in the picture (a value that is not a number) leaves the light as it was.
  bool isLight = all(greaterThanEqual(now, vec3(0.0))) && all(lessThan(now, vec3(65504.0)));
  if (!isLight) now = before;
  vec3 k = mix(vec3(uFall), vec3(uRise), step(before, now));
  outGlow = vec4(before + (now - before) * k, 1.0);
}
