// Wet silt under one low lamp. Flat ground takes little of it, what turns to the lamp takes much,
// what lies behind an edge takes none.
uniform sampler2D uBed;   // height in two parts, ripple, print
uniform vec3 uLamp;       // where it stands beside the stage (stage heights), and its height above the bed
uniform float uTall;      // the whole, breathing
uniform float rise;
uniform float rake;
uniform float memory;
uniform sampler2D uFilm;   // what is remembered, and its relief
uniform float uFilmThere;

const int TAPS = 10;

vec2 toUv(vec2 p) {
  return p / vec2(uAspect, 1.0) + 0.5;
}

void main() {
  vec2 uv = vUv;
  float haze = 1.0 - focus;
  float calm = bodyAt(uv);
  vec4 motion = texture(uMotion, uv);
  vec2 drag = motion.xy * vec2(uAspect, 1.0) * touch * 0.45;
  vec2 p = (uv - 0.5) * vec2(uAspect, 1.0);
  vec2 place = p - drag;
  vec2 size = vec2(textureSize(uBed, 0));
  vec2 cell = vec2(uAspect, 1.0) / size;
  float soft = 1.0 + 5.0 * haze * haze;

  vec2 at = toUv(place);
  vec2 ex = vec2(soft / size.x, 0.0);
  vec2 ey = vec2(0.0, soft / size.y);
  vec4 bed = texture(uBed, at);
  vec4 bl = texture(uBed, at - ex);
  vec4 br = texture(uBed, at + ex);
  vec4 bd = texture(uBed, at - ey);
  vec4 bu = texture(uBed, at + ey);
  float h = heightOf(bed);
  vec2 slope = vec2(heightOf(br) - heightOf(bl), heightOf(bu) - heightOf(bd)) / (2.0 * soft * cell);
  float hollow = (heightOf(bl) + heightOf(br) + heightOf(bd) + heightOf(bu)) * 0.25 - h;
  vec2 ripple = vec2(br.b - bl.b, bu.b - bd.b) / (2.0 * soft * cell);

  // Her hand is felt at once, before the bed has taken its print.
  vec2 texel = 1.0 / vec2(textureSize(uMotion, 0));
  vec2 mx = vec2(texel.x, 0.0);
  vec2 my = vec2(0.0, texel.y);
  vec2 underHand = vec2(
    texture(uMotion, uv + mx).w - texture(uMotion, uv - mx).w,
    texture(uMotion, uv + my).w - texture(uMotion, uv - my).w) / (2.0 * texel * vec2(uAspect, 1.0));
  slope = slope * uTall - 0.5 * FURROW * touch * underHand;
  slope += ripple * 0.0022 * mix(0.4, 1.5, density) * (1.0 - 0.8 * haze);

  // The heart: a front that passes through the depth of the whole, along the ridge, one in two beats.
  vec2 ridge = ridgeAt(place);
  float x = 0.5 * uBeats - ridge.x / 0.95;
  float front = (beatSwell(x + 0.03) - beatSwell(x - 0.03)) / 0.06;
  vec2 alongRidge = vec2(cos(uForm.x), sin(uForm.x));
  slope += alongRidge * front * 0.0075 * swell / 0.95;

  // One lamp, beside the stage and low.
  vec2 toLamp = uLamp.xy - place;
  float far = length(toLamp);
  vec2 way = toLamp / far;
  float lift = (uLamp.z - h * uTall) / far;
  vec3 ray = normalize(vec3(way, lift));
  vec3 normal = normalize(vec3(-slope, 1.0));
  float facing = max(dot(normal, ray), 0.0);

  // What stands between: the steepest look up towards the lamp over the bed.
  float horizonUp = -1.0;
  float reach = 0.012;
  for (int i = 0; i < TAPS; i++) {
    vec2 there = toUv(place + way * reach);
    float rises = (heightOf(texture(uBed, there)) - h) * uTall;
    horizonUp = max(horizonUp, rises / reach - 0.004);
    reach *= 1.44;
  }
  float penumbra = 0.035 + 0.16 * haze;
  float sun = smoothstep(-penumbra, penumbra, lift - horizonUp);

  float fall = 1.0 / (1.0 + pow(far / 1.34, 3.0));
  float lit = facing * sun * fall;
  // Water seeps into a print: darker, and a mirror for the lamp where it is smooth.
  float wet = max(smoothstep(0.2, 0.9, bed.a), 0.8 * touch * motion.z);
  vec3 half_ = normalize(ray + vec3(0.0, 0.0, 1.0));
  float gloss = pow(max(dot(normal, half_), 0.0), mix(26.0, 60.0, wet)) * sun * fall;
  lit *= 1.0 - 0.22 * wet;
  lit += gloss * mix(0.08, 0.20, wet) * focus;
  // The air itself gives back a little, least in hollows.
  float air = 0.022 * (1.0 - smoothstep(0.0, 0.012, hollow)) * (0.4 + 0.6 * fall) * (1.0 + 1.3 * wet);
  // Silt is dull: what takes little light gives back less.
  lit *= smoothstep(0.02, 0.52, facing);
  float lum = lit * 2.35 + air;

  // What is remembered lies in the silt as its stain: only as light as the lamp that finds it.
  vec3 stain = texture(uFilm, filmAt(place, uAspect)).rgb;
  float told = uFilmThere * memory;
  lum *= mix(1.0, clamp(0.45 + 2.6 * luminance(stain), 0.45, 1.5), 0.75 * told);

  lum = pow(max(lum, 0.0), mix(0.88, 1.16, contrast));
  float breath = (uBreath - 0.5) * swell;
  lum *= mix(0.40, 1.50, light) * (1.0 + 0.22 * breath) * (1.0 - 0.30 * calm);
  lum *= 1.0 - 0.25 * weight;
  // What is not read for sure is haze, and haze has no edges; it lies where the light is.
  lum = mix(lum, 0.055 * fall * mix(0.40, 1.50, light), 0.5 * haze * haze);
  vec2 e = smoothstep(vec2(0.54, 0.56), vec2(0.24, 0.20), abs(uv - 0.5));
  lum *= mix(0.22, 1.0, e.x * e.y);

  vec3 warm = edgeLight();
  vec3 lampHue = warm / max(luminance(warm), 1e-3);
  vec3 shadeHue = uShade / max(luminance(uShade), 1e-3);
  vec3 paperHue = uPaper / max(luminance(uPaper), 1e-3);
  vec3 hue = mix(shadeHue, paperHue, smoothstep(0.015, 0.13, lum));
  hue = mix(hue, lampHue, smoothstep(0.10, 0.45, lum));
  vec3 own = clamp((stain + 0.004) / (luminance(stain) + 0.004), 0.0, 2.2);
  hue = mix(hue, own, 0.22 * told);
  share(uDeep + lum * hue);
}
