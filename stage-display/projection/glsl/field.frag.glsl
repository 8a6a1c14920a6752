// One step of the movement field. Motion: drag xy (stage units), pressure, heat.
// Marks: tear, crease, wave height, wave speed.
in vec2 vUv;
layout(location = 0) out vec4 outMotion;
layout(location = 1) out vec4 outMarks;

const int MOST = 32;

uniform sampler2D uMotion;
uniform sampler2D uMarks;
uniform vec2 uTexel;
uniform float uFineness;  // cells against the finest field, squared: waves keep their speed on the stage
uniform float uDt;
uniform float uAspect;
uniform int uCount;
uniform vec4 uSegments[MOST];  // where a push begins, and its way from there, in stage heights
uniform vec4 uPushes[MOST];    // velocity xy, strength, radius (stage heights)
uniform vec3 uBy[MOST];        // seconds it stands for, how hard 0..1, 1 / its way squared
uniform vec4 uKeep;            // what is left after this step of drag, pressure, tear, crease
uniform float uKeepHeat;
uniform float uTearS;          // how fast a hard movement tears, seconds
uniform float uEase;           // how easily the sheet tears, 0..1

// From the nearest point of a segment to p.
vec2 fromSegment(vec2 p, vec4 s, float perLength) {
  vec2 a = p - s.xy;
  return a - s.zw * clamp(dot(a, s.zw) * perLength, 0.0, 1.0);
}

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  ivec2 last = textureSize(uMotion, 0) - 1;
  ivec2 l = ivec2(max(at.x - 1, 0), at.y);
  ivec2 r = ivec2(min(at.x + 1, last.x), at.y);
  ivec2 b = ivec2(at.x, max(at.y - 1, 0));
  ivec2 t = ivec2(at.x, min(at.y + 1, last.y));
  vec4 motion = texelFetch(uMotion, at, 0);
  vec4 marks = texelFetch(uMarks, at, 0);
  vec4 mL = texelFetch(uMotion, l, 0);
  vec4 mR = texelFetch(uMotion, r, 0);
  vec4 mD = texelFetch(uMotion, b, 0);
  vec4 mU = texelFetch(uMotion, t, 0);
  vec4 kL = texelFetch(uMarks, l, 0);
  vec4 kR = texelFetch(uMarks, r, 0);
  vec4 kD = texelFetch(uMarks, b, 0);
  vec4 kU = texelFetch(uMarks, t, 0);

  // What this step's movement does here.
  vec2 here = vUv * vec2(uAspect, 1.0);
  vec2 drag = vec2(0.0);
  float press = 0.0;
  float heat = 0.0;
  float kick = 0.0;
  float lasted = uDt;
  for (int i = 0; i < MOST; i++) {
    if (i >= uCount) break;
    vec4 push = uPushes[i];
    vec3 by = uBy[i];
    vec2 d = fromSegment(here, uSegments[i], by.z);
    float q = dot(d, d) / (push.w * push.w);
    if (q > 9.0) continue;
    float w = exp(-q) * push.z;
    float hard = by.y;
    drag += push.xy * w * by.x;
    press = max(press, w * hard);
    lasted = max(lasted, by.x * step(0.02, w));
    // A broad push presses broadly, but it tears along its middle only.
    float core = min(push.w, 0.042);
    heat = max(heat, exp(-1.6 * dot(d, d) / (core * core)) * push.z * hard);
    // Ahead of a moving limb the water rises, behind it falls.
    kick += w * dot(d, push.xy * vec2(uAspect, 1.0)) / push.w * by.x * min(1.0, 0.05 / push.w);
  }

  // Stiffness: what is pulled pulls its neighbours.
  vec4 around = (mL + mR + mD + mU) * 0.25;
  motion = mix(motion, around, min(0.5, uDt * 5.0 * uFineness));
  motion.xy = motion.xy * uKeep.x + drag * 0.85;
  float reach = length(motion.xy * vec2(uAspect, 1.0));
  motion.xy *= 1.0 / max(1.0, reach / 0.11);
  motion.z = mix(motion.z * uKeep.y, 1.0, press * 0.75);
  motion.w = max(motion.w * uKeepHeat, heat);

  // Where the drag narrows the sheet it folds; where it goes hard it tears.
  float strain = abs((mR.x - mL.x) / (2.0 * uTexel.x) + (mU.y - mD.y) / (2.0 * uTexel.y));
  float fold = clamp(0.5 * strain + 0.5 * press, 0.0, 1.0) * step(1e-4, heat + press + reach);
  float limit = mix(0.75, 0.05, uEase);
  float rip = smoothstep(limit, limit + 0.25, heat) * min(1.0, uEase * 20.0);
  float torn = marks.x * uKeep.z;
  torn += (1.0 - torn) * rip * (1.0 - exp(-lasted / uTearS));
  float creased = marks.y * uKeep.w;
  creased += max(0.0, fold - creased) * (1.0 - exp(-uDt / 0.12));

  // Waves run along the water's surface, seen from low: slower up the picture than across.
  float bend = 1.0 * (kL.z + kR.z - 2.0 * marks.z) + 0.16 * (kD.z + kU.z - 2.0 * marks.z);
  float speed = marks.w + uDt * (620.0 * uFineness * bend - 1.1 * marks.w - 0.9 * marks.z) + kick * 20.0;
  speed = clamp(speed, -12.0, 12.0);
  float height = clamp(marks.z + uDt * speed, -0.5, 0.5);
  float edge = smoothstep(0.0, 0.03, vUv.x) * smoothstep(0.0, 0.03, 1.0 - vUv.x);

  outMotion = motion;
  outMarks = vec4(clamp(torn, 0.0, 1.0), clamp(creased, 0.0, 1.0), height * mix(0.9, 1.0, edge), speed * mix(0.9, 1.0, edge));
}
