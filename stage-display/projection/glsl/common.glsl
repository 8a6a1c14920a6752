precision highp float;
precision highp int;
precision highp sampler2D;

// Linear light: 1 is the white of the output.
float luminance(vec3 c) {
  return dot(c, vec3(0.2126, 0.7152, 0.0722));
}

float saturate(float x) {
  return clamp(x, 0.0, 1.0);
}

// A level 8-bit slope texture reads 0.5.
vec2 level(vec2 t) {
  return t * 2.0 - 1.0;
}

// Three independent numbers in [0, 1) (pcg3d, Jarzynski and Olano 2020): the same on every machine.
vec3 random3(uvec3 p) {
  p = p * 1664525u + 1013904223u;
  p.x += p.y * p.z;
  p.y += p.z * p.x;
  p.z += p.x * p.y;
  p ^= p >> 16u;
  p.x += p.y * p.z;
  p.y += p.z * p.x;
  p.z += p.x * p.y;
  return vec3(p >> 8u) / 16777216.0;
}
