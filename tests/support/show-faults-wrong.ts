import { at, type Break, conditionOf, conditionPath, cueAt, mean, typo } from './show-faults.ts';

/** What keeps a show from running: each puts one fault into a furnished show and says where. */
export const WRONG: Readonly<Record<string, Break>> = {
  'a key that does not exist'(data, { plain }) {
    cueAt(data, plain).fadee = 3;
    return {
      code: 'show/unknown-key',
      path: ['cues', plain, 'fadee'],
      key: true,
      remedy: mean('fade'),
    };
  },
  'a scene that does not exist'(data, { plain }) {
    const scene = String(cueAt(data, plain).scene);
    cueAt(data, plain).scene = typo(scene);
    return { code: 'show/unknown-scene', path: ['cues', plain, 'scene'], remedy: mean(scene) };
  },
  'a parameter that does not exist'(data, { plain }) {
    at(data, 'cues', plain, 'look').ligth = 0.4;
    const path = ['cues', plain, 'look', 'ligth'];
    return { code: 'show/unknown-param', path, key: true, remedy: mean('light') };
  },
  'a title that is missing'(data, { plain }) {
    delete cueAt(data, plain).title;
    return { code: 'show/missing-key', path: ['cues', plain], remedy: /en, ko/ };
  },
  'text where a block belongs'(data, { plain }) {
    cueAt(data, plain).fade = 'slow';
    return {
      code: 'show/wrong-kind',
      path: ['cues', plain, 'fade'],
      remedy: /seconds, beats, curve/,
    };
  },
  'a level beyond 1'(data, { plain }, random) {
    cueAt(data, plain).levelCap = 1.01 + random.unit() * 9;
    return { code: 'show/out-of-range', path: ['cues', plain, 'levelCap'], remedy: /at most 1/ };
  },
  'a number twice'(data, { plain }) {
    cueAt(data, plain).number = cueAt(data, plain === 0 ? 1 : 0).number;
    const path = ['cues', Math.max(plain, 1), 'number'];
    return { code: 'show/duplicate-cue', path, remedy: /number of its own/ };
  },
  'a memory that does not exist'(data, { plain }) {
    cueAt(data, plain).memory = 'furnacf';
    return {
      code: 'show/unknown-memory',
      path: ['cues', plain, 'memory'],
      remedy: mean('furnace'),
    };
  },
  'a device that does not exist'(data, { side }) {
    const osc = at(data, 'cues', side, 'osc', 0);
    const to = String(osc.to);
    osc.to = typo(to);
    return { code: 'show/unknown-device', path: ['cues', side, 'osc', 0, 'to'], remedy: mean(to) };
  },
  'a device of another kind'(data, { side }) {
    at(data, 'cues', side, 'osc', 0).to = 'keys';
    const path = ['cues', side, 'osc', 0, 'to'];
    return { code: 'show/wrong-device', path, remedy: /Of that kind are: rack/ };
  },
  'a sound that does not exist'(data, { plays }) {
    at(data, 'cues', plays, 'sounds', 0).sound = 'winf';
    const path = ['cues', plays, 'sounds', 0, 'sound'];
    return { code: 'show/unknown-sound', path, remedy: mean('wind') };
  },
  'an engine that does not exist'(data, { plain }) {
    cueAt(data, plain).engine = 'draem';
    return { code: 'show/unknown-engine', path: ['cues', plain, 'engine'], remedy: mean('dream') };
  },
  'a body that does not exist'(data, made) {
    conditionOf(data, made).body = 'dancr';
    return {
      code: 'show/unknown-body',
      path: [...conditionPath(made), 'body'],
      remedy: /There are: /,
    };
  },
  'a range that is empty'(data, made, random) {
    const above = 0.5 + random.unit() * 0.3;
    Object.assign(conditionOf(data, made), { above, below: above - 0.2 });
    return {
      code: 'show/never',
      path: [...conditionPath(made), 'below'],
      remedy: /smaller number/,
    };
  },
  'a side cue with a palette'(data, { side }) {
    cueAt(data, side).palette = { accent: '#112233' };
    const path = ['cues', side, 'palette'];
    return { code: 'show/side-cue', path, key: true, remedy: /Name a scene/ };
  },
  'a group to nowhere'(data, { group }) {
    at(data, 'groups', group).to = '9999';
    return { code: 'show/unknown-cue', path: ['groups', group, 'to'], remedy: /There are: / };
  },
  'a group that ends before it begins'(data, { group }) {
    const span = at(data, 'groups', group);
    [span.from, span.to] = [span.to, span.from];
    return { code: 'show/group-order', path: ['groups', group, 'to'], remedy: /Write `from: / };
  },
  'two groups that cross'(data, { inGroup }) {
    const [from, to] = [cueAt(data, inGroup), cueAt(data, inGroup + 2)];
    at(data, 'groups').crossing = { from: from.number, to: to.number };
    return {
      code: 'show/groups-cross',
      path: ['groups', 'crossing'],
      key: true,
      remedy: /end before/,
    };
  },
  'two scenes together'(data, { group }) {
    Object.assign(at(data, 'groups', group), { mode: 'together', times: 1 });
    const path = ['groups', group, 'mode'];
    return { code: 'show/two-scenes', path, key: true, remedy: /Leave the scene out/ };
  },
  'a sound file that is missing'(data) {
    at(data, 'sounds', 'wind').file = 'sounds/wnd.wav';
    return {
      code: 'show/missing-asset',
      path: ['sounds', 'wind', 'file'],
      remedy: /Put the file there/,
    };
  },
  'a sound outside the folder'(data) {
    at(data, 'sounds', 'wind').file = '../wind.wav';
    return { code: 'show/outside', path: ['sounds', 'wind', 'file'], remedy: /Copy it there/ };
  },
  'a sound that is no sound'(data) {
    at(data, 'sounds', 'wind').file = 'world.md';
    return { code: 'show/sound-kind', path: ['sounds', 'wind', 'file'], remedy: /\.wav/ };
  },
  'a note beyond 127'(data, { side }, random) {
    at(data, 'cues', side, 'midi', 0, 'send').note = 128 + random.below(100);
    const path = ['cues', side, 'midi', 0, 'send', 'note'];
    return { code: 'show/out-of-range', path, remedy: /at most 127/ };
  },
  'a newer format'(data) {
    data.format = 99;
    return { code: 'show/newer', path: ['format'], remedy: /Update Yeoun/ };
  },
  'a mapping without width'(data, _, random) {
    const names = Object.keys(at(data, 'scenes'));
    const name = names[random.below(names.length)] ?? '';
    at(data, 'scenes', name).map = [{ from: 'arousal', to: 'light', out: [0.4, 0.4] }];
    const path = ['scenes', name, 'map', 0, 'out'];
    return { code: 'show/empty-range', path, remedy: /two different/ };
  },
  'a feeling set in the wrong mode'(data, { plain }) {
    cueAt(data, plain).affect = { mode: 'live', arousal: 0.4 };
    const path = ['cues', plain, 'affect', 'arousal'];
    return { code: 'show/needless-key', path, key: true, remedy: /mode: manual/ };
  },
  'an intention for a cue that is gone'(data) {
    at(data, 'trajectory').points = [{ cue: 'gone', arousal: 0.4 }];
    return {
      code: 'show/unknown-cue',
      path: ['trajectory', 'points', 0, 'cue'],
      remedy: /There are/,
    };
  },
  'a sketch that is missing'(data) {
    at(data, 'memories', 'furnace').sketch = 'drawing.json';
    const path = ['memories', 'furnace', 'sketch'];
    return { code: 'show/sketch', path, remedy: /lines of points/ };
  },
  'a world without words'() {
    return { code: 'show/world', path: [], file: 'world.md', remedy: /what this world is/ };
  },
  'a kind of device nobody knows'(data) {
    at(data, 'devices', 'rack').kind = 'oscc';
    return { code: 'show/unknown-value', path: ['devices', 'rack', 'kind'], remedy: mean('osc') };
  },
};
