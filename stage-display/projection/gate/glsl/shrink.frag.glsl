// One texel of a smaller picture: the mean of what lies under it. Each tap is the mean of four where two
// taps cover four texels.
in vec2 vUv;
layout(location = 0) out vec4 outMean;

uniform sampler2D uPicture;
uniform vec2 uTexel;  // of the smaller picture
uniform int uTaps;    // each way

void main() {
  vec4 sum = vec4(0.0);
  vec2 step_ = uTexel / float(uTaps);
  vec2 from = vUv - 0.5 * uTexel + 0.5 * step_;
  for (int y = 0; y < 6; y++) {
    if (y >= uTaps) break;
    for (int x = 0; x < 6; x++) {
      if (x >= uTaps) break;
      sum += texture(uPicture, from + step_ * vec2(x, y));
    }
  }
  outMean = sum / float(uTaps * uTaps);
}
