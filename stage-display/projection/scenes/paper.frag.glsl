// A sheet of hanji lit from behind. What is seen is how much light the pulp lets through:
// Beer's law over its thickness, the lamp behind it, the shadow of the door's bars on its back.
uniform sampler2D uHanji;    // felt, clouding, strands, rag
uniform sampler2D uCrumple;  // height, slope x, slope y, fold
uniform float tear;
uniform float heal;
uniform float behind;  // a lamp brought close behind the sheet
uniform float tide;    // how high water stands behind it

float bar(float d, float half_, float soft) {
  return smoothstep(-half_ - soft, -half_ + soft, d) * smoothstep(half_ + soft, half_ - soft, d);
}

void main() {
  vec2 uv = vUv;
  vec4 motion = texture(uMotion, uv);
  vec4 marks = texture(uMarks, uv);
  float calm = bodyAt(uv);
  float haze = 1.0 - focus;
  float breath = (uBreath - 0.5) * swell;
  float power = mix(0.40, 1.50, light);

  // The place on the sheet: dragged with her, nearer under weight, swelling a little with breath.
  vec2 centre = (uv - 0.5) * vec2(uAspect, 1.0);
  vec2 drag = motion.xy * vec2(uAspect, 1.0) * touch * 0.3;
  float near = mix(1.12, 0.66, weight) * (1.0 - 0.06 * breath);
  vec2 s = (centre - drag) * near + vec2(0.0, 0.10 * weight);

  float blur = 2.6 * haze * haze;
  vec4 sheet = texture(uHanji, s * 0.84 + 0.17, blur);
  vec4 close = texture(uHanji, s * 2.4 + vec2(0.41, 0.77), blur);
  vec4 crumple = texture(uCrumple, s * 1.25 + 0.23, blur * 0.6);

  // Height of the sheet: slack, the heart's slow passing swell, her pressure, the folds she left.
  float beat = beatSwell(uBeats * 1.0 - 0.55 * (centre.x * 0.4 + centre.y + 0.5));
  float crease = marks.y * touch;
  vec2 ex = vec2(1.0 / 256.0, 0.0);
  vec2 ey = vec2(0.0, 1.0 / 144.0);
  vec2 pressSlope = vec2(
    texture(uMotion, uv + ex).z - texture(uMotion, uv - ex).z,
    texture(uMotion, uv + ey).z - texture(uMotion, uv - ey).z) * touch;
  vec2 foldSlope = level(crumple.gb);
  float slack = 0.10 + 0.10 * density;
  vec2 slope = foldSlope * (slack * 0.35 + 1.15 * crease) + pressSlope * 1.6;

  // The lamp behind: low or high by what is felt, breathing, wandering over minutes.
  vec2 lamp = vec2(0.22 * uAspect * sin(uDrift * 0.009 + 0.6), mix(-0.30, 0.30, horizon));
  vec2 toLamp = (centre - lamp) / vec2(1.25, 0.82);
  float size = mix(0.44, 0.66, light) * (1.0 + 0.50 * breath) * mix(1.0, 0.86, weight);
  float fall = dot(toLamp, toLamp) / (size * size);
  float pool = 1.0 / (1.0 + fall * fall * 0.55 + fall * 0.6);
  float back = mix(0.10, 1.0, pool);
  // A lamp that is brought close: its own small pool, soft, and the sheet takes it along its fibres.
  vec2 toHand = (centre - vec2(0.30 * sin(uDrift * 0.021 + 2.0) - 0.12, lamp.y - 0.02)) / vec2(0.62, 0.46);
  back += 1.15 * behind * exp(-dot(toHand, toHand) * mix(1.5, 0.75, behind));
  // Water behind it: below its line the light is what it leaves, and the line itself holds some.
  float stands = -0.52 + 0.46 * tide + 0.006 * sin(5.0 * centre.x + 0.4 * uFlow) + 0.004 * sin(11.0 * centre.x - 0.3 * uFlow);
  float drowned = smoothstep(0.012, -0.012, centre.y - stands) * smoothstep(0.0, 0.06, tide);
  back *= 1.0 - drowned * (0.42 + 0.18 * smoothstep(0.0, -0.4, centre.y - stands));
  back += 0.30 * smoothstep(0.0, 0.06, tide) * pool * exp(-abs(centre.y - stands) / 0.014);

  // Bars of the door, their shadow the sharper the nearer the sheet is to them.
  float soft = mix(0.020, 0.009, weight) + 0.07 * haze + 0.03 * motion.z * touch;
  vec2 b = centre + slope * 0.012 - drag * 0.5;
  float bars = max(bar(b.x + 0.46, 0.011, soft), bar(b.x - 0.66, 0.011, soft));
  bars = max(bars, max(bar(b.y - 0.235, 0.010, soft), bar(b.y + 0.330, 0.014, soft)));
  float shadow = 1.0 - bars * mix(0.50, 0.78, contrast) * smoothstep(0.13, 0.02, soft);

  // Thickness of the pulp.
  float body = mix(0.75, 1.25, density);
  float thick = 0.55 + (sheet.g - 0.5) * 0.62 * body + (sheet.r - 0.55) * 0.85 * body
    + (close.r - 0.55) * 0.26 + sheet.b * 0.42 * focus + close.b * 0.14;
  // A fold breaks the fibres: thinner along its edge, and it holds a little shadow beside it.
  thick -= crumple.a * crease * 0.35;
  thick += mix(0.15, 0.75, weight) * 0.6;
  // Where she presses, the sheet comes to the light: thinner, stretched.
  thick -= 0.16 * motion.z * touch;

  // Tears: damage eats along the pulp's weak places; strands hold across the gap longest.
  vec4 broad = texture(uHanji, s * 0.31 + vec2(0.63, 0.19), 1.0);
  vec2 rag = (vec2(close.a, sheet.a) - 0.5) * vec2(0.016, 0.028)
    + (vec2(sheet.g, broad.a) - 0.5) * vec2(0.034, 0.030);
  float damage = texture(uMarks, uv + rag * (1.0 - 0.7 * haze)).x;
  float weak = (broad.g - 0.52) * 1.5 + (0.5 - sheet.g) * 0.55 + (close.a - 0.5) * 0.22
    + (sheet.r - 0.55) * 0.28 + crumple.a * 0.10;
  float torn = damage * 1.22 + weak * smoothstep(0.03, 0.40, damage);
  float rim = smoothstep(0.40, 0.58, torn);
  float lip = smoothstep(0.12, 0.40, torn) * (1.0 - rim);
  float open = smoothstep(0.56, 0.61 + 0.12 * haze, torn);
  float hold = smoothstep(0.30, 0.55, max(sheet.b, close.b * 0.9)) * (1.0 - 0.8 * smoothstep(0.85, 1.30, torn));
  float hair = smoothstep(0.50, 0.72, close.r) * (1.0 - smoothstep(0.60, 0.80, torn));
  open *= 1.0 - 0.85 * max(hold, 0.6 * hair);
  // The torn edge is split, thin and white.
  thick -= 0.55 * rim * (1.0 - open);

  float through = exp(-mix(1.25, 1.85, contrast) * max(thick, 0.02));
  // Slopes turn the sheet towards or away from the lamp.
  vec2 lampDir = normalize(lamp - centre + vec2(1e-3));
  float turn = clamp(dot(slope, lampDir), -0.8, 0.8);
  float lit = 0.62 * back * shadow * through * (1.0 + 1.5 * turn) * (1.0 - 0.45 * lip);
  // Folds throw a thin shadow of the sheet on itself.
  lit *= 1.0 - 0.30 * crease * (1.0 - crumple.a) * abs(foldSlope.x + foldSlope.y) * 0.7;

  // What is behind: brightest in the middle of a gap, shaded by its edges.
  float beyond = mix(0.40, 1.05, pool) * (0.85 + 0.15 * shadow) * mix(0.62, 1.0, smoothstep(0.58, 0.95, torn));
  float lum = mix(lit, beyond, open);
  // Light spills over the edges of a tear onto the sheet's own thickness.
  lum += (0.12 * rim + 0.05 * lip) * (1.0 - open) * pool;
  lum *= power * (1.0 + 0.40 * breath + 0.030 * swell * (beat - 0.31 * uHeart));
  lum *= 1.0 - 0.24 * weight * (1.0 - open);
  float fog = haze * haze;
  lum = mix(lum, back * 0.17 * power, fog * 0.55 * (1.0 - 0.7 * open));
  lum *= 1.0 - 0.36 * calm * (1.0 - open);
  // The edges of the stage stay in the dark.
  vec2 e = smoothstep(vec2(0.62, 0.56), vec2(0.16, 0.06), abs(uv - 0.5));
  lum *= mix(0.25, 1.0, e.x * e.y);

  vec3 warm = edgeLight();
  vec3 lampHue = warm / max(luminance(warm), 1e-3);
  vec3 paperHue = uPaper / max(luminance(uPaper), 1e-3);
  vec3 shadeHue = uShade / max(luminance(uShade), 1e-3);
  vec3 hue = mix(mix(shadeHue, paperHue, smoothstep(0.01, 0.10, lum)), lampHue, 0.25 + 0.75 * max(open, pool * 0.6));
  share(uDeep + lum * hue);
}
