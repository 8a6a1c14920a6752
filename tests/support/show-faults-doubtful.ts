import type { Data } from './furnished-shows.ts';
import { at, type Break, conditionOf, conditionPath, cueAt, last } from './show-faults.ts';

/** What is allowed and probably not meant: each puts one into a furnished show and says where. */
export const DOUBTFUL: Readonly<Record<string, Break>> = {
  'a condition above 1'(data, made, random) {
    Object.assign(conditionOf(data, made), { signal: 'arousal', above: 1 + random.unit() });
    return { code: 'show/never', path: [...conditionPath(made), 'above'], remedy: /less than 1/ };
  },
  'a condition of certainty'(data, made) {
    conditionOf(data, made).confidence = 1;
    return {
      code: 'show/never',
      path: [...conditionPath(made), 'confidence'],
      remedy: /less than 1/,
    };
  },
  'conditions that exclude each other'(data, made) {
    const when = at(data, 'cues', made.feels, 'when');
    when.all = [
      { signal: 'arousal', above: 0.7 },
      { signal: 'arousal', below: 0.6 },
    ] as unknown as Data;
    const path = ['cues', made.feels, 'when', 'all', 1, 'below'];
    return { code: 'show/never', path, remedy: /one of the two/ };
  },
  'a wait longer than its end'(data, made) {
    Object.assign(at(data, 'cues', made.feels, 'when'), {
      forS: 200,
      elseAfterS: 100,
      notBeforeS: 0,
    });
    return {
      code: 'show/never',
      path: ['cues', made.feels, 'when', 'forS'],
      remedy: /less than 100/,
    };
  },
  'an earliest time after the latest'(data, made) {
    Object.assign(at(data, 'cues', made.feels, 'when'), {
      notBeforeS: 90,
      elseAfterS: 60,
      forS: 2,
    });
    const path = ['cues', made.feels, 'when', 'notBeforeS'];
    return { code: 'show/never', path, remedy: /less than 60/ };
  },
  'a cue on feeling that is called before'(data, made) {
    Object.assign(cueAt(data, made.feels - 1), { follow: 'follow', postWaitS: 0 });
    Object.assign(at(data, 'cues', made.feels, 'when'), { notBeforeS: 60 });
    return { code: 'show/when-idle', path: ['cues', made.feels, 'when'], remedy: /wait for GO/ };
  },
  'a group that never goes round'(data, made) {
    const { group } = made;
    Object.assign(at(data, 'groups', group), { times: 'until-go' });
    cueAt(data, made.inGroup).follow = 'manual';
    delete cueAt(data, made.inGroup).postWaitS;
    return { code: 'show/group-stuck', path: ['groups', group, 'times'], remedy: /a `follow`/ };
  },
  'a cue that GO never reaches'(data, made) {
    Object.assign(at(data, 'groups', made.group), { times: 'until-go' });
    cueAt(data, made.inGroup - 1).follow = 'manual';
    delete cueAt(data, made.inGroup - 1).postWaitS;
    const path = ['cues', made.inGroup, 'number'];
    return { code: 'show/unreachable', path, remedy: /end the group there/ };
  },
  'a picture that nobody sees'(data, { plain }) {
    Object.assign(cueAt(data, plain), { follow: 'continue', postWaitS: 0 });
    delete cueAt(data, plain + 1).preWaitS;
    return { code: 'show/unseen-cue', path: ['cues', plain, 'follow'], remedy: /follow: follow/ };
  },
  'a fade that never arrives'(data, { plain }, random) {
    const seconds = 5 + random.below(20);
    Object.assign(cueAt(data, plain), { follow: 'continue', postWaitS: 2, fade: { seconds } });
    const path = ['cues', plain, 'fade', 'seconds'];
    return { code: 'show/fade-cut-short', path, remedy: /at most \d/ };
  },
  'a follow into nothing'(data) {
    data.loop = false;
    const end = last(data);
    Object.assign(cueAt(data, end), { follow: 'follow', postWaitS: 1 });
    return { code: 'show/follow-nowhere', path: ['cues', end, 'follow'], remedy: /loop: true/ };
  },
  'a wait that does nothing'(data, { plain }) {
    Object.assign(cueAt(data, plain), { follow: 'manual', postWaitS: 4 });
    return { code: 'show/idle-wait', path: ['cues', plain, 'postWaitS'], remedy: /follow: follow/ };
  },
  'a memory beyond the budget'(data, _, random) {
    at(data, 'memories', 'furnace').text = '바다 '.repeat(
      4000 + random.below(2000),
    ) as unknown as Data;
    return {
      code: 'show/over-budget',
      path: ['memories', 'furnace', 'text'],
      remedy: /Shorten it/,
    };
  },
  'a level of a sound that is not there'(data, { plain }) {
    cueAt(data, plain).sounds = [{ do: 'level', sound: 'late', level: 0.4 }];
    at(data, 'sounds').late = { file: 'sounds/wind.wav' };
    cueAt(data, last(data)).sounds = [{ do: 'play', sound: 'late' }];
    data.loop = false;
    const path = ['cues', plain, 'sounds', 0];
    return { code: 'show/silent-sound', path, remedy: /earlier cue/ };
  },
  'a sound from beyond its end'(data, { plays }) {
    at(data, 'cues', plays, 'sounds', 0).fromS = 600;
    const path = ['cues', plays, 'sounds', 0, 'fromS'];
    return { code: 'show/sound-over', path, remedy: /less than/ };
  },
  'a PANIC that takes its time'(data, _, random) {
    data.panicS = 3.5 + random.unit() * 6;
    return { code: 'show/slow-panic', path: ['panicS'], remedy: /fade-all/ };
  },
  'a number too large for OSC'(data, { side }, random) {
    at(data, 'cues', side, 'osc', 0).args = [1, 2 ** 31 + random.below(1000)];
    const path = ['cues', side, 'osc', 0, 'args', 1];
    return { code: 'show/osc-range', path, remedy: /2147483647/ };
  },
  'an address that is a pattern'(data, { side }) {
    at(data, 'cues', side, 'osc', 0).address = '/cue/*/start';
    const path = ['cues', side, 'osc', 0, 'address'];
    return { code: 'show/osc-address', path, remedy: /the one address/ };
  },
  'darkness that nobody wrote'(data, { plain }) {
    cueAt(data, plain).levelCap = 0;
    return { code: 'show/unsaid-dark', path: ['cues', plain, 'levelCap'], remedy: /black: true/ };
  },
  'beats without a tempo'(data, { plain }) {
    delete data.tempo;
    cueAt(data, plain).fade = { beats: 8 };
    return { code: 'show/no-tempo', path: ['cues', plain, 'fade', 'beats'], remedy: /tempo:/ };
  },
  'a sound that nobody plays'(data) {
    at(data, 'sounds').spare = { file: 'sounds/wind.wav' };
    return { code: 'show/unused-sound', path: ['sounds', 'spare'], remedy: /Give it a cue/ };
  },
  'two devices in one place'(data) {
    at(data, 'devices').zwei = { ...at(data, 'devices', 'rack') };
    return { code: 'show/twin-device', path: ['devices', 'zwei'], remedy: /Keep one/ };
  },
  'a device that is the conductor'(data) {
    at(data, 'devices', 'rack').port = 9000;
    at(data, 'devices', 'rack').host = 'localhost';
    return { code: 'show/echo', path: ['devices', 'rack', 'port'], remedy: /other program/ };
  },
  'a shutter nobody opens'(data, { side }) {
    for (const cue of data.cues as unknown as Data[]) delete cue.shutters;
    cueAt(data, side).shutters = [{ of: 'beam', open: false }];
    return { code: 'show/shut-for-good', path: ['cues', side, 'shutters', 0], remedy: /Open it/ };
  },
  'a display nobody lights again'(data, { side }) {
    for (const cue of data.cues as unknown as Data[]) delete cue.outputs;
    cueAt(data, side).outputs = [{ display: 'left', level: 0 }];
    return { code: 'show/unlit-for-good', path: ['cues', side, 'outputs', 0], remedy: /a later/ };
  },
  'a display by a name nobody else uses'(data, { side, plain }) {
    for (const cue of data.cues as unknown as Data[]) delete cue.outputs;
    const left = { display: 'left', level: 0.5 };
    cueAt(data, plain).outputs = [left, left];
    cueAt(data, side).outputs = [{ display: 'lefd', level: 1 }];
    const path = ['cues', side, 'outputs', 0, 'display'];
    return { code: 'show/lone-display', path, remedy: /"left"/ };
  },
  'a cue that does nothing'(data, { side }) {
    for (const key of [
      'osc',
      'midi',
      'sounds',
      'shutters',
      'outputs',
      'affect',
      'master',
      'engine',
    ])
      delete cueAt(data, side)[key];
    return { code: 'show/empty-cue', path: ['cues', side], remedy: /something to do/ };
  },
  'a feeling held for good'(data, { plain }) {
    for (const cue of data.cues as unknown as Data[]) delete cue.affect;
    cueAt(data, plain).affect = { mode: 'hold' };
    return { code: 'show/held-for-good', path: ['cues', plain, 'affect'], remedy: /backS/ };
  },
  'an intention after its cue'(data, { plain }) {
    Object.assign(cueAt(data, plain), { follow: 'follow', postWaitS: 1, fade: { seconds: 4 } });
    const { number } = cueAt(data, plain);
    at(data, 'trajectory').points = [{ cue: number, afterS: 500, arousal: 0.4 }];
    const path = ['trajectory', 'points', 0, 'afterS'];
    return { code: 'show/late-point', path, remedy: /at most/ };
  },
};
