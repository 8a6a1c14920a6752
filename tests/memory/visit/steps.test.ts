import { describe, expect, it } from 'vitest';
import { MOST_STROKES } from '#contracts/visit';
import { statusOf, summaryOf } from '../../../conductor/memory/visit/status.ts';
import { CHILD_KEEPS_NOTHING, NO_CONSENT } from '../../../conductor/memory/visit/texts.ts';
import { booth, machine, stroke } from './support.ts';

const HOUSE = {
  show: booth(),
  hears: { en: 'ready', ko: 'absent' },
  sources: [],
  canPlay: false,
} as const;

describe('a visit', () => {
  it('goes from welcome to farewell and back to welcome by itself', () => {
    const m = machine();
    const seen: string[] = [];
    m.act({ do: 'begin', lang: 'ko' });
    for (let i = 0; m.state.visit !== null && i < 60; i++) {
      const { step } = m.state;
      if (seen.at(-1) !== step) seen.push(step);
      if (step === 'age') m.act({ do: 'age', age: 'adult' });
      if (step === 'consent') m.act({ do: 'consent', kinds: ['film'] });
      if (step === 'after') m.act({ do: 'end', how: 'vanish' });
      else if (m.state.untilMs !== null) m.wait((m.state.untilMs - m.nowMs) / 1000);
      else m.next();
    }
    expect(seen).toEqual([
      ...['notice', 'age', 'consent', 'words', 'questions', 'sketch', 'music', 'sensors'],
      ...['rest', 'recall', 'film', 'after', 'farewell'],
    ]);
    expect(m.state).toMatchObject({ step: 'welcome', visit: null, visits: 1, finished: 1 });
    expect(m.state.walkedAway).toBe(0);
  });

  it('calls the cue of each step as it begins, once', () => {
    const m = machine();
    m.to('farewell');
    m.wait(20);
    const cues = m.effects.flatMap((e) => (e.do === 'cue' ? [e.step] : []));
    expect(cues).toEqual([
      ...['notice', 'age', 'consent', 'words', 'questions', 'sketch', 'music', 'sensors'],
      ...['rest', 'recall', 'film', 'after', 'farewell', 'welcome'],
    ]);
  });

  it('is not moved by a tap that bounces, nor by one of another step', () => {
    const m = machine();
    m.act({ do: 'begin', lang: 'en' });
    m.act({ do: 'begin', lang: 'ko' });
    expect(m.state).toMatchObject({ step: 'notice', visits: 1 });
    m.next('notice');
    m.next('notice');
    m.act({ do: 'back', from: 'consent' });
    expect(m.state.step).toBe('age');
    m.next('age');
    expect(m.state.step).toBe('age');
    m.act({ do: 'age', age: 'adult' });
    m.next('age');
    m.next('age');
    expect(m.state.step).toBe('consent');
  });

  it('goes back without losing anything', () => {
    const m = machine();
    m.to('words');
    m.act({ do: 'words', n: 1, text: 'a garden' });
    m.next();
    m.act({ do: 'answer', question: 'light', text: 'evening' });
    m.next();
    expect(m.state.question).toBe(1);
    m.act({ do: 'back', from: 'questions' });
    expect(m.state.question).toBe(0);
    m.act({ do: 'back', from: 'questions' });
    expect(m.state.step).toBe('words');
    m.to('sketch');
    m.act({ do: 'back', from: 'sketch' });
    expect(m.state).toMatchObject({ step: 'questions', question: 1 });
    expect(m.state.words.text).toBe('a garden');
    expect(m.state.answers.light?.text).toBe('evening');
  });

  it('asks no questions where the show has none', () => {
    const m = machine(booth({ questions: [] }));
    m.to('words');
    m.next();
    expect(m.state.step).toBe('sketch');
    m.act({ do: 'back', from: 'sketch' });
    expect(m.state.step).toBe('words');
  });

  it('of a child alone skips consent and keeps nothing, whatever is asked', () => {
    const m = machine();
    m.to('age');
    m.act({ do: 'age', age: 'adult' });
    m.next();
    m.act({ do: 'consent', kinds: ['words', 'film', 'wall'] });
    m.act({ do: 'back', from: 'consent' });
    m.act({ do: 'age', age: 'child' });
    m.next();
    expect(m.state).toMatchObject({ step: 'words', consent: [] });
    m.act({ do: 'consent', kinds: ['film'] });
    m.to('rest');
    m.next();
    m.wait(61);
    m.put({ t: 'film', state: 'ready', progress: 1 });
    m.next('recall');
    m.next('film');
    for (const how of ['keep', 'take'] as const) {
      m.act({ do: 'end', how });
      expect(m.state).toMatchObject({ step: 'after', ending: null });
      expect(m.state.trouble?.text).toEqual(CHILD_KEEPS_NOTHING);
    }
    expect(m.effects.some((e) => e.do === 'keep')).toBe(false);
  });

  it('keeps nothing by default, and says so', () => {
    const m = machine();
    m.to('after');
    m.act({ do: 'end', how: 'keep' });
    expect(m.state.trouble?.text).toEqual(NO_CONSENT);
    m.act({ do: 'end', how: 'take' });
    expect(m.state.step).toBe('after');
    expect(m.effects.some((e) => e.do === 'keep')).toBe(false);
  });

  it('that is kept shows its code at the farewell; one that the disk refuses stays where it is', () => {
    const m = machine();
    m.to('consent');
    m.act({ do: 'consent', kinds: ['film', 'film', 'words'] });
    m.to('after');
    m.act({ do: 'end', how: 'keep' });
    m.act({ do: 'end', how: 'keep' });
    expect(m.effects.filter((e) => e.do === 'keep')).toEqual([{ do: 'keep', how: 'keep' }]);
    m.put({ t: 'kept', kept: null, trouble: { en: 'full', ko: '가득' } });
    expect(m.state).toMatchObject({ step: 'after', ending: null });
    m.act({ do: 'end', how: 'keep' });
    m.put({ t: 'kept', kept: { memory: 'm1', code: 'ABCD', untilMs: 5 }, trouble: null });
    expect(m.state.step).toBe('farewell');
    expect(statusOf(m.state, 'b1', HOUSE)).toMatchObject({ code: 'ABCD', keptUntilMs: 5 });
    m.wait(100);
    expect(m.state).toMatchObject({ step: 'welcome', kept: null, finished: 1 });
  });

  it('stops at any time and lets everything go', () => {
    for (const at of ['notice', 'words', 'sketch', 'rest', 'recall', 'film', 'after'] as const) {
      const m = machine();
      m.to(at);
      m.take();
      m.act({ do: 'stop' });
      expect(m.state).toMatchObject({ step: 'welcome', visit: null, letGo: true });
      expect(m.take().map((e) => e.do)).toEqual(['let-go', 'cue']);
    }
  });

  it('asks after awayS whether somebody is there, and lets go leaveS later', () => {
    const m = machine();
    m.to('words');
    m.act({ do: 'words', n: 1, text: 'a secret' });
    m.wait(59.9);
    expect(m.state.leavesMs).toBeNull();
    m.wait(0.2);
    expect(m.state.leavesMs).toBeGreaterThan(m.nowMs);
    m.act({ do: 'here' });
    expect(m.state.leavesMs).toBeNull();
    m.wait(60.1);
    expect(m.state.visit).not.toBeNull();
    m.wait(20.1);
    expect(m.state).toMatchObject({ visit: null, walkedAway: 1 });
    expect(JSON.stringify(m.state)).not.toContain('secret');
  });

  it('is not away while a voice is heard', () => {
    const m = machine();
    m.to('words');
    m.act({ do: 'listen', on: true });
    for (let i = 0; i < 10; i++) {
      m.wait(30);
      m.put({ t: 'voice', on: true });
    }
    expect(m.state.step).toBe('words');
  });

  it('lets somebody sit still in rest, recall and film, and ends those by itself', () => {
    const m = machine();
    m.to('rest');
    m.wait(60.1);
    expect(m.state).toMatchObject({ step: 'recall', leavesMs: null });
    m.wait(89.8);
    expect(m.state.step).toBe('recall');
    m.wait(0.2);
    expect(m.state.step).toBe('film');
    m.put({ t: 'film', state: 'ready', progress: 1 });
    m.wait(74);
    expect(m.state.step).toBe('film');
    m.wait(2);
    expect(m.state.step).toBe('after');
    m.wait(81);
    expect(m.state).toMatchObject({ visit: null, walkedAway: 1 });
  });

  it('does not wait for a film that never comes', () => {
    const m = machine();
    m.to('film');
    m.wait(61);
    expect(m.state).toMatchObject({ step: 'after', film: { state: 'failed' } });
  });

  it('does not wait for one that failed while it was recalled, and says so', () => {
    const m = machine();
    m.to('recall');
    m.put({ t: 'film', state: 'failed', progress: 0 });
    m.to('film');
    expect(m.state.trouble?.of).toBe('film');
    m.wait(16);
    expect(m.state).toMatchObject({ step: 'after', film: { state: 'failed' } });
  });

  it('takes marks of the keys in the recall alone, and both at once', () => {
    const m = machine();
    m.to('rest');
    m.act({ do: 'feel', marked: { pleasant: true, painful: false } });
    expect(m.effects.some((e) => e.do === 'feel')).toBe(false);
    m.next();
    m.act({ do: 'feel', marked: { pleasant: true, painful: true } });
    m.act({ do: 'feel', marked: { pleasant: true, painful: true } });
    expect(m.effects.filter((e) => e.do === 'feel')).toHaveLength(1);
    m.act({ do: 'next', from: 'recall' });
    expect(m.state.step).toBe('recall');
  });

  it('serves one booth at a time; another page sees nothing of it', () => {
    const m = machine();
    m.to('words');
    m.act({ do: 'words', n: 1, text: 'mine' });
    m.act({ do: 'begin', lang: 'en' }, 'b2');
    m.act({ do: 'words', n: 9, text: 'theirs' }, 'b2');
    m.act({ do: 'stop' }, 'b2');
    expect(m.state.words.text).toBe('mine');
    const other = statusOf(m.state, 'b2', HOUSE);
    expect(other).toMatchObject({ elsewhere: true, visit: null, step: 'welcome' });
    expect(JSON.stringify(other)).not.toContain('mine');
    expect(JSON.stringify(summaryOf(m.state))).not.toContain('mine');
  });

  it('goes on where its page loads again, and ends where that stays away', () => {
    const m = machine();
    m.to('words');
    m.put({ t: 'left', booth: 'b1' });
    m.wait(20);
    m.put({ t: 'joined', booth: 'b1' });
    m.wait(20);
    expect(m.state.step).toBe('words');
    m.put({ t: 'left', booth: 'b1' });
    m.wait(31);
    expect(m.state).toMatchObject({ visit: null, walkedAway: 1 });
  });

  it('waits while the stage is not the show’s: time stands, no cue is called', () => {
    const m = machine();
    m.to('recall');
    m.wait(10);
    m.take();
    m.put({ t: 'stage', live: false });
    m.wait(100);
    expect(m.state.step).toBe('recall');
    expect(statusOf(m.state, 'b1', HOUSE).trouble).not.toBeNull();
    expect(m.take()).toEqual([]);
    m.put({ t: 'stage', live: true });
    expect(m.take()).toEqual([{ do: 'cue', step: 'recall' }]);
    m.wait(79.8);
    expect(m.state.step).toBe('recall');
    m.wait(0.4);
    expect(m.state.step).toBe('film');
  });

  it('goes no further than the sensors while it waits, and nobody begins', () => {
    const m = machine();
    m.to('sensors');
    m.put({ t: 'stage', live: false });
    m.next();
    expect(m.state.step).toBe('sensors');
    m.act({ do: 'stop' });
    m.act({ do: 'begin', lang: 'en' });
    expect(m.state.visit).toBeNull();
  });

  it('calls the attendant, also where nobody is served, and takes it back', () => {
    const m = machine();
    m.act({ do: 'help', on: true });
    expect(m.take()).toEqual([{ do: 'help', on: true }]);
    m.put({ t: 'attend', do: 'helped' });
    expect(m.state.help).toBe(false);
    m.to('words');
    m.act({ do: 'help', on: true });
    m.act({ do: 'help', on: true });
    m.take();
    m.put({ t: 'attend', do: 'stop' });
    expect(m.take().map((e) => e.do)).toEqual(['let-go', 'help', 'cue']);
    expect(m.state).toMatchObject({ visit: null, help: false, walkedAway: 0 });
  });

  it('hears into the words, then into the answer that is asked, and finishes late', () => {
    const m = machine();
    m.to('words');
    m.act({ do: 'listen', on: true });
    expect(m.take().at(-1)).toEqual({ do: 'listen', lang: 'en', into: null });
    m.put({ t: 'final', into: null, text: 'A garden.' });
    m.next();
    expect(m.take().map((e) => e.do)).toContain('deaf');
    m.act({ do: 'listen', on: true });
    // What was still being understood when the step was left belongs to the words.
    m.put({ t: 'final', into: null, text: 'Our dog.' });
    m.put({ t: 'final', into: 'light', text: 'Evening.' });
    m.next();
    expect(m.state.listening).toBe(false);
    expect(m.state.words.text).toBe('A garden. Our dog.');
    expect(m.state.answers.light?.text).toBe('Evening.');
    expect(m.state.answers.sound).toBeUndefined();
  });

  it('gives the picture the memory at a calm pace, and the rest of it as the step is left', () => {
    const m = machine();
    m.to('words');
    m.take();
    for (let i = 1; i <= 80; i++) {
      m.act({ do: 'words', n: i, text: 'x'.repeat(i) });
      m.wait(0.1);
    }
    expect(m.take().filter((e) => e.do === 'remember').length).toBeLessThanOrEqual(1);
    m.wait(4);
    expect(m.take().filter((e) => e.do === 'remember')).toHaveLength(1);
    m.wait(20);
    expect(m.take()).toEqual([]);
    m.act({ do: 'words', n: 81, text: 'done.' });
    m.next();
    expect(m.take().map((e) => e.do)).toEqual(['remember', 'cue']);
  });

  it('draws, takes back, brings back, clears, and is full some time', () => {
    const m = machine();
    m.to('sketch');
    for (let i = 0; i < 3; i++) m.act({ do: 'stroke', stroke: stroke() });
    m.act({ do: 'undo' });
    expect(m.state).toMatchObject({ strokes: { length: 2 }, redo: { length: 1 } });
    m.act({ do: 'redo' });
    m.act({ do: 'clear' });
    expect(m.state).toMatchObject({ strokes: [], redo: { length: 3 } });
    for (let i = 0; i < 3; i++) m.act({ do: 'redo' });
    expect(m.state.strokes).toHaveLength(3);
    for (let i = 0; i < MOST_STROKES + 5; i++) m.act({ do: 'stroke', stroke: stroke() });
    expect(m.state.strokes).toHaveLength(MOST_STROKES);
    expect(m.state.trouble?.of).toBe('sketch');
    m.act({ do: 'undo' });
    expect(m.state.trouble).toBeNull();
    m.act({ do: 'clear' });
    for (let i = 0; i < 40; i++) m.act({ do: 'stroke', stroke: stroke(2_000) });
    expect(m.state.strokes.length).toBe(16);
    expect(m.state.trouble?.of).toBe('sketch');
  });

  it('takes only music that is offered, and a file that is here', () => {
    const m = machine();
    m.to('music');
    m.act({ do: 'tune', tune: { kind: 'show', sound: 'thunder' } });
    m.act({ do: 'tune', tune: { kind: 'file' } });
    expect(m.state.tune).toBeNull();
    m.act({ do: 'tune', tune: { kind: 'show', sound: 'rain' } });
    expect(m.state.tune).toEqual({ kind: 'show', sound: 'rain' });
    m.put({ t: 'file', trouble: null });
    expect(m.state.tune).toEqual({ kind: 'file' });
  });

  it('finds a show without a booth kindly shut, and ends with the booth of its show', () => {
    const m = machine(null);
    m.act({ do: 'begin', lang: 'en' });
    expect(m.state.visit).toBeNull();
    expect(statusOf(m.state, 'b1', { ...HOUSE, show: null }).trouble).not.toBeNull();
    m.show(booth());
    m.to('words');
    m.show(null);
    m.wait(0.1);
    expect(m.state.visit).toBeNull();
  });

  it('asks no question that was taken out of the show, and forgets that there was no booth', () => {
    const m = machine();
    m.to('questions');
    m.next();
    expect(m.state.question).toBe(1);
    m.show(booth({ questions: [{ id: 'light', text: { en: 'What light?', ko: '어떤 빛?' } }] }));
    m.wait(0.1);
    expect(m.state.step).toBe('sketch');
    m.show(null);
    m.wait(0.1);
    m.act({ do: 'begin', lang: 'en' });
    expect(m.state.trouble?.of).toBe('show');
    m.show(booth());
    m.wait(0.1);
    expect(m.state.trouble).toBeNull();
  });

  it('shows a code no longer than its time, also while the stage stands', () => {
    const m = machine();
    m.to('consent');
    m.act({ do: 'consent', kinds: ['words'] });
    m.to('after');
    m.act({ do: 'end', how: 'keep' });
    m.put({ t: 'kept', kept: { memory: 'm', code: 'c', untilMs: 1 }, trouble: null });
    expect(m.state.step).toBe('farewell');
    m.put({ t: 'stage', live: false });
    m.wait(91);
    expect(m.state).toMatchObject({ step: 'welcome', kept: null });
  });

  it('recorded gives way to whoever touches a screen, and counts as nobody', () => {
    const m = machine();
    const played = (act: Parameters<typeof m.act>[0]) =>
      m.put({
        t: 'act',
        booth: 'recorded',
        act,
        recorded: true,
        fresh: { visit: 'r1', seed: 1 },
      });
    played({ do: 'begin', lang: 'en' });
    played({ do: 'next', from: 'notice' });
    expect(m.state).toMatchObject({ step: 'age', recorded: true, visits: 0 });
    expect(statusOf(m.state, 'b1', HOUSE)).toMatchObject({ visit: null, elsewhere: false });
    m.act({ do: 'begin', lang: 'ko' });
    expect(m.state).toMatchObject({ step: 'notice', recorded: false, booth: 'b1', visits: 1 });
    played({ do: 'next', from: 'notice' });
    expect(m.state.step).toBe('notice');
  });
});
