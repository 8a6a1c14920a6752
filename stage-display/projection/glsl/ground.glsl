// The bed of Relief. Lengths are stage heights; the middle of the stage is (0, 0).
uniform vec4 uForm;   // tilt of the ridge, its bends' phases, where its nose lies
uniform vec2 uSite;   // where the ridge's middle lies
uniform float uRise;  // height of its crest

const float REPOSE = 0.62;  // slope at which wet silt begins to slide (32 degrees)

// Along the ridge and across it: the ramp is below 0, the slip face above.
vec2 ridgeAt(vec2 p) {
  float c = cos(uForm.x);
  float s = sin(uForm.x);
  vec2 q = p - uSite;
  q = vec2(c * q.x + s * q.y, c * q.y - s * q.x);
  q.y -= 0.120 * sin(1.75 * q.x + uForm.y) + 0.040 * sin(4.1 * q.x + uForm.z) + 0.10 * q.x * q.x;
  return q;
}

// How high the crest stands at a place along it: it comes out of the flat, and goes under again.
float crestAt(float along) {
  return uRise * smoothstep(uForm.w, uForm.w + 1.05, along) * (1.0 - 0.55 * smoothstep(0.35, 1.25, along));
}

// The height the matter grows towards: a long ramp, an edge, a face that slips.
float landform(vec2 p) {
  vec2 q = ridgeAt(p);
  float crest = crestAt(q.x);
  float ramp = exp(-pow(max(-q.y, 0.0) / 0.40, 1.35));
  float slip = crest - 0.92 * REPOSE * max(q.y, 0.0);
  slip = 0.5 * (slip + sqrt(slip * slip + 0.00012 * crest / (uRise + 1e-3)));
  return q.y < 0.0 ? crest * ramp : min(crest, slip);
}

// A height is kept in two half floats: steps of 1/256 and what is left over.
vec2 packed(float h) {
  float high = floor(h * 256.0) / 256.0;
  return vec2(high, h - high);
}

const float FURROW = 0.014;  // depth of a print, stage heights

// What the ground is without the prints in it, and with them.
float groundOf(vec4 texel) {
  return texel.r + texel.g;
}

float heightOf(vec4 texel) {
  return texel.r + texel.g - FURROW * texel.a;
}

// The place of a film under the bed: it covers the middle of the stage, its edges run out softly.
vec2 filmAt(vec2 p, float aspect) {
  return clamp(p / vec2(aspect, 1.0) * vec2(0.86, 0.96) + 0.5, 0.0, 1.0);
}
