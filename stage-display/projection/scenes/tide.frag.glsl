// A mud flat at dusk towards the light. The view is a plane seen from low: a place t below the
// horizon lies at the distance camera / t and mirrors the sky at the height t above it, moved by
// twice its slope (mirror law, small angles).
uniform sampler2D uSilt;   // bank height, its slope, ripple height, its slope
uniform sampler2D uWater;  // swell, slope x, slope y, haze
uniform float band;

// The light along the horizon: strongest where the sun went down, never even.
float along(float x, float wander) {
  float d = (x - 0.62 - wander) / 0.44;
  return 0.24 + 0.76 * exp(-d * d);
}

// Light of the sky at the height e above the horizon (stage heights), before colour.
float sky(float e, float wide, float haze) {
  float low = exp(-max(e, 0.0) / wide);
  float glow = exp(-max(e, 0.0) / (wide * 5.0 + 0.05));
  return low * 0.66 + glow * mix(0.21, 0.26, haze);
}

void main() {
  vec2 uv = vUv;
  vec4 motion = texture(uMotion, uv);
  float calm = bodyAt(uv);
  float haze = 1.0 - focus;

  // Breath lifts the whole, weight lowers it.
  float breath = (uBreath - 0.5) * swell;
  float line = mix(0.14, 0.80, horizon) - 0.05 * weight + 0.085 * breath;
  // Where she moves the far water is not level.
  vec4 atLine = texture(uMotion, vec2(uv.x, line));
  vec4 marksAtLine = texture(uMarks, vec2(uv.x, line));
  line += touch * (0.016 * marksAtLine.z + 0.022 * atLine.y);

  float wander = 0.10 * sin(uDrift * 0.011 + 1.0);
  float wide = mix(0.014, 0.090, band) * mix(1.0, 2.6, haze * haze) * (1.0 + 0.7 * breath);
  float h = uv.y - line - motion.y * 0.10 * touch;
  float x = uv.x - motion.x * 0.14 * touch;
  vec3 warmLight = edgeLight();
  float power = mix(0.40, 1.50, light);

  // The air: a glow that thins upwards, long low bars of haze, a ceiling that weight brings down.
  vec2 airAt = vec2(x * uAspect * 0.16 + uFlow * 0.004, h * 0.42 - uDrift * 0.0008);
  float bars = texture(uWater, airAt).a;
  float fine = texture(uWater, airAt * vec2(2.3, 3.1) + vec2(-uFlow * 0.006, 0.37)).a;
  float cloud = mix(bars, fine, 0.35) - 0.5;
  float up = max(h, 0.0);
  float air = sky(up * (1.0 - 0.9 * cloud), wide * 0.8, haze) * along(x, wander);
  air *= 1.0 + cloud * mix(0.9, 1.7, density) * smoothstep(0.0, 0.16, up);
  air *= mix(0.55, 0.75, haze);
  float ceiling = smoothstep(mix(0.75, 0.16, weight), mix(0.20, 0.02, weight), up);
  air *= mix(1.0 - 0.8 * weight, 1.0, ceiling);

  // The flat: distance, and the place on it.
  float t = max(-h, 0.0);
  float camera = mix(0.30, 0.17, weight);
  float far = camera / (t + 0.0035);
  vec2 place = vec2((x - 0.5) * uAspect * far, far + uFlow * 0.012);
  vec2 bankAt = place * 0.115 * vec2(1.0, 0.55);
  vec2 rippleAt = place * mix(0.34, 0.5, density) * vec2(0.55, 1.0) + vec2(0.31, 0.0);
  float blur = 3.2 * haze * haze;
  vec4 bank = texture(uSilt, bankAt, blur);
  vec4 ripple = texture(uSilt, rippleAt, blur);
  vec4 rough = texture(uSilt, place * 1.7 + 0.5, blur);

  // What a moving body does to it: seen where she is, and mirrored below the line.
  vec2 mirrorAt = vec2(uv.x, clamp(2.0 * line - uv.y, 0.0, 1.0));
  vec2 step_ = vec2(0.0, 1.2 / 144.0);
  float ahead = texture(uMarks, uv + step_).z - 0.8 * texture(uMarks, mirrorAt - step_).z;
  float behind = texture(uMarks, uv - step_).z - 0.8 * texture(uMarks, mirrorAt + step_).z;
  vec4 mirrored = texture(uMotion, mirrorAt);
  // Far water is seen so flat that a wave on it is a hair's breadth.
  float reach = touch * mix(0.22, 1.0, smoothstep(0.0, 0.12, t));
  float press = (motion.z + 0.6 * mirrored.z) * reach;
  float wave = 0.5 * (ahead + behind) * reach;
  float waveSlope = (ahead - behind) * reach;

  // The tide stands where breath, the heart's passing swell and her weight on the silt put it.
  float distance01 = log(far + 1.0);
  float beat = beatSwell(uBeats - 0.42 * distance01) - 0.31 * uHeart;
  float tide = 0.47 + 0.40 * breath + 0.05 * swell * beat + 0.35 * press + 0.25 * wave
    - 0.13 * weight;
  float ground = 0.62 * bank.r + 0.30 * (ripple.b - 0.5) * mix(0.5, 1.1, density) + 0.07 * rough.b + 0.17;
  float edge = 0.02 + 0.02 * far * 0.3 + 0.12 * haze;
  float wet = smoothstep(-edge, edge, tide - ground);
  float film = smoothstep(-5.0 * edge, 0.0, tide - ground);

  // Small waves on open water, none where it is a film; her waves everywhere.
  vec2 wind = place * vec2(0.28, 0.62);
  vec2 w1 = level(texture(uWater, wind + vec2(uFlow * 0.031, uFlow * 0.043), blur).gb);
  vec2 w2 = level(texture(uWater, wind * 2.7 + vec2(-uFlow * 0.057, uFlow * 0.049), blur).gb);
  float chop = mix(0.006, 0.05, contrast * 0.4 + pace * 0.6);
  float waterSlope = chop * (w1.y + 0.7 * w2.y + 0.4 * w1.x)
    + 0.020 * swell * beat + 1.7 * waveSlope + 0.04 * wave + 0.10 * (mirrored.y + motion.y) * reach;
  float siltSlope = 0.11 * (level(ripple.aa).x * mix(0.6, 1.3, density) + level(bank.gg).x)
    + 0.05 * level(rough.aa).x;

  // Water mirrors the sky; wet silt mirrors it dully from the facets that happen to look there.
  float seen = exp(-1.5 * t);
  // A slope that looks below the line meets the water again: what it shows falls off on both sides of the glint.
  float mirror = sky(abs(t + 2.0 * waterSlope), wide * 1.3, haze) * along(x + w1.x * chop * 2.0, wander);
  float duller = sky(abs(t + 2.0 * siltSlope + 0.03), wide * 2.4, haze) * along(x, wander);
  float sheen = mix(0.36, 0.80, film);
  float flat_ = mix(duller * sheen, mirror, wet) * seen;
  // The thin line of standing water along every shore catches the light.
  float shore = wet * (1.0 - wet) * 4.0;
  flat_ += shore * 0.05 * seen * along(x, wander) * focus * smoothstep(0.02, 0.10, t);

  // Near matter is heavy: the closest banks stand dark against the light.
  float near = smoothstep(0.16, 0.75, t / max(line, 0.1)) * mix(0.0, 0.72, weight);
  flat_ *= 1.0 - near * (1.0 - 0.6 * wet);

  float crisp = mix(0.02, 0.0011, smoothstep(0.0, 0.9, focus));
  float below = smoothstep(crisp, -crisp, h);
  float lum = mix(air, flat_ * 1.12, below);
  lum = pow(max(lum, 0.0), mix(0.88, 1.10, contrast)) * mix(0.95, 1.12, contrast);
  // Fog keeps the idea of a line and nothing else; it still moves.
  float fog = haze * haze * (0.07 + 0.06 * cloud) * exp(-abs(h) * 3.0) * along(x, wander);
  lum = mix(lum, lum * 0.82, haze) + fog;
  lum *= power * (1.0 + 0.28 * breath) * (1.0 - 0.34 * calm);

  // Grades of one hue: deep, graphite in the middle, the edge light above.
  vec3 shade = uShade / max(luminance(uShade), 1e-3);
  vec3 lit = warmLight / max(luminance(warmLight), 1e-3);
  float high = smoothstep(0.015, 0.30, lum);
  vec3 c = uDeep + lum * mix(mix(vec3(1.0), shade, 0.55), lit, high);
  share(c);
}
