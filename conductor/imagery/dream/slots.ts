/** Lights a place can stand in; the words vote, the strongest two or three blend. */
export const MODES = [
  'night',
  'dawn',
  'day',
  'golden',
  'dusk',
  'storm',
  'grey',
  'snowlight',
  'lamp',
  'tube',
  'fire',
  'moon',
] as const;
export type Mode = (typeof MODES)[number];

/** Hues a word can bring. A picture keeps two. */
export const HUES = [
  'red',
  'rose',
  'orange',
  'gold',
  'green',
  'teal',
  'blue',
  'violet',
  'white',
  'brown',
  'black',
  'silver',
] as const;
export type Hue = (typeof HUES)[number];

/** Matter, by the names of the network's codes. */
export const MATTERS = [
  'snow',
  'ice',
  'water',
  'silt',
  'moss',
  'bark',
  'grass',
  'rock',
  'paper',
  'cloth',
  'rust',
  'wood',
  'leaves',
  'sand',
  'haze',
  'earth',
  'stone',
  'brick',
  'plaster',
  'metal',
  'tile',
  'asphalt',
  'straw',
] as const;
export type Matter = (typeof MATTERS)[number];

/** Where matter lies: under her, in what stands, on walls. */
export const ROLES = ['g', 's', 'w'] as const;
export type Role = (typeof ROLES)[number];

/** Shapes, by the depth at which they stand. */
export const FAR = ['ridge', 'hills', 'forest', 'city', 'shore'] as const;
export const MID = [
  'tree',
  'trunks',
  'stems',
  'reeds',
  'house',
  'church',
  'poles',
  'boat',
  'bridge',
  'figure',
  'crowd',
  'dog',
  'table',
  'stairs',
  'fence',
  'wheel',
  'tower',
  'rocks',
  'cloths',
  'veil',
  'fall',
  'bed',
  'shelf',
  'alley',
  'nave',
] as const;
export const NEAR = ['frame', 'branches', 'blades', 'curtain', 'roofedge', 'shoulders'] as const;
/** Drawn on the ground. */
export const PATTERNS = ['road', 'rails', 'furrows', 'waves', 'boards', 'tiles'] as const;
/** What shines. */
export const LIGHTS = [
  'lamps',
  'panes',
  'candles',
  'bokeh',
  'sun',
  'moondisc',
  'campfire',
] as const;
/** What the air carries. */
export const AIRS = [
  'rain',
  'flakes',
  'petals',
  'fallen',
  'steam',
  'motes',
  'sparks',
  'stars',
  'birds',
] as const;
/** Places that are not under the sky. */
export const PLACES = ['room', 'corridor', 'tunnel', 'glass'] as const;
/** Everything else: signed or not, 0 where no word speaks. */
export const SCALES = [
  'haze',
  'wet',
  'wind',
  'travel',
  'up',
  'down',
  'near',
  'warm',
  'bright',
  'clouds',
  'heads',
] as const;

export type Shape = (
  | typeof FAR
  | typeof MID
  | typeof NEAR
  | typeof PATTERNS
  | typeof LIGHTS
)[number];
export type Slot =
  | Mode
  | Hue
  | Shape
  | `${Role}.${Matter}`
  | (typeof AIRS | typeof PLACES | typeof SCALES)[number];

/** Every name a word of the lexicon may use. */
export const SLOTS: readonly Slot[] = [
  ...MODES,
  ...HUES,
  ...FAR,
  ...MID,
  ...NEAR,
  ...PATTERNS,
  ...LIGHTS,
  ...AIRS,
  ...PLACES,
  ...SCALES,
  ...ROLES.flatMap((role) => MATTERS.map((matter) => `${role}.${matter}` as const)),
];

const AT = new Map<string, number>(SLOTS.map((slot, i) => [slot, i]));

/** The place of a slot in a row of numbers; -1 for a name that is none. */
export const slotAt = (name: string): number => AT.get(name) ?? -1;
