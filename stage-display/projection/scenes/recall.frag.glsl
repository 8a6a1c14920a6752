// A place in the air: what the engine paints, hung in haze. Far things are light in it, near things stand dark before
// it. Below, out of focus, what weighs: a bank of near matter with the light behind it.
uniform sampler2D uFilm;      // the place, and its relief
uniform sampler2D uFilmStay;  // what stays of it
uniform sampler2D uFilmSoft;  // the place at its own size, with mipmaps
uniform sampler2D uWater;     // small waves; a: haze
uniform float trail;
uniform float hue;
uniform float reach;

// How much of the stage the place covers, stage heights: on a narrow stage its middle.
vec2 wide() {
  return vec2(clamp(uAspect * 0.95, 1.14, 1.66), 1.16);
}

// The place in so many cells, without their corners.
vec4 softAt(vec2 q, float cells) {
  float level = max(floor(log2(float(textureSize(uFilmSoft, 0).x) / cells) + 0.5), 0.0);
  vec2 size = max(vec2(textureSize(uFilmSoft, int(level))), 1.0);
  vec2 p = q * size + 0.5;
  vec2 i = floor(p);
  vec2 f = p - i;
  f = f * f * f * (f * (f * 6.0 - 15.0) + 10.0);
  return textureLod(uFilmSoft, (i + f - 0.5) / size, level);
}

// The place by a cubic B-spline in four reads (Sigg and Hadwiger 2005).
vec4 placeAt(vec2 q) {
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
  return mix(
    mix(texture(uFilm, b), texture(uFilm, vec2(a.x, b.y)), low.x),
    mix(texture(uFilm, vec2(b.x, a.y)), texture(uFilm, a), low.x), low.y);
}

void main() {
  vec2 uv = vUv;
  vec4 motion = texture(uMotion, uv);
  float calm = bodyAt(uv);
  float haze = 1.0 - focus;
  float fog = haze * haze;
  float breath = (uBreath - 0.5) * swell;
  float lifted = smoothstep(0.30, 0.72, horizon);
  float power = mix(0.40, 1.50, light);

  // Positive lifts the place and opens it; what weighs brings it lower and closer; breath is its size.
  vec2 p = (uv - 0.5) * vec2(uAspect, 1.0);
  vec2 drag = motion.xy * vec2(uAspect, 1.0) * touch;
  vec2 at = p - vec2(0.0, 0.10 * (lifted - 0.5) - 0.07 * weight);
  float size = (1.0 + 0.05 * breath) * mix(0.97, 1.16, weight) * mix(0.96, 1.04, lifted);

  // The air: two sheets of haze that pass before one another, as fast as the feeling goes.
  vec2 airAt = vec2(p.x * 0.42, p.y * 0.95);
  float slow = texture(uWater, airAt * 0.55 + vec2(uFlow * 0.011, -uDrift * 0.0012)).a;
  float fine = texture(uWater, airAt * 1.5 + vec2(-uFlow * 0.019, uFlow * 0.006) + 0.21 * slow).a;
  float air = mix(slow, fine, 0.45) - 0.5;
  vec2 wave = level(texture(uWater, airAt * 1.1 + vec2(uFlow * 0.015, uFlow * 0.011)).gb);

  // Where one looks: stirred where she is, swimming a little in warm air, deeper things later under the heart.
  vec2 q = (at - 0.40 * drag) / (wide() * size) + 0.5;
  vec4 near = softAt(q, 24.0);
  float beat = beatSwell(uBeats - 0.8 * near.a) - 0.31 * uHeart;
  q += wave * mix(0.0012, 0.0052, pace) * (1.0 + 2.0 * fog);
  q += vec2(0.006 * sin(uDrift * 0.05), 0.005 * swell * beat) * (near.a - 0.35);
  q = clamp(q, 0.003, 0.997);
  vec4 place = placeAt(q);
  vec3 c = place.rgb + max(texture(uFilmStay, q).rgb - place.rgb, vec3(0.0)) * mix(0.10, 0.55, trail);
  float open = pow(0.17 / clamp(luminance(textureLod(uFilmSoft, vec2(0.5), 16.0).rgb), 0.012, 1.2), 0.75);
  vec3 glow = softAt(q, mix(11.0, 7.0, fog)).rgb * open;

  // A guess has no edges; where she moves the air blurs what is behind it.
  float dim = clamp(smoothstep(0.0, 0.75, haze) * 0.96 + 0.5 * motion.z * touch, 0.0, 1.0);
  c = mix(c, glow, dim);
  float halo = luminance(glow);
  // The light is behind: what stands near is dark before it, and takes it along its edges.
  float stands = smoothstep(0.10, 0.75, mix(place.a, near.a, dim));
  float along = smoothstep(0.03, 0.22, place.a - near.a) * (1.0 - dim);
  float lum = luminance(c) * mix(1.12, mix(0.66, 0.46, weight), stands);
  lum += along * halo * mix(0.12, 0.55, lifted);
  lum += (0.06 + 0.26 * lifted) * max(halo - 0.12, 0.0) * (0.6 + 0.8 * slow);

  // Figure from ground, about a quiet middle.
  lum = 0.13 * pow(max(lum, 1e-4) / 0.17, mix(0.75, 1.75, contrast));
  // Haze before what is far, with light of its own in it.
  float far = 1.0 - smoothstep(0.05, 0.75, near.a);
  float veil = (0.06 + 0.42 * haze) * mix(0.6, 1.2, density) * (0.35 + 0.65 * far) * (1.0 - 0.5 * contrast);
  lum = mix(lum, mix(0.06, 0.13, lifted) * (0.3 + 1.4 * halo / (halo + 0.2)), clamp(veil, 0.0, 0.8));
  lum *= 1.0 + air * mix(0.35, 0.95, density) * mix(0.55, 1.5, pace) * (0.6 + 0.9 * fog);

  // It goes into the dark a long way, what is bright in it last.
  vec2 half_ = vec2(min(0.92, uAspect * 0.56), 0.60) * mix(0.30, 1.0, reach) * mix(0.90, 1.06, lifted);
  vec2 e = (at - vec2(0.0, 0.02)) / (half_ * size);
  float edge = sqrt(pow(abs(e.x), 2.6) + pow(abs(e.y), 2.4)) + 0.34 * (slow - 0.5) + 0.12 * air - 0.20 * min(halo, 0.8);
  float there = 1.0 - smoothstep(0.16, 0.98, edge);
  lum *= there * mix(there, 1.0, 0.35);

  // What weighs: near, low, slower than all else, and never in focus. Longing is the light behind its edge.
  float bankAt = p.x * 0.21 + 0.003 * uDrift * (1.0 - 0.6 * weight);
  float form = texture(uWater, vec2(bankAt, 0.37), 3.0).a - 0.5;
  float top = mix(-0.72, -0.21, weight) + (0.30 + 0.25 * weight) * form + 0.22 * p.x * p.x + 0.02 * breath;
  float soft = mix(0.035, 0.080, weight) + 0.05 * haze;
  float below = smoothstep(top + soft, top - soft, p.y - 0.5 * drag.y);
  float rim = exp(-pow((p.y - top - 0.2 * soft) / (0.75 * soft), 2.0)) * smoothstep(0.12, 0.5, weight);
  float behind = softAt(clamp(vec2(q.x, (top + 0.12) / 1.16 + 0.5), 0.01, 0.99), 7.0).g * open;
  lum *= 1.0 - (0.93 - 0.10 * fog) * below;
  lum += rim * (0.02 + 0.42 * lifted * min(behind, 0.6)) * there;
  lum *= mix(1.0, 0.60, weight * (1.0 - 0.55 * lifted)) * mix(0.80, 1.26, lifted);

  // The whole of it: agitated, it stands against the dark; calm, it lies in it.
  lum = 0.22 * pow(max(lum, 1e-5) / 0.22, mix(0.30, 1.95, contrast));

  // Fog where nothing is known: it still moves.
  lum += fog * 0.035 * (0.6 + 2.2 * air) * there;
  lum *= power * (1.0 + 0.22 * breath) * (1.0 - 0.34 * calm);
  lum *= 1.0 + 0.45 * motion.z * touch * (0.5 + fine);
  lum = max(lum, 0.0);

  // Grades of the inks, and a share of the place's own colour, both in the light of the hour.
  vec3 warm = edgeLight();
  vec3 lampHue = warm / max(luminance(warm), 1e-3);
  vec3 paperHue = uPaper / max(luminance(uPaper), 1e-3);
  vec3 shadeHue = uShade / max(luminance(uShade), 1e-3);
  float w = smoothstep(0.0, 1.0, warmth);
  vec3 hour = mix(vec3(0.80, 0.99, 1.30), vec3(1.16, 0.96, 0.66), w);
  vec3 ink = mix(shadeHue, mix(shadeHue, paperHue, 0.35 + 0.65 * w), smoothstep(0.010, 0.13, lum));
  ink = mix(ink, lampHue, smoothstep(0.09, 0.42, lum + 0.3 * rim));
  vec3 own = mix(c, glow, below) + 0.004;
  own = clamp(own / luminance(own), 0.0, 2.4) * hour;
  vec3 tint = mix(ink * mix(vec3(1.0), hour, 0.5), own, hue * (1.0 - 0.5 * fog) * (1.0 - 0.7 * below));
  share(uDeep + lum * tint / max(luminance(tint), 1e-3));
}
