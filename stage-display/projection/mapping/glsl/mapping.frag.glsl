// The picture that passed the gate, put onto the slices of the canvas (same maths as mapping/light.ts). SLICES and
// the functions shownAt and maskAt stand before it; they differ with what the output needs.
in vec2 vUv;
layout(location = 0) out vec4 outScreen;

uniform mat3 uPin[SLICES];     // canvas, y down, to slice
uniform vec4 uCrop[SLICES];    // left, top, width, height
uniform vec4 uEdge[SLICES];    // left, right, top, bottom
uniform vec2 uLight[SLICES];   // light left, gamma
uniform float uDither;         // 0 or 1
uniform uint uFrame;

// rise(t) + rise(1 - t) is 1.
float rise(float t) {
  float x = clamp(t, 0.0, 1.0);
  return x * x * (3.0 - 2.0 * x);
}

float soft(float far, float wide) {
  return wide > 0.0 ? rise(far / wide) : 1.0;
}

// A pixel at the rim of a slice is covered in part.
float rim(float far, float step) {
  return clamp(far / max(step, 1e-7) + 0.5, 0.0, 1.0);
}

void main() {
  vec2 place = vec2(vUv.x, 1.0 - vUv.y);
  vec3 sum = vec3(0.0);
  vec3 only = vec3(0.0);
  float gamma = 0.0;
  int lit = 0;
  for (int i = 0; i < SLICES; i++) {
    vec3 h = uPin[i] * vec3(place, 1.0);
    vec2 uv = h.xy / max(h.z, 1e-6);
    vec2 px = fwidth(uv);
    float cover = rim(uv.x, px.x) * rim(1.0 - uv.x, px.x) * rim(uv.y, px.y) * rim(1.0 - uv.y, px.y);
    vec4 e = uEdge[i];
    float left = uLight[i].x * cover * step(1e-6, h.z)
      * soft(uv.x, e.x) * soft(1.0 - uv.x, e.y) * soft(uv.y, e.z) * soft(1.0 - uv.y, e.w);
    // No early way out: neighbours must agree on where a slice's rim is.
    if (left > 0.0) left *= maskAt(i);
    if (left > 0.0) {
      vec2 inside = clamp(uv, 0.0, 1.0);
      only = shownAt(i, uCrop[i].xy + inside * uCrop[i].zw, inside) * pow(left, 1.0 / uLight[i].y);
      sum += pow(only, vec3(uLight[i].y));
      gamma += uLight[i].y;
      lit++;
    }
  }
  // What several slices give to one pixel adds up in light.
  vec3 c = lit > 1 ? pow(sum, vec3(float(lit) / gamma)) : only;
  c = min(c, vec3(1.0));
  vec3 r = random3(uvec3(uvec2(gl_FragCoord.xy), uFrame));
  vec3 d = (r + r.gbr - 1.0) * uDither;
  outScreen = vec4(c + d / 255.0 * min(vec3(1.0), c * 255.0), 1.0);
}
