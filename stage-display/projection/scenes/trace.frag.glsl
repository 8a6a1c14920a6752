// A page in the dark, or with a light behind it that sinks. Nothing is on it but what nobody foresaw, and what was
// expected where that is to be seen.
uniform sampler2D uHanji;  // felt, clouding, strands, rag
uniform sampler2D uInk;    // the line, what the paper took up beside it, contours of what is expected
uniform float page;        // how far the page is lit from behind
uniform float expect;      // how much of what is expected is drawn

// The shadow of a bar behind the paper, 0..1: the nearer to the lamp the softer.
float bar(float away, float wide, float soft) {
  return 1.0 - smoothstep(wide - soft, wide + soft, abs(away));
}

// A door of thin bars behind the leaf: uprights, and three bands of crosspieces.
float lattice(vec2 at, float soft) {
  float up = bar(abs(fract(at.x / 0.148 + 0.5) - 0.5) * 0.148, 0.0042, soft);
  float row = min(min(abs(at.y + 0.335), abs(at.y - 0.015)), abs(at.y - 0.365));
  float across = bar(row, 0.0034, soft) + bar(row - 0.030, 0.0034, soft) + bar(row - 0.060, 0.0034, soft);
  return 1.0 - (1.0 - 0.62 * up) * (1.0 - 0.52 * min(across, 1.0));
}

// A lamp behind the leaf: lit, the whole of it has some; as it goes it draws back to the lower edge and is less.
float lamp(vec2 centre, vec2 pool, vec4 sheet, vec4 close, float haze) {
  float far = mix(0.75, 1.75, page);
  float reach = exp(-dot(pool, pool) / (far * far));
  float fibre = 0.86 + 0.20 * (sheet.g - 0.5) + 0.50 * (sheet.r - 0.4) * mix(0.6, 1.2, density)
    + 0.30 * (close.r - 0.4) - 0.45 * sheet.b * (1.0 - 0.6 * sheet.r);
  float bars = lattice(centre + vec2(0.074, 0.0), mix(0.004, 0.016, haze));
  return 0.52 * page * reach * max(fibre, 0.05) * (1.0 - bars);
}

void main() {
  vec2 uv = vUv;
  float haze = 1.0 - focus;
  vec4 motion = texture(uMotion, uv);
  vec2 drag = motion.xy * touch * 0.10;
  vec2 centre = (uv - 0.5) * vec2(uAspect, 1.0);
  float calm = bodyAt(uv);
  float breath = (uBreath - 0.5) * swell;
  float power = mix(0.40, 1.50, light);

  vec2 s = (centre - motion.xy * vec2(uAspect, 1.0) * touch * 0.25) * mix(1.05, 0.80, weight);
  float blur = 2.4 * haze * haze;
  vec4 sheet = texture(uHanji, s * 0.62 + 0.29, blur);
  vec4 close = texture(uHanji, s * 1.9 + vec2(0.13, 0.71), blur);

  // The page: a breath of light from below its lower edge, hardly there.
  float line = mix(-0.62, -0.26, horizon);
  float wander = 0.30 * sin(uDrift * 0.010 + 0.8);
  vec2 d = vec2((centre.x - wander) / 1.05, (centre.y - line) / (0.46 + 0.10 * breath));
  float pool = exp(-dot(d, d));
  float beat = beatSwell(0.5 * uBeats - 0.5 * centre.y) - 0.31 * uHeart;
  float fibre = 0.70 + 0.22 * (sheet.g - 0.5) + 0.50 * (sheet.r - 0.35) * mix(0.6, 1.4, density)
    + 0.30 * (close.r - 0.4) + 0.45 * sheet.b * focus;
  float leaf = 0.058 * pool * max(fibre, 0.05) * (1.0 + 0.55 * breath + 0.05 * swell * beat);
  leaf += 0.0045 * fibre;
  float lit = lamp(centre, d, sheet, close, haze) * (1.0 + 0.22 * breath + 0.04 * swell * beat);
  leaf += lit;
  // Where she moves the page gives, as paper does under a sleeve: felt, not drawn.
  leaf *= 1.0 + 0.75 * motion.z * touch * (0.5 + sheet.r);
  leaf *= 1.0 - 0.5 * calm;

  // The line.
  vec2 at = uv - drag;
  vec4 ink = texture(uInk, at);
  float body = ink.r * mix(0.86, 1.0, sheet.g);
  float halo = ink.g * (0.25 + 0.9 * sheet.r + 0.5 * close.r) * mix(0.75, 1.25, density);
  // On a lit page the line is light through the paper: it adds nothing to what is bright already.
  float lum = leaf + 0.050 * halo * (1.0 - body) + max(0.78 - lit, 0.0) * body;
  lum += expect * 0.30 * ink.b * (1.0 - body) * (1.0 + 2.0 * lit);
  lum *= power * (1.0 + 0.10 * breath) * mix(1.0, 0.82, weight);
  lum = mix(lum, lum * 0.8 + 0.012 * power * pool, haze * haze);
  lum *= mix(0.9, 1.12, contrast);

  vec3 warm = edgeLight();
  vec3 lampHue = warm / max(luminance(warm), 1e-3);
  vec3 shadeHue = uShade / max(luminance(uShade), 1e-3);
  vec3 paperHue = uPaper / max(luminance(uPaper), 1e-3);
  vec3 hue = mix(shadeHue, paperHue, smoothstep(0.02, 0.16, lum));
  hue = mix(hue, lampHue, smoothstep(0.18, 0.50, lum));
  share(uDeep + lum * hue);
}
