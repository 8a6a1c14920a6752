// The candidate, laid over what was shown by the blend factor of the draw.
layout(location = 0) out vec4 outShown;

uniform sampler2D uCandidate;

void main() {
  outShown = texelFetch(uCandidate, ivec2(gl_FragCoord.xy), 0);
}
