import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { begin, outputsOf, soundOf, step } from '../../conductor/show/director.ts';
import { timelineHash, timelineLine } from '../../conductor/show/timeline.ts';
import { asked, conduct, cue, feature, makeShow, QUIET, T0 } from './support.ts';

const stages = () => {
  const d = conduct(makeShow([cue('1', 'a'), cue('2', 'b')], { start: 'auto' }));
  return [0, 1 / 3, 2, 5].map((s) => d.to(s, s === 2 ? [{ do: 'go' }] : []));
};

describe('timeline', () => {
  it('SHOW-80 the same input gives the same bytes', () => {
    const lines = () => stages().map((s) => timelineLine(s));
    expect(lines()).toEqual(lines());
    expect(timelineHash(lines())).toBe(timelineHash(lines()));
    expect(timelineHash(lines())).not.toBe(timelineHash(lines().slice(1)));
  });

  it('SHOW-80 the hash is that of the file', () => {
    const lines = stages().map((s) => timelineLine(s));
    const file = lines.map((l) => `${l}\n`).join('');
    expect(timelineHash(lines)).toBe(createHash('sha256').update(file).digest('hex'));
  });

  it('SHOW-80 has a fixed order of keys, six decimals and no -0, and no step number', () => {
    const stage = { ...(stages()[1] as ReturnType<typeof stages>[0]), breath: 1 / 3, beats: -0 };
    const later = { ...stage, seq: 99 };
    expect(timelineLine(later)).toBe(timelineLine(stage));
    const text = timelineLine(stage);
    expect(text).toContain('"beats":0,"breath":0.333333,"features":{}');
    expect(Object.keys(JSON.parse(text)).slice(0, 5)).toEqual([
      'atMs',
      'cue',
      'standby',
      'scene',
      'layers',
    ]);
  });

  it('SHOW-80 messages that leave and what sounds reach the line, and so the hash', () => {
    const show = makeShow(
      [
        cue('1', 'a', {
          osc: [{ to: 'rack', address: '/cue/1/start' }],
          outputs: [{ display: 'left', level: 0.2, seconds: 3 }],
          sounds: [{ do: 'play', sound: 'wind', level: 0.5 }],
        }),
        cue('2', 'b'),
      ],
      {
        devices: { rack: { kind: 'osc', port: 53000 } },
        sounds: { wind: { file: 'wind.wav' } },
      },
    );
    const urlOf = (id: string) => `/sounds/${id}`;
    const run = (level: number) => {
      const first = show.cues[0]?.sounds[0];
      const sounds = first && first.do === 'play' ? [{ ...first, level }] : [];
      const cues = show.cues.map((c, i) => (i === 0 ? { ...c, sounds } : c));
      let state = begin({ ...show, cues }, T0);
      const heard = { ...QUIET, asked: [asked({ do: 'go' }, T0)] };
      const out = step({ ...show, cues }, state, heard, T0);
      state = out.state;
      const sound = soundOf({ ...show, cues }, state, T0, urlOf);
      const outputs = outputsOf(state);
      return timelineLine(out.stage, new Map(), { acts: out.acts, sound, outputs });
    };
    expect(JSON.parse(run(0.5))).toMatchObject({
      acts: [{ cause: '1', act: { kind: 'osc', to: 'rack', address: '/cue/1/start' } }],
      sounds: [{ id: 'wind', playing: true }],
      outputs: { left: [1, 0.2, T0, 3] },
    });
    expect(run(0.5)).toBe(run(0.5));
    expect(timelineHash([run(0.5)])).not.toBe(timelineHash([run(0.6)]));
    const plain = stages()[0] as ReturnType<typeof stages>[0];
    const none = soundOf(show, begin(show, T0), T0, urlOf);
    expect(timelineLine(plain, new Map(), { acts: [], sound: none, outputs: {} })).toBe(
      timelineLine(plain),
    );
  });

  it('SHOW-80 writes features by body and name, however they came', () => {
    const stage = stages()[0] as ReturnType<typeof stages>[0];
    const [a, b] = [feature('breath', 0.1234567), feature('heartRate', 60)];
    const one = new Map([
      [
        'dancer',
        new Map([
          [a.name, a],
          [b.name, b],
        ]),
      ],
    ]);
    const two = new Map([
      [
        'dancer',
        new Map([
          [b.name, b],
          [a.name, a],
        ]),
      ],
    ]);
    expect(timelineLine(stage, one)).toBe(timelineLine(stage, two));
    expect(JSON.parse(timelineLine(stage, one)).features).toEqual({
      dancer: { breath: 0.123457, heartRate: 60 },
    });
  });
});
