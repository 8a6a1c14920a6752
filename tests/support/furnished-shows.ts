import { parseYaml } from '../../conductor/show/yaml.ts';

/** Plain data of a show file. */
export interface Data {
  [key: string | number]: unknown;
}

export interface Random {
  unit(): number;
  /** 0..n-1. */
  below(n: number): number;
  chance(p: number): boolean;
}

/** Mulberry32. */
export const randomOf = (seed: number): Random => {
  let a = (seed * 2_654_435_761) >>> 0;
  const unit = (): number => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { unit, below: (n) => Math.floor(unit() * n), chance: (p) => unit() < p };
};

/** A show with something of everything, and where its parts stand in `cues`. */
export interface Made {
  readonly data: Data;
  /** A cue with a scene, followed by another one, outside the group. */
  readonly plain: number;
  /** A cue without a scene that sends OSC and MIDI. */
  readonly side: number;
  /** A cue that plays `wind`. */
  readonly plays: number;
  /** A cue on feeling. */
  readonly feels: number;
  readonly group: string;
  /** The last cue of the group; two more cues with scenes come before it. */
  readonly inGroup: number;
}

/** A WAV of silence, a thousand samples a second. */
export const soundBytes = (seconds: number): Uint8Array => {
  const bytes = new Uint8Array(44 + seconds * 1000);
  const view = new DataView(bytes.buffer);
  const put = (at: number, text: string): void => {
    for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
  };
  put(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  put(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, 1000, true);
  view.setUint32(28, 1000, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  put(36, 'data');
  view.setUint32(40, seconds * 1000, true);
  return bytes.fill(128, 44);
};

const title = (en: string): Data => ({ en, ko: `${en} 큐` });

/** Cues of our own with scenes of the show, for a list that has few. */
const ownCues = (scenes: readonly string[], random: Random): Data[] =>
  Array.from({ length: 4 }, (_, i) => ({
    number: `9${i}`,
    title: title(`own ${i}`),
    scene: scenes[random.below(scenes.length)],
    fade: { seconds: 2 + random.below(20), curve: ['linear', 'smooth'][random.below(2)] },
    levelCap: 0.5 + random.unit() * 0.5,
  }));

const DEVICES = {
  rack: { kind: 'osc', host: '192.168.0.20', port: 53000, profile: 'qlab' },
  desk: { kind: 'osc', host: '192.168.0.30', port: 8000, transport: 'tcp', profile: 'grandma3' },
  keys: { kind: 'midi', port: 'IAC' },
  beam: { kind: 'projector', host: '192.168.0.40' },
};

const sideCue = (number: string, random: Random): Data => ({
  number,
  title: title('tell'),
  osc: [{ to: 'rack', address: `/cue/${1 + random.below(90)}/start` }],
  midi: [
    { to: 'keys', send: { type: 'note', channel: 1 + random.below(16), note: random.below(128) } },
  ],
  ...(random.chance(0.5) ? { shutters: [{ of: 'beam', open: true }] } : {}),
  ...(random.chance(0.3) ? { affect: { mode: 'hold', backS: 20 } } : {}),
});

const feelingCue = (scene: string, random: Random): Data => ({
  number: '97',
  title: title('felt'),
  scene,
  when: {
    all: [
      { signal: 'arousal', above: 0.3 + random.unit() * 0.5, confidence: random.unit() * 0.9 },
      ...(random.chance(0.5) ? [{ signal: 'motionEnergy', below: 0.9 }] : []),
    ],
    forS: 1 + random.below(8),
    notBeforeS: random.below(30),
    elseAfterS: 60 + random.below(200),
  },
});

/** Reads a show, and adds devices, sounds, groups, states of the evening and cues of every kind to it. */
export const furnished = (base: string, random: Random): Made => {
  const read = parseYaml(base, 'base');
  if (!read.ok) throw new Error('the base show is broken');
  const data = structuredClone(read.located.value) as Data;
  const cues = data.cues as Data[];
  const scenes = Object.keys(data.scenes as Data);
  const scene = (): string => scenes[random.below(scenes.length)] ?? '';
  const before = cues.length;
  const end = cues.at(-1);
  if (end) {
    end.follow = 'manual';
    delete end.postWaitS;
  }
  cues.push(...ownCues(scenes, random));
  const plain = before;
  // Three cues that follow each other, and one after them that waits.
  const group = ['a', 'b', 'c'].map((n) => ({
    number: `95.${n}`,
    title: title(`round ${n}`),
    scene: scene(),
    fade: { seconds: 1 + random.below(9) },
    follow: 'follow',
    postWaitS: 1 + random.below(9),
  }));
  cues.push(...group, { number: '95.9', title: title('after'), scene: scene() });
  const inGroup = before + 6;
  cues.push(sideCue('96', random));
  const side = cues.length - 1;
  cues.push(feelingCue(scene(), random));
  const feels = cues.length - 1;
  const play = {
    do: 'play',
    sound: 'wind',
    level: random.unit(),
    fadeS: 2,
    loop: random.chance(0.5),
  };
  cues.push({ number: '98', title: title('wind'), scene: scene(), sounds: [play] });
  const plays = cues.length - 1;
  cues.push({
    number: '99',
    title: title('quiet'),
    scene: scene(),
    sounds: [{ do: 'stop', sound: 'wind' }],
  });
  Object.assign(data, {
    format: 2,
    tempo: 60 + random.below(90),
    loop: false,
    devices: structuredClone(DEVICES),
    sounds: { wind: { file: 'sounds/wind.wav', level: 0.8 } },
    memories: { ...(data.memories as Data), furnace: { text: 'The furnace is out.' } },
    groups: {
      rounds: {
        from: '95.a',
        to: '95.c',
        times: random.chance(0.5) ? 'until-go' : 1 + random.below(4),
      },
      ...(random.chance(0.5) ? { tell: { from: '95.9', to: '96', mode: 'together' } } : {}),
    },
    standing: {
      preset: { scene: scene(), levelCap: 0.3 },
      interval: { scene: scene(), osc: [{ to: 'desk', address: '/gma3/cmd', args: ['Go+'] }] },
      stopped: { sounds: [{ do: 'stop', fadeS: 1 }] },
    },
  });
  cues[plain + 1] = { ...cues[plain + 1], memory: 'furnace' };
  if (random.chance(0.5)) cues[plain + 2] = { ...cues[plain + 2], fade: { beats: 8 } };
  if (random.chance(0.5)) data.goGuardMs = 100 + random.below(150);
  if (random.chance(0.3)) data.trajectory = { points: [{ cue: '97', arousal: random.unit() }] };
  return { data, plain, side, plays, feels, group: 'rounds', inGroup };
};
