// One step of the bed. Out: height (two parts), ripple -1..1, print 0..1.
// Slopes steeper than repose slide (thermal weathering, Musgrave, Kolb and Mace 1989). Ripples are the
// stripes of the Swift-Hohenberg equation, laid across the flow by smoothing along their crests.
in vec2 vUv;
layout(location = 0) out vec4 outBed;

uniform sampler2D uBed;
uniform sampler2D uMotion;
uniform float uAspect;
uniform vec2 uCell;    // size of a cell, stage heights
uniform float uDt;     // seconds
uniform float uFresh;  // 1: begin from the landform
uniform float uTouch;
uniform float uHeal;   // share of the way back to the landform in this step
uniform float uFlow;   // ripple crests that pass in this step
uniform float uClose;  // share of a print that closes in this step
uniform sampler2D uFilmSoft;  // what is remembered, and its relief, with mipmaps
uniform float uRemembers;     // how far the ground takes its shape, 0..1

const float WAVE = 6.8;  // cells from ripple to ripple

vec4 at(ivec2 p, ivec2 last) {
  return texelFetch(uBed, clamp(p, ivec2(0), last), 0);
}

// What slides over from a neighbour that stands `rise` higher.
float slide(float rise, float far) {
  float over = abs(rise) - REPOSE * far;
  return sign(rise) * max(over, 0.0);
}

// Where ripples grow: on the ramp and the flat before it, not where it slips, not on the crest itself.
float rippled(vec2 q, float crest) {
  float ramp = smoothstep(0.02, -0.07, q.y) * smoothstep(-0.78, -0.34, q.y);
  float lee = smoothstep(0.30, 0.46, q.y) * smoothstep(0.95, 0.60, q.y) * 0.7;
  float along = smoothstep(uForm.w - 0.35, uForm.w + 0.55, q.x);
  return max(ramp, lee) * along;
}

// What is remembered rises out of the ground where it stands high, and not at the edges of the stage.
float remembered(vec2 p) {
  if (uRemembers <= 0.0) return 0.0;
  vec2 at = filmAt(p, uAspect);
  vec2 rim = smoothstep(vec2(0.0), vec2(0.14), at) * smoothstep(vec2(0.0), vec2(0.14), 1.0 - at);
  // Silt keeps no edges.
  float level = log2(float(textureSize(uFilmSoft, 0).x) / 80.0);
  vec4 film = 0.5 * (textureLod(uFilmSoft, at, level) + textureLod(uFilmSoft, at, level + 1.4));
  float high = 0.6 * film.a + 0.5 * sqrt(luminance(film.rgb)) - 0.4;
  return uRemembers * rim.x * rim.y * 0.085 * high;
}

void main() {
  ivec2 cell = ivec2(gl_FragCoord.xy);
  ivec2 last = textureSize(uBed, 0) - 1;
  vec2 p = (vUv - 0.5) * vec2(uAspect, 1.0);
  vec2 q = ridgeAt(p);
  float crest = crestAt(q.x);
  float aim = landform(p) + remembered(p);
  vec2 across = vec2(-sin(uForm.x), cos(uForm.x));

  if (uFresh > 0.5) {
    float k = 6.2831853 / (WAVE * uCell.y);
    float bend = 1.3 * sin(q.x * 5.3 + uForm.z + 2.0 * sin(q.y * 6.0)) + 1.1 * sin(q.x * 2.1 - q.y * 9.0 + uForm.y)
      + 1.2 * sin(q.x * 11.0 + q.y * 17.0 + uForm.z) * sin(q.x * 3.7 - q.y * 5.0);
    float stripe = cos(q.y * k + bend) * rippled(q, crest) * 0.8;
    outBed = vec4(packed(aim), stripe, 0.0);
    return;
  }

  vec4 here = texelFetch(uBed, cell, 0);
  vec4 l = at(cell + ivec2(-1, 0), last);
  vec4 r = at(cell + ivec2(1, 0), last);
  vec4 d = at(cell + ivec2(0, -1), last);
  vec4 u = at(cell + ivec2(0, 1), last);
  vec4 ld = at(cell + ivec2(-1, -1), last);
  vec4 rd = at(cell + ivec2(1, -1), last);
  vec4 lu = at(cell + ivec2(-1, 1), last);
  vec4 ru = at(cell + ivec2(1, 1), last);
  vec4 motion = texture(uMotion, vUv);

  float h = groundOf(here);
  float diagonal = length(uCell);
  float slid = slide(groundOf(l) - h, uCell.x) + slide(groundOf(r) - h, uCell.x)
    + slide(groundOf(d) - h, uCell.y) + slide(groundOf(u) - h, uCell.y)
    + 0.7 * (slide(groundOf(ld) - h, diagonal) + slide(groundOf(rd) - h, diagonal)
    + slide(groundOf(lu) - h, diagonal) + slide(groundOf(ru) - h, diagonal));
  float around = 0.25 * (groundOf(l) + groundOf(r) + groundOf(d) + groundOf(u));
  h += 0.11 * slid + (around - h) * min(0.2, 0.06 * uDt);

  h += (aim - h) * uHeal;

  // She draws furrows at once, the harder the deeper; they round off, and close late.
  float press = smoothstep(0.06, 0.75, motion.w) * uTouch;
  float furrow = here.a + (0.25 * (l.a + r.a + d.a + u.a) - here.a) * min(0.2, 0.5 * uDt);
  furrow = max(furrow * (1.0 - uClose), mix(here.a, press, 1.0 - exp(-uDt / 0.06)));

  // Ripples.
  vec4 ll = at(cell + ivec2(-2, 0), last);
  vec4 rr = at(cell + ivec2(2, 0), last);
  vec4 dd = at(cell + ivec2(0, -2), last);
  vec4 uu = at(cell + ivec2(0, 2), last);
  float s = here.b;
  float lap = l.b + r.b + d.b + u.b - 4.0 * s;
  float twice = 20.0 * s - 8.0 * (l.b + r.b + d.b + u.b) + 2.0 * (ld.b + rd.b + lu.b + ru.b)
    + ll.b + rr.b + dd.b + uu.b;
  float k2 = 6.2831853 / WAVE;
  k2 *= k2;
  vec2 grad = 0.5 * vec2(r.b - l.b, u.b - d.b);
  vec2 way = vec2(across.y, -across.x);
  float alongIt = way.x * way.x * (l.b + r.b - 2.0 * s) + way.y * way.y * (d.b + u.b - 2.0 * s)
    + 0.5 * way.x * way.y * (ru.b + ld.b - lu.b - rd.b);
  float grows = mix(-0.9, 0.55, rippled(q, crest)) - 2.5 * press - 0.6 * here.a;
  float rate = grows * s - (s + 2.0 * lap / k2 + twice / (k2 * k2)) + 0.9 * alongIt - s * s * s;
  s += min(uDt * 0.16, 0.006) * rate - uFlow * WAVE * dot(grad, across);
  s *= 1.0 - min(1.0, press * uDt * 7.0);

  outBed = vec4(packed(h), clamp(s, -1.2, 1.2), clamp(furrow, 0.0, 1.0));
}
