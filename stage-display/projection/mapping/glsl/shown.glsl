uniform sampler2D uPicture;   // coded as the screen codes it

vec3 shownAt(int i, vec2 at, vec2 uv) {
  return textureLod(uPicture, vec2(at.x, 1.0 - at.y), 0.0).rgb;
}
