/** What was looked at before this network was believed. */
export const CHECKS = [
  'The ONNX graph against the published one in TensorFlow.js 4 (processor backend): 16 photographs of matter and 4 made pictures, 5 classes each; the largest difference is 1.5e-5.',
  '204 cells of 51 sheets of photographed materials (CC0, ambientCG), 128 pixels each and brought to 224: 202 pass. One rock (0.73) and one heap of rocks (0.30) are taken for pornography and would be held back.',
  'No unsafe picture was fetched, made or looked at: that this network finds such pictures is what its makers report, not what was seen here.',
];

/** What it cannot do. */
export const FAILURES = [
  'Its makers report about 93 % right over the five classes for this size, on pictures of their own: some of what should be held back passes, on any evening.',
  'It knows nudity and pornography. Violence, gore, hatred, faces of real people, writing: it sees nothing of them.',
  'It learned from photographs and drawings of the web; painted, dim, abstract and half-dissolved pictures are far from them, in both directions. Wrinkled stone is now and then taken for skin.',
  'It sees 224 x 224 pixels of the whole picture: what is small in it may escape.',
  'What its pictures came from is known only roughly, and it was made for a Western web: expect other errors for other bodies and other customs.',
];
