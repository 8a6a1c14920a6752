// A brush line of light on paper. R: the line itself, as its bristles left it; G: what the paper took up
// beside it, along its fibres.
in vec2 vPlace;
in vec2 vAcross;
in vec4 vMark;
in float vLine;
layout(location = 0) out vec4 outInk;

uniform sampler2D uHanji;  // felt, clouding, strands, rag
uniform float uHaze;

void main() {
  float half_ = vMark.x;
  float ink = vMark.y;
  float dry = vMark.z;
  float wide = vMark.w;
  float d = abs(vAcross.x);
  vec4 sheet = texture(uHanji, vPlace * 0.9 + 0.13);
  vec4 close = texture(uHanji, vPlace * 2.7 + vec2(0.31, 0.57));

  // Bristles: each keeps its own place across the line, and picks up and lets go along it.
  float lane = vAcross.x / max(half_, 1e-4);
  float own = fract(vLine * 0.381966);
  vec4 hairs = texture(uHanji, vec2(vAcross.y * 0.16 + own * 3.0, lane * 0.045 + own));
  vec4 tuft = texture(uHanji, vec2(vAcross.y * 0.42 + own, lane * 0.012 + own * 5.0));
  float bristle = 0.55 * hairs.g + 0.30 * hairs.r + 0.35 * (tuft.g - 0.5) + 0.10;
  float tooth = 0.6 * close.r + 0.4 * sheet.r;
  float bite = bristle + 0.35 * (tooth - 0.5) - mix(-0.25, 0.62, dry);
  float body = smoothstep(-0.10, 0.14, bite);

  // The edge follows the fibres.
  float ragged = (0.34 * (close.a - 0.5) + 0.30 * (sheet.g - 0.5)) * half_ + 0.0012 * (close.r - 0.5);
  float soft = 0.0011 + 0.10 * half_ + 0.010 * uHaze;
  float core = smoothstep(soft, -soft, d - half_ + ragged);
  // Ink gathers a little where the line ends at its sides.
  float pool = 0.80 + 0.20 * smoothstep(0.35, 0.95, d / max(half_, 1e-4));
  float line = core * mix(body, 1.0, 0.18 * (1.0 - dry)) * ink * pool * (0.72 + 0.42 * hairs.r + 0.18 * (sheet.g - 0.5));

  // Light creeps on between the fibres, further where they are dense.
  float reach = max(d - 0.75 * half_, 0.0) / max(wide - 0.75 * half_, 1e-4);
  float creeps = mix(2.2, 0.75, smoothstep(0.25, 0.75, 0.5 * sheet.r + 0.5 * close.r));
  float halo = ink * (1.0 - 0.6 * dry) * exp(-pow(reach * creeps, 1.2) * 3.2) * smoothstep(1.0, 0.75, reach);
  outInk = vec4(line, halo, 0.0, 1.0);
}
