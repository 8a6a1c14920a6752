// Water at dusk, seen from above, and where it ends. Light comes in over it in long slow fronts, meets the line, wets
// the land a hand's breadth and goes back. The land has no light of its own.
uniform sampler2D uWater;  // swell, slopes; a: haze
uniform sampler2D uShore;  // how far the line is, where the water is, how much is drawn
uniform float reach;

// One front after another on its way to the line; `late` bends them.
float fronts(float d, float late, float long_) {
  float s = 0.5 + 0.5 * cos(6.2831853 * (d / long_ + late));
  return s * s * s;
}

void main() {
  vec2 uv = vUv;
  vec4 motion = texture(uMotion, uv);
  float wave = texture(uMarks, uv).z;
  float calm = bodyAt(uv);
  float haze = 1.0 - focus;
  float fog = haze * haze;
  float breath = (uBreath - 0.5) * swell;
  float lifted = smoothstep(0.30, 0.72, horizon);
  float power = mix(0.40, 1.50, light);
  vec2 p = (uv - 0.5) * vec2(uAspect, 1.0);
  vec2 drag = motion.xy * touch;

  // Currents and the shape of the swell; negative brings it nearer: longer, slower waves.
  float close = mix(1.15, 0.70, weight);
  vec2 place = (p - 0.35 * drag * vec2(uAspect, 1.0)) * close;
  vec4 broad = texture(uWater, place * 0.52 + vec2(uFlow * 0.006, -uFlow * 0.004));
  vec4 small = texture(uWater, place * vec2(1.7, 2.6) + vec2(-uFlow * 0.021, uFlow * 0.013) + 0.03 * broad.gb);
  float late = 0.55 * uFlow + 1.5 * (broad.r - 0.5) + 0.35 * (small.r - 0.5) + 0.9 * wave * touch;

  // A line in water is never quite where it was drawn.
  float rough = mix(0.002, 0.016, fog + 0.15 * density);
  vec2 at = uv - 0.30 * drag + level(small.gb) * rough * 0.30 + level(broad.gb) * rough;
  vec4 shore = texture(uShore, at);
  float drawn = shore.b;
  float line = 0.30 + 0.36 * horizon - 0.05 * weight + 0.02 * breath;
  float h = uv.y - line - 0.014 * level(broad.gb).y - 0.9 * drag.y;
  float x = (uv.x - 0.56) / 0.40;
  float along = 0.22 + 0.78 * exp(-x * x);

  // The drawn shores. Light lies on the water below them, long and broken; it laps, wets the land, goes back; breath
  // is the tide. Where a line falls steeply hardly any of it is seen.
  float long_ = mix(0.085, 0.15, weight);
  float lap = fronts(0.0, late, long_);
  float swash = (0.003 + 0.012 * lap) * (1.0 + 0.9 * breath);
  float d = shore.r;
  float faces = shore.g * shore.g;
  float far = mix(0.050, 0.13, reach) * mix(0.80, 1.30, lifted);
  vec4 rip = texture(uWater, vec2(place.x * 0.75, place.y * 3.4) + vec2(uFlow * 0.010, uFlow * 0.017) + 0.02 * level(broad.gb));
  float broken = smoothstep(0.30, 0.78, rip.r + 0.30 * (small.r - 0.5)) * mix(0.7, 1.0, focus);
  float crest = fronts(d, late, long_) * smoothstep(0.0, 0.02, d) * exp(-d / 0.07);
  float glint = mix(0.55, 1.0, focus) * (0.35 + 1.3 * small.r * broad.r * 2.0);
  float lies = 0.62 * exp(-d / (0.30 * far)) + 0.38 * exp(-d / (1.4 * far));
  float water = faces * lies * (0.050 + mix(0.46, 0.74, contrast) * broken + 0.20 * crest);
  // Half seen: the light is now here, now there along a line.
  float here = smoothstep(0.30, 0.72, texture(uWater, place * 0.75 + vec2(0.013 * uFlow, 0.4)).r + 0.22 * (lap - 0.4));
  float thin = mix(0.0022, 0.010, fog);
  float edge = exp(-d * d / (2.0 * thin * thin)) * mix(0.06, 0.62, faces * here) * mix(0.75, 1.1, contrast);
  float film = (1.0 - faces) * exp(-d / (0.006 + swash)) * (0.012 + 0.075 * lap * here);
  float shores = (water + edge + film) * mix(1.0, 0.86, weight);

  // The first waterline: alone it is all there is; beside a drawing it is the far edge of the same water.
  float wide = mix(0.016, 0.050, fog) * (1.0 + 0.7 * breath);
  float rises = abs(h) * (h < 0.0 ? 1.2 + 0.8 * (broad.r - 0.5) : 1.0);
  float waterline = (0.46 * exp(-rises / wide) + 0.16 * exp(-rises / (5.0 * wide + 0.06))) * along;
  float below = smoothstep(0.004, -0.004, h);
  waterline *= mix(1.0, 0.50 + 0.8 * small.r, below);
  waterline += below * exp(h / 0.20) * along * 0.10 * fronts(-h, late, long_ * 1.3) * glint;
  float lum = mix(waterline, shores + 0.10 * waterline, smoothstep(0.05, 0.95, drawn));

  // Where she moves the water gives.
  lum *= 1.0 + (1.8 * wave + 1.3 * motion.z) * touch * (0.4 + small.r);
  lum += (0.06 * max(wave, 0.0) + 0.035 * motion.z * (0.3 + small.r)) * touch;
  // Haze over the water, which moves where nothing is known; heavy land comes from below.
  lum = mix(lum, 0.75 * lum, fog) + fog * 0.040 * (0.3 + 1.4 * broad.a) * exp(-abs(h) * 2.0);
  float bank = smoothstep(0.0, 0.34, uv.y + 0.10 * (broad.a - 0.5) + 0.28 * (1.0 - weight));
  lum *= mix(0.15, 1.0, bank);
  lum = pow(max(lum, 0.0), mix(0.92, 1.12, contrast)) * mix(0.95, 1.12, contrast);
  lum *= power * mix(0.90, 1.22, lifted) * (1.0 + 0.26 * breath + 0.03 * (beatSwell(uBeats - 2.0 * d) - 0.31 * uHeart));
  lum *= 1.0 - 0.34 * calm;
  vec2 e = smoothstep(vec2(0.56, 0.54), vec2(0.30, 0.26), abs(uv - 0.5));
  lum *= mix(0.3, 1.0, e.x * e.y);

  vec3 warm = edgeLight();
  vec3 lampHue = warm / max(luminance(warm), 1e-3);
  vec3 paperHue = uPaper / max(luminance(uPaper), 1e-3);
  vec3 shadeHue = uShade / max(luminance(uShade), 1e-3);
  vec3 tint = mix(shadeHue, mix(paperHue, lampHue, 0.6), smoothstep(0.015, 0.16, lum));
  tint = mix(tint, lampHue, smoothstep(0.14, 0.45, lum));
  share(uDeep + lum * tint / max(luminance(tint), 1e-3));
}
