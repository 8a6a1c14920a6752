// The label's letters over the finished picture; outside of its place the scissor keeps it away.
layout(location = 0) out vec4 outLabel;

uniform sampler2D uLetters;  // premultiplied, as the screen codes it
uniform vec4 uPlace;         // x, y, width, height in pixels
uniform float uLevel;

void main() {
  outLabel = texture(uLetters, (gl_FragCoord.xy - uPlace.xy) / uPlace.zw) * uLevel;
}
