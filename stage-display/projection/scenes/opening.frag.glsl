// Through a tear in a sheet of hanji: first the fibre of its edges, then a thinner layer that tore further in,
// then the place behind. The sheet is lit by nothing but that place.
uniform sampler2D uHanji;     // felt, clouding, strands, rag
uniform sampler2D uFilm;      // the place, and its relief
uniform sampler2D uFilmStay;  // what stays of it
uniform sampler2D uFilmSoft;  // the place at its own size, with mipmaps
uniform sampler2D uDrawing;   // the drawing of what is remembered
uniform float uDrawn;         // how much of it is there
uniform vec4 uTear;           // middle, tilt, phase of its bends
uniform vec2 uView;           // from where one looks
uniform float trail;
uniform float open;
uniform float empty;
uniform float hue;

const vec2 WIDE = vec2(1.50, 1.16);  // how much of the stage the place covers, stage heights

// The place in so many cells, whatever its own size, and without their corners.
vec4 softAt(vec2 q, float cells) {
  float level = max(floor(log2(float(textureSize(uFilmSoft, 0).x) / cells) + 0.5), 0.0);
  vec2 size = max(vec2(textureSize(uFilmSoft, int(level))), 1.0);
  vec2 p = q * size + 0.5;
  vec2 i = floor(p);
  vec2 f = p - i;
  f = f * f * (3.0 - 2.0 * f);
  return textureLod(uFilmSoft, (i + f - 0.5) / size, level);
}

// As the plate exposes it.
vec3 exposed(vec3 c) {
  return c * pow(0.17 / clamp(luminance(textureLod(uFilmSoft, vec2(0.5), 16.0).rgb), 0.012, 1.2), 0.75);
}

// The place by a cubic B-spline in four reads (Sigg and Hadwiger 2005), and the slope of its relief.
vec4 placeAt(vec2 q, out vec2 slope) {
  vec2 size = vec2(textureSize(uFilm, 0));
  vec2 p = q * size - 0.5;
  vec2 i = floor(p);
  vec2 f = p - i;
  vec2 f2 = f * f;
  vec2 f3 = f2 * f;
  vec2 w0 = (1.0 - 3.0 * f + 3.0 * f2 - f3) / 6.0;
  vec2 w1 = (4.0 - 6.0 * f2 + 3.0 * f3) / 6.0;
  vec2 w3 = f3 / 6.0;
  vec2 low = w0 + w1;
  vec2 a = (i - 0.5 + w1 / low) / size;
  vec2 b = (i + 1.5 + w3 / (1.0 - low)) / size;
  vec4 c00 = texture(uFilm, a);
  vec4 c10 = texture(uFilm, vec2(b.x, a.y));
  vec4 c01 = texture(uFilm, vec2(a.x, b.y));
  vec4 c11 = texture(uFilm, b);
  slope = vec2(
    mix(c11.a - c01.a, c10.a - c00.a, low.y) / (b.x - a.x),
    mix(c11.a - c10.a, c01.a - c00.a, low.x) / (b.y - a.y));
  return mix(mix(c11, c01, low.x), mix(c10, c00, low.x), low.y);
}

// How deep inside the tear a place lies, stage heights, and which lip is nearer: 1 the upper, -1 the lower.
// Below 0 there is paper.
vec2 tearAt(vec2 p, float width) {
  float c = cos(uTear.z);
  float s = sin(uTear.z);
  vec2 q = vec2(c * p.x + s * p.y, c * p.y - s * p.x);
  float half_ = mix(0.20, 0.80, smoothstep(0.0, 0.8, width));
  float a = q.x / half_;
  q.y -= 0.030 * sin(2.2 * q.x + uTear.w) + 0.010 * sin(6.1 * q.x + 2.0 * uTear.w);
  float taper = max(1.0 - abs(a), 0.0);
  float upper = pow(taper, 0.58) * (1.0 + 0.22 * sin(2.3 * a + uTear.w) + 0.05 * sin(9.1 * a + 1.0));
  float lower = pow(taper, 0.85) * (0.74 + 0.16 * sin(2.9 * a - uTear.w) + 0.04 * sin(11.0 * a));
  float inside = 0.43 * width * (q.y > 0.0 ? upper : lower) - abs(q.y);
  inside = abs(a) > 1.0 ? min(inside, (1.0 - abs(a)) * half_) : inside;
  return vec2(inside, q.y > 0.0 ? 1.0 : -1.0);
}

void main() {
  vec2 uv = vUv;
  vec4 motion = texture(uMotion, uv);
  float calm = bodyAt(uv);
  float haze = 1.0 - focus;
  float breath = (uBreath - 0.5) * swell;
  float power = mix(0.40, 1.50, light);
  vec2 p = (uv - uTear.xy) * vec2(uAspect, 1.0);
  vec2 drag = motion.xy * vec2(uAspect, 1.0) * touch;

  // The sheet.
  vec2 s = (p - 0.30 * drag) * mix(1.12, 0.80, weight);
  float blur = 2.2 * haze * haze;
  vec4 sheet = texture(uHanji, s * 0.84 + 0.17, blur);
  vec4 close = texture(uHanji, s * 2.4 + vec2(0.41, 0.77), blur);
  vec4 broad = texture(uHanji, s * 0.31 + vec2(0.63, 0.19), 1.0);

  // The tear: ragged along the weak places of the pulp, wider where she tore it further.
  vec2 rag = (vec2(sheet.a, broad.a) - 0.5) * 0.030;
  float damage = texture(uMarks, uv + rag).x;
  float width = open * (1.0 + 0.07 * breath) + 0.18 * damage * open;
  float pulp = (broad.g - 0.52) * 0.085 + (sheet.g - 0.5) * 0.030 + (sheet.a - 0.5) * 0.016 + (close.a - 0.5) * 0.012;
  vec2 tear = tearAt(p - 0.25 * drag, width);
  // The drawing is a watermark: where a line runs the sheet was made thinner, and it tears there first.
  vec2 page = (p - 0.30 * drag) / WIDE + 0.5 + rag * 0.35;
  float mark = uDrawn * texture(uDrawing, page).r * step(0.0, min(min(page.x, page.y), min(1.0 - page.x, 1.0 - page.y)));
  float d = tear.x + 0.075 * mark * smoothstep(0.05, 0.4, width) + pulp * smoothstep(0.0, 0.25, width) + 0.10 * damage * open - 0.012;
  float soft = 0.0016 + 0.016 * haze * haze;
  float hole = smoothstep(-soft, soft, d);
  // The layer behind it tore elsewhere: in places it still stands before the place.
  float inner = d - 0.55 * max(broad.g - 0.56, 0.0) - 0.16 * max(sheet.g - 0.5, 0.0) - 0.03 * close.a;
  float clear_ = smoothstep(-1.5 * soft, 2.0 * soft + 0.012, inner);

  // The place: nearer things move more when one looks round the edge, and under the heart.
  vec2 q = (p - 0.35 * drag) / WIDE + 0.5;
  vec4 near = softAt(q, 32.0);
  float beat = beatSwell(uBeats - 0.8 * near.a) - 0.31 * uHeart;
  vec2 view = uView * vec2(0.014, 0.009) + vec2(0.0, 0.004 * swell * beat);
  q += view * (near.a - 0.35) - vec2(0.012, 0.008) * uView;
  q += (vec2(close.r, sheet.r) - 0.55) * 0.0035;
  q = clamp(q, 0.004, 0.996);
  vec2 slope;
  vec4 place = placeAt(q, slope);
  vec4 stay = texture(uFilmStay, q);
  vec3 c = place.rgb + max(stay.rgb - place.rgb, vec3(0.0)) * mix(0.25, 0.75, trail);
  vec3 glow = exposed(softAt(q, 8.0).rgb);

  // Raked: the lamp of the piece lies low and wanders over what stands out.
  float angle = 2.4 + 0.5 * sin(uDrift * 0.017 + uTear.w);
  vec2 toLamp = vec2(cos(angle), sin(angle));
  // A cliff is no slope: where one thing stands before another nothing is raked.
  float rake = dot(slope, -toLamp) * 0.16;
  rake *= (1.0 - smoothstep(0.010, 0.055, abs(place.a - near.a))) / (1.0 + 0.22 * dot(slope, slope));
  c *= clamp(1.0 + rake * mix(0.7, 1.5, contrast), 0.55, 1.6);
  // It lies on a ground of fibre, more where it stands high.
  c *= 1.0 + ((close.r - 0.55) * 0.34 + (sheet.b + 0.6 * close.b) * 0.16) * mix(0.5, 1.2, place.a) * (1.0 - haze * 0.6);
  c = mix(c, mix(c, glow * 0.9, 0.75), haze * haze);

  float lum = luminance(c);
  lum = pow(max(lum, 0.0) / 0.25, mix(0.92, 1.28, contrast)) * 0.25;
  // Deeper than the sheet: its edges shade it.
  lum *= mix(0.46, 1.0, smoothstep(0.0, 0.17, d));
  // The air of it is stirred where she is.
  lum *= 1.0 - 0.55 * motion.z * touch;
  // Through the layer that still stands: only its light.
  float lit = luminance(glow) + 0.015;
  float thin = (0.58 + 0.60 * (close.r - 0.5) - 0.5 * (sheet.g - 0.5) - 0.3 * sheet.b) * lit;
  float behind = mix(mix(thin, lum, 0.30), lum, clear_);

  // The sheet before it, lit through by what is behind: the nearer to the tear the more.
  float thick = 0.80 + (sheet.g - 0.5) * 0.62 + (sheet.r - 0.55) * 0.85 + (close.r - 0.55) * 0.30 + sheet.b * 0.40 * focus;
  float reachOut = exp(min(d, 0.0) / mix(0.07, 0.16, open));
  float air = 0.050 * exp(-dot(p, p) / 0.9);
  // Light comes through the watermark where the place behind is, further than through the sheet.
  thick -= 0.62 * mark * mix(0.65, 1.0, focus);
  float lamp = luminance(glow) * (0.10 + 0.40 * reachOut + 0.26 * mark) * smoothstep(0.0, 0.12, open) + air;
  float paper = lamp * exp(-1.5 * max(thick, 0.05));
  paper *= 1.0 + 0.9 * motion.z * touch;
  // Its edges are split and thin, and curl: the upper lip catches the light, the lower one turns away.
  float lip = smoothstep(-0.045, 0.0, d) * (1.0 - hole);
  float curl = exp(min(d, 0.0) / 0.016) * (1.0 - hole);
  paper *= 1.0 + 0.9 * lip * tear.y * (0.4 + sheet.r);
  paper += curl * mix(0.05, 0.26, 0.5 + 0.5 * tear.y) * (0.35 + 1.1 * close.r) * lit;
  // Fibres that were drawn out of the pulp stand into the gap, the long ones furthest.
  float felt = max(close.r, 0.85 * sheet.r) + 0.3 * sheet.b;
  float reach = 0.006 + 0.030 * smoothstep(0.45, 1.05, felt);
  float strand = smoothstep(reach, 0.25 * reach, d) * smoothstep(0.50, 0.66, felt) * step(0.0, d) * focus;
  behind = mix(behind, lit * mix(0.30, 0.75, close.r) + 0.25 * behind, 0.8 * strand);

  float all = mix(paper, behind, hole);

  // What is left: matter goes from the edges inwards, what stands high and bright goes last.
  float line = mix(0.14, 0.80, horizon) - 0.05 * weight + 0.085 * breath;
  float h = uv.y - line;
  float gone = smoothstep(0.0, 1.0, empty);
  vec2 far = vec2((uv.x - 0.5) * uAspect * mix(0.72, 0.50, gone), h * mix(1.2, 2.6, gone));
  float edge = length(far) + (broad.g - 0.5) * 0.30 + (sheet.g - 0.5) * 0.10 - (near.a - 0.5) * 0.14 - 0.10 * luminance(glow);
  float front = mix(1.55, -0.25, gone);
  float left_ = 1.0 - smoothstep(front - 0.16 - 0.25 * gone, front, edge);
  all *= mix(1.0, left_, smoothstep(0.0, 0.08, empty));
  float x = (uv.x - 0.62) / 0.44;
  float along = 0.24 + 0.76 * exp(-x * x);
  // The light of Tide: it thins upwards, and lies broken on what is below.
  float wide = mix(0.024, 0.060, haze * haze) * (1.0 + 0.7 * breath);
  float rises = abs(h) * (h < 0.0 ? 1.35 + 0.9 * (broad.g - 0.5) : 1.0 - 0.5 * (broad.g - 0.5));
  float waterline = (0.42 * exp(-rises / wide) + 0.17 * exp(-rises / (5.0 * wide + 0.05))) * along;
  waterline *= mix(0.62 + 0.30 * (sheet.g - 0.5), 1.0, smoothstep(-0.003, 0.003, h)) * (1.0 + 0.4 * motion.z * touch);
  all += waterline * smoothstep(0.30, 0.95, empty);

  all *= power * (1.0 + 0.16 * breath) * (1.0 - 0.22 * weight) * (1.0 - 0.42 * calm);
  vec2 e = smoothstep(vec2(0.60, 0.56), vec2(0.18, 0.10), abs(uv - 0.5));
  all *= mix(0.35, 1.0, e.x * e.y);

  // Grades of the inks, and a little of the place's own colour.
  vec3 warm = edgeLight();
  vec3 lampHue = warm / max(luminance(warm), 1e-3);
  vec3 paperHue = uPaper / max(luminance(uPaper), 1e-3);
  vec3 shadeHue = uShade / max(luminance(uShade), 1e-3);
  vec3 ink = mix(shadeHue, paperHue, smoothstep(0.015, 0.12, all));
  ink = mix(ink, lampHue, smoothstep(0.10, 0.50, all));
  vec3 own = mix(glow, c, hole) + 0.004;
  own = clamp(own / luminance(own), 0.0, 2.2);
  vec3 tint = mix(ink, own, hue * (1.0 - 0.7 * smoothstep(0.4, 1.0, empty)) * mix(0.7, 1.0, hole));
  share(uDeep + all * tint / max(luminance(tint), 1e-3));
}
