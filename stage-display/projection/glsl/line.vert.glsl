in vec2 place;   // stage heights
in vec2 across;  // signed distance from the line, along the line
in vec4 mark;    // half its width, ink, dryness, half the wetted width
in float line;
uniform float uAspect;
out vec2 vPlace;
out vec2 vAcross;
out vec4 vMark;
out float vLine;

void main() {
  vPlace = place;
  vAcross = across;
  vMark = mark;
  vLine = line;
  gl_Position = vec4(place.x / uAspect * 2.0 - 1.0, place.y * 2.0 - 1.0, 0.0, 1.0);
}
