// A plain light over the middle of the picture while somebody pushes, and nothing else.
void main() {
  float push = 0.0;
  for (int i = 0; i < 7; i++)
    push = max(push, texture(uMotion, vec2(0.2 + 0.1 * float(i), 0.42)).z);
  vec2 d = smoothstep(vec2(0.36, 0.4), vec2(0.34, 0.36), abs(vUv - 0.5));
  share(uDeep + uLight * light * d.x * d.y * smoothstep(0.10, 0.16, push));
}
