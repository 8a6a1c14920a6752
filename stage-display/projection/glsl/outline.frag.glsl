// What is expected of her: a contour drawn twice beside the way (ssanggu, the double hook of those who copy
// calligraphy), and what fills it where she goes that way. R: the filling, G: what the paper took up, B: the contour.
in vec2 vPlace;
in vec2 vAcross;
in vec4 vMark;   // half its width, how much of it is there, how far it is filled, half the wetted width
in float vLine;
layout(location = 0) out vec4 outInk;

uniform sampler2D uHanji;  // felt, clouding, strands, rag
uniform float uHaze;

void main() {
  float half_ = vMark.x;
  float there = vMark.y;
  float filled = vMark.z;
  float d = abs(vAcross.x);
  vec4 sheet = texture(uHanji, vPlace * 0.9 + 0.13);
  vec4 close = texture(uHanji, vPlace * 2.7 + vec2(0.31, 0.57));
  float own = fract(vLine * 0.381966);

  // The hook: a dry point, which takes where the paper has a tooth.
  float hand = 0.0016 * (texture(uHanji, vec2(vAcross.y * 0.25 + own, own)).g - 0.5);
  float thin = 0.0011 + 0.0008 * uHaze;
  float rim = abs(d - half_ + hand + 0.0012 * (close.a - 0.5));
  float tooth = smoothstep(0.18, 0.52, 0.6 * close.r + 0.4 * sheet.r + 0.12);
  // Never finer than the picture, and then dimmer: a coarse one would make dots of it.
  float fine = max(0.0015, 1.1 * fwidth(vAcross.x));
  float hook = smoothstep(thin + fine + 0.004 * uHaze, 0.25 * thin, rim) * mix(0.55, 1.0, tooth) * clamp(0.003 / fine, 0.75, 1.0);

  // The filling comes from the middle and stops at the hook.
  vec4 hairs = texture(uHanji, vec2(vAcross.y * 0.16 + own * 3.0, vAcross.x / max(half_, 1e-4) * 0.045 + own));
  float reach = half_ * mix(0.15, 0.98, filled);
  float soft = 0.0012 + 0.22 * half_;
  float body = smoothstep(soft, -soft, d - reach) * smoothstep(0.0, 0.3, filled)
    * (0.62 + 0.46 * hairs.r + 0.3 * (sheet.g - 0.5));
  float halo = filled * exp(-max(d - half_, 0.0) / max(0.35 * half_ + 0.004, 1e-4)) * (1.0 - body);
  outInk = vec4(there * filled * body, 0.7 * there * halo * smoothstep(vMark.w, 0.7 * vMark.w, d), there * hook * (1.0 - 0.6 * filled), 1.0);
}
