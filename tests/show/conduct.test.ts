import { describe, expect, it } from 'vitest';
import type { Act } from '#contracts/act';
import type { Intent } from '#contracts/intent';
import type { OutputLevels } from '#contracts/output';
import type { CueAffect, Show } from '#contracts/show';
import type { SoundDesk } from '#contracts/sound';
import type { StageState } from '#contracts/stage';
import { conduct } from '../../conductor/conduct.ts';
import { emitter } from '../../conductor/kernel/emitter.ts';
import { manualClock } from '../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import type { DirectorNote } from '../../conductor/show/director.ts';
import type { Started } from '../../conductor/show/state.ts';
import { cue, makeShow, QUIET, side, T0 } from './support.ts';

const opened = (show: Show, resume: Parameters<typeof conduct>[0]['resume'] = null) => {
  const clock = manualClock(T0);
  const timing = scheduler(clock, (error) => {
    throw error;
  });
  const events = {
    stages: emitter<StageState>(),
    notes: emitter<readonly DirectorNote[]>(),
    acts: emitter<Act>(),
    started: emitter<Started>(),
    sounds: emitter<SoundDesk>(),
    outputs: emitter<OutputLevels>(),
  };
  const acts: Act[] = [];
  const sounds: SoundDesk[] = [];
  const notes: string[] = [];
  const affects: CueAffect[] = [];
  const late: number[] = [];
  const errors: string[] = [];
  const director = conduct({
    show,
    resume,
    scheduler: timing,
    events,
    urlOf: (id) => id,
    heard: () => QUIET,
    take: (affect) => void affects.push(affect),
    onError: (error) => void errors.push(String(error)),
  });
  events.acts.on((act) => acts.push(act));
  events.sounds.on((sound) => sounds.push(sound));
  events.notes.on((list) => notes.push(...list.map(({ text }) => text.en)));
  events.started.on(({ atMs }) => late.push(timing.nowMs() - atMs));
  const ask = (intent: Intent): void =>
    director.advance([{ intent, atMs: timing.nowMs(), door: 'test', from: 'test' }]);
  return { director, clock, events, acts, sounds, notes, affects, late, errors, ask };
};

describe('the director with its hands', () => {
  const devices = { desk: { kind: 'osc', port: 1 } };
  const show = makeShow(
    [
      cue('1', 'a', { fade: { seconds: 1 }, follow: 'follow', postWaitS: 0.0137 }),
      side('2', {
        preWaitS: 0.25,
        osc: [{ to: 'desk', address: '/go' }],
        sounds: [{ do: 'play', sound: 'sea' }],
        affect: { mode: 'hold' },
      }),
    ],
    { devices, sounds: { sea: { file: 'sea.wav' } } },
  );

  it('SHOW-12 starts cues at their own times without any tick, and tells what they do', () => {
    const d = opened(show);
    d.ask({ do: 'go' });
    d.clock.advance(5000);
    expect(d.late).toEqual([0, 0]);
    expect(d.acts).toMatchObject([{ cause: '2', atMs: T0 + 1263.7 }]);
    expect(d.affects).toMatchObject([{ mode: 'hold' }]);
    expect(d.sounds.at(-1)?.voices).toMatchObject([{ id: 'sea', url: 'sea', playing: true }]);
    expect(d.notes).toEqual(['Cue 1 Cue 1', 'Cue 2 Cue 2']);
  });

  it('a listener that throws takes nothing from the others, nor the acts of the step', () => {
    const d = opened(show);
    const told: string[] = [];
    for (const [name, event] of Object.entries(d.events)) {
      event.on(() => {
        throw new Error(name);
      });
      event.on(() => void told.push(name));
    }
    d.ask({ do: 'go-cue', number: '2' });
    d.clock.advance(300);
    expect(d.acts).toMatchObject([{ cause: '2' }]);
    expect(d.affects).toMatchObject([{ mode: 'hold' }]);
    expect(d.notes).toEqual(['Cue 2 Cue 2']);
    expect(d.late).toEqual([0]);
    expect([...new Set(told)].sort()).toEqual(['acts', 'notes', 'sounds', 'stages', 'started']);
    expect([...new Set(d.errors)].sort()).toEqual([
      'Error: acts',
      'Error: notes',
      'Error: sounds',
      'Error: stages',
      'Error: started',
    ]);
    // And the beat goes on.
    d.ask({ do: 'panic' });
    expect(d.director.isSafe()).toBe(true);
  });

  it('SHOW-150 the sound of the machine lies under all sound, and a change of it is told', () => {
    const d = opened(show);
    d.director.setSoundLevel(0.4);
    expect(d.sounds.at(-1)?.over).toMatchObject({ from: 0.4, to: 0.4 });
    d.ask({ do: 'panic' });
    expect(d.director.sound().over).toMatchObject({ from: 0.4, to: 0 });
    expect(d.sounds.at(-1)?.master.to).toBe(1);
  });

  it('tells the sounds only when they change', () => {
    const d = opened(show);
    d.ask({ do: 'go-cue', number: '2' });
    d.clock.advance(300);
    const told = d.sounds.length;
    for (let i = 0; i < 60; i++) {
      d.clock.advance(16);
      d.director.advance();
    }
    expect(d.sounds).toHaveLength(told);
    d.ask({ do: 'freeze' });
    expect(d.sounds.at(-1)?.voices[0]?.playing).toBe(false);
    expect(d.sounds).toHaveLength(told + 1);
  });

  it('SHOW-70 what a resume point asks for is done, and what it has to say is said', () => {
    const before = opened(show);
    before.ask({ do: 'go-cue', number: '2' });
    before.clock.advance(3000);
    const point = before.director.resumePoint();
    const d = opened(show, point);
    expect(d.affects).toEqual([]);
    d.director.advance();
    expect(d.affects).toMatchObject([{ mode: 'hold', seconds: 4, agoS: 2.75 }]);
    const other = opened(makeShow([cue('1', 'a')], { id: 'other' }), point);
    other.director.advance();
    expect(other.notes[0]).toContain('belongs to the show "test"');
  });

  it('SHOW-166 tells what the cues gave the engine', () => {
    const memories = { garden: { text: 'a garden' }, bus: { text: 'a bus' } };
    const standing = { bows: { scene: 'a', memory: 'bus' } };
    const given = makeShow(
      [
        cue('1', 'a', { memory: 'garden', follow: 'continue' }),
        cue('2', 'b', { engine: 'none' }),
        cue('3', 'b', { memory: 'garden' }),
      ],
      { memories, standing },
    );
    const d = opened(given);
    d.ask({ do: 'go' });
    d.clock.advance(10);
    const first = d.director.paint();
    expect(first).toMatchObject({ memory: 'garden', engine: 'none' });
    d.ask({ do: 'evening', state: 'bows' });
    expect(d.director.paint()).toMatchObject({ memory: 'bus', engine: 'none' });
    d.ask({ do: 'evening', state: 'show' });
    expect(d.director.paint()).toEqual(first);
    d.clock.advance(1000);
    d.ask({ do: 'go' });
    // The same memory again is a gift of its own: a visitor's may have stood.
    expect(d.director.paint().turn).toBeGreaterThan(first.turn);
  });
});
