// A dark room with paper in it. The light of the sheets lies in the haze before them and, broken, on the floor.
uniform sampler2D uWall;   // the sheets, and what they cover; mipmaps: their light in the air
uniform sampler2D uHanji;  // felt, clouding, strands, rag
uniform float air;

void main() {
  vec2 uv = vUv;
  vec4 motion = texture(uMotion, uv);
  float calm = bodyAt(uv);
  float haze = 1.0 - focus;
  float fog = haze * haze;
  float breath = (uBreath - 0.5) * swell;
  float power = mix(0.40, 1.50, light);
  vec2 p = (uv - 0.5) * vec2(uAspect, 1.0);

  // Paper gives before who goes by.
  vec2 at = uv - 0.30 * motion.xy * touch;
  vec4 cloud = texture(uHanji, p * vec2(0.10, 0.24) + vec2(0.0023 * uDrift, 0.0011 * uDrift), 3.0);
  float lod = log2(float(textureSize(uWall, 0).y) / 360.0);
  vec4 sheets = textureLod(uWall, at, max(0.0, lod + 3.6 * smoothstep(0.25, 1.0, haze) - 0.6));
  vec3 near = textureLod(uWall, at, lod + 4.2).rgb;
  vec3 wide = textureLod(uWall, mix(at, vec2(0.5), 0.04), lod + 5.6).rgb;
  vec3 c = sheets.rgb;
  vec3 glow = (0.30 * near + 0.55 * wide) * mix(0.25, 0.85, air) * (0.55 + 0.9 * cloud.g) * (1.0 - 0.75 * sheets.a);

  // The floor: wet stone, far below.
  float floor_ = 0.135 - 0.02 * weight;
  vec2 mirrored = vec2(at.x + 0.012 * (cloud.a - 0.5), 2.0 * floor_ + 0.05 - at.y + 0.03 * (cloud.g - 0.5));
  vec3 below = textureLod(uWall, mirrored, lod + 3.4).rgb;
  float depth = smoothstep(floor_ + 0.03, 0.0, uv.y);
  c = c + glow + below * depth * (0.16 + 0.20 * (1.0 - depth)) * (0.5 + cloud.r) * (1.0 - sheets.a);

  c *= 1.0 + 0.7 * motion.z * touch * (0.3 + cloud.r);
  // The air she stirs takes what light there is.
  vec3 dust = uShade / max(luminance(uShade), 1e-3) * (0.046 + 0.6 * luminance(wide));
  c += motion.z * touch * (0.30 * near + 0.50 * wide + dust) * (0.4 + cloud.r) * (1.0 - 0.6 * sheets.a);
  float lum = luminance(c);
  c *= pow(max(lum, 1e-4) / 0.22, mix(-0.06, 0.22, contrast));
  c *= power * (1.0 + 0.14 * breath + 0.02 * (beatSwell(uBeats - 0.6 * uv.y) - 0.31 * uHeart)) * mix(1.0, 0.78, weight);
  c *= mix(0.92, 1.12, smoothstep(0.3, 0.7, horizon));
  c *= mix(vec3(0.93, 0.99, 1.08), vec3(1.06, 0.98, 0.86), smoothstep(0.0, 1.0, warmth));
  c *= 1.0 - 0.40 * calm;
  // Where nothing is known there is fog between the sheets, and it moves.
  c += fog * 0.03 * (0.4 + 1.2 * cloud.g) * uShade / max(luminance(uShade), 1e-3) * exp(-2.0 * dot(p, p));
  vec2 e = smoothstep(vec2(0.56, 0.56), vec2(0.40, 0.34), abs(uv - 0.5));
  share(uDeep + c * mix(0.35, 1.0, e.x * e.y));
}
