// What a screen codes light as (IEC 61966-2-1), and back.
vec3 encode(vec3 c) {
  return mix(c * 12.92, 1.055 * pow(max(c, vec3(1e-6)), vec3(1.0 / 2.4)) - 0.055, step(0.0031308, c));
}

vec3 decode(vec3 e) {
  return mix(e / 12.92, pow((max(e, vec3(0.0)) + 0.055) / 1.055, vec3(2.4)), step(0.04045, e));
}
