// What the masks of four slices leave of the light (same maths as mapping/mask.ts). Drawn when a mask changes.
in vec2 vUv;
layout(location = 0) out vec4 outLeft;

// A row a mask, MASKS rows a slice. First texel: points, feather, 1 where it hides. Then the points, y down.
uniform sampler2D uPoints;
uniform int uFirst;       // of the rows
uniform float uAspect;
const int MASKS = 16;

float rise(float t) {
  float x = clamp(t, 0.0, 1.0);
  return x * x * (3.0 - 2.0 * x);
}

float distanceTo(int row, int count, vec2 p) {
  vec2 wide = vec2(uAspect, 1.0);
  float near = 1e9;
  bool isWithin = false;
  vec2 b = texelFetch(uPoints, ivec2(count, row), 0).xy;
  for (int i = 1; i <= count; i++) {
    vec2 a = texelFetch(uPoints, ivec2(i, row), 0).xy;
    vec2 e = (b - a) * wide;
    vec2 w = (p - a) * wide;
    float along = clamp(dot(w, e) / max(dot(e, e), 1e-12), 0.0, 1.0);
    near = min(near, length(w - e * along));
    if ((p.y >= a.y) != (p.y >= b.y) && (w.x * e.y - w.y * e.x) * (b.y > a.y ? 1.0 : -1.0) < 0.0)
      isWithin = !isWithin;
    b = a;
  }
  return isWithin ? -near : near;
}

float leftOf(int slice, vec2 p, float px) {
  float closed = 1.0;
  float open = 1.0;
  bool lets = false;
  for (int m = 0; m < MASKS; m++) {
    int row = uFirst + slice * MASKS + m;
    vec4 head = texelFetch(uPoints, ivec2(0, row), 0);
    if (head.x < 3.0) break;
    float share = 1.0 - rise(0.5 - distanceTo(row, int(head.x), p) / max(head.y, px));
    if (head.z > 0.5) open *= share;
    else closed *= share;
    lets = lets || head.z < 0.5;
  }
  return open * (lets ? 1.0 - closed : 1.0);
}

void main() {
  vec2 p = vec2(vUv.x, 1.0 - vUv.y);
  float px = 1.5 * fwidth(p.y);
  outLeft = vec4(leftOf(0, p, px), leftOf(1, p, px), leftOf(2, p, px), leftOf(3, p, px));
}
