import { describe, expect, it } from 'vitest';
import { Course } from '#contracts/remembrance';
import { VisitStatus, type VisitStep, VisitSummary } from '#contracts/visit';
import { visitsHouse } from './doubles.ts';
import { booth, stroke } from './support.ts';

type House = ReturnType<typeof visitsHouse>;

/** On to a step, with a canary in everything that can be given. */
const CANARY = 'quokka';
const go = (house: House, target: VisitStep): void => {
  const { visits, clock } = house;
  if (visits.state().visit === null) visits.act('b1', { do: 'begin', lang: 'en' });
  for (let i = 0; visits.state().step !== target && i < 60; i++) {
    const { step } = visits.state();
    if (step === 'age') visits.act('b1', { do: 'age', age: 'adult' });
    if (step === 'consent') visits.act('b1', { do: 'consent', kinds: ['words', 'film'] });
    if (step === 'words') visits.act('b1', { do: 'words', n: 1, text: `the ${CANARY} garden` });
    if (step === 'questions')
      visits.act('b1', { do: 'answer', question: 'light', text: `${CANARY} light` });
    if (step === 'sketch') visits.act('b1', { do: 'stroke', stroke: stroke() });
    if (step === 'recall') clock.advance(91_000);
    else visits.act('b1', { do: 'next', from: step });
  }
  expect(visits.state().step).toBe(target);
};
const settle = async (): Promise<void> => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};
const leaks = (house: House): string =>
  JSON.stringify([house.lines, house.notes, house.lamps.list(), house.summaries, house.road.asked]);

describe('the house of a visit', () => {
  it('calls the cues that the show names, at the door booth', () => {
    const house = visitsHouse();
    go(house, 'recall');
    house.visits.act('b1', { do: 'stop' });
    expect(house.road.asked).toEqual(['booth go-cue 2', 'booth go-cue 3', 'booth go-cue 1']);
  });

  it('tells its page at most ten times a second, the newest, and strokes only where they changed', () => {
    const house = visitsHouse();
    house.visits.joined('b1');
    expect(house.told).toHaveLength(1);
    go(house, 'sketch');
    house.clock.advance(200);
    const before = house.told.length;
    for (let i = 0; i < 100; i++) {
      house.visits.act('b1', { do: 'stroke', stroke: stroke(20) });
      house.clock.advance(10);
    }
    house.clock.advance(200);
    expect(house.told.length - before).toBeLessThanOrEqual(12);
    expect(house.last()?.strokes).toHaveLength(100);
    house.visits.act('b1', { do: 'help', on: true });
    house.clock.advance(200);
    expect(house.last()?.help).toBe(true);
    expect(house.last()?.strokes).toBeUndefined();
    for (const { status } of house.told) VisitStatus.parse(status);
    for (const summary of house.summaries) VisitSummary.parse(summary);
  });

  it('gives the picture words, answers with their weights, and the drawing', () => {
    const house = visitsHouse();
    go(house, 'music');
    expect(house.road.remembered.at(-1)).toEqual({
      parts: [
        { text: `the ${CANARY} garden`, weight: 1 },
        { text: `${CANARY} light`, weight: 0.5 },
      ],
      sketch: [
        [
          [0.1, 0],
          [0.1, 0.5],
        ],
      ],
    });
  });

  it('reads the recall ten times a second, grows the film with it, and makes keys evidence', async () => {
    const house = visitsHouse();
    go(house, 'recall');
    const [preview] = house.films.previews;
    house.visits.act('b1', { do: 'feel', marked: { pleasant: true, painful: true } });
    house.clock.advance(30_000);
    expect(preview?.steps).toBeGreaterThan(280);
    expect(preview?.grown).toBeGreaterThanOrEqual(29);
    const { body, estimate } = house.road.felt.at(-1) as { body: string; estimate: object };
    expect(body).toBe('visitor');
    expect(estimate).toMatchObject({ decoder: 'keys', modality: 'report', recorded: false });
    house.clock.advance(60_500);
    expect(house.visits.state()).toMatchObject({ step: 'film', film: { state: 'making' } });
    expect(preview?.steps).toBeGreaterThanOrEqual(899);
    preview?.progress(0.5);
    house.clock.advance(200);
    preview?.ready();
    await settle();
    house.visits.joined('b1');
    const { visit } = house.visits.state();
    expect(house.last()?.film).toEqual({
      state: 'ready',
      progress: 1,
      url: `/booth/film/${visit}`,
    });
    expect(house.visits.film(visit ?? '')?.bytes).toHaveLength(4);
    expect(house.visits.film('another')).toBeNull();
  });

  it('keeps what was consented to, with a course that its schema knows, and makes the keepsake', async () => {
    const house = visitsHouse();
    go(house, 'film');
    house.films.previews[0]?.ready();
    await settle();
    go(house, 'after');
    house.visits.act('b1', { do: 'end', how: 'keep' });
    await settle();
    const [kept] = house.memories.kept;
    expect(kept?.wish).toMatchObject({ kinds: ['words', 'film'], takeHours: null, by: 'visitor' });
    expect(kept?.wish.keepsake).toMatchObject({ seconds: 60, lines: 720 });
    expect(() => Course.parse(kept?.given.course)).not.toThrow();
    expect(kept?.film?.bytes).toHaveLength(4);
    expect(house.visits.state()).toMatchObject({ step: 'farewell' });
    expect(house.films.keeps.map((k) => k.name)).toEqual(['m1']);
    house.films.keeps[0]?.ready();
    await settle();
    expect(house.memories.films).toEqual(['m1']);
    expect(leaks(house)).not.toContain(CANARY);
  });

  it('takes along only the film, for hours, and nothing of what was consented to', async () => {
    const house = visitsHouse();
    go(house, 'film');
    house.films.previews[0]?.ready();
    await settle();
    go(house, 'after');
    house.visits.act('b1', { do: 'end', how: 'take' });
    await settle();
    expect(house.memories.kept[0]?.wish).toMatchObject({ kinds: [], takeHours: 48 });
  });

  it('a keepsake of a memory that is forgotten is made no further, and is not handed over', async () => {
    const house = visitsHouse();
    go(house, 'film');
    house.films.previews[0]?.ready();
    await settle();
    go(house, 'after');
    house.visits.act('b1', { do: 'end', how: 'keep' });
    await settle();
    await house.memories.memories.forget('m1');
    await settle();
    expect(house.films.keeps[0]?.cancelled).toBe(true);
    expect(house.films.forgotten).toEqual(['m1']);
    expect(house.memories.films).toEqual([]);
    expect(house.lamps.list()).toEqual([]);
  });

  it('a full disk: nothing is kept, the visitor and the operator know, the film is still shown', async () => {
    const house = visitsHouse();
    house.visits.joined('b1');
    go(house, 'film');
    house.films.previews[0]?.ready();
    await settle();
    go(house, 'after');
    house.memories.state.full = true;
    house.visits.act('b1', { do: 'end', how: 'keep' });
    await settle();
    house.clock.advance(200);
    expect(house.last()).toMatchObject({ step: 'after', code: null });
    expect(house.last()?.trouble?.en).toContain('nothing was kept');
    expect(house.lamps.list().map((l) => l.part)).toEqual(['memories']);
    expect(house.visits.film(house.visits.state().visit ?? '')).not.toBeNull();
    expect(leaks(house)).not.toContain('secret');
  });

  it('whoever left while it was kept never saw the code: it is forgotten', async () => {
    const house = visitsHouse();
    go(house, 'after');
    let free = (): void => {};
    house.memories.state.hold = new Promise((done) => {
      free = done;
    });
    house.visits.act('b1', { do: 'end', how: 'keep' });
    house.visits.act('b1', { do: 'stop' });
    free();
    await settle();
    expect(house.memories.forgotten).toEqual(['m1']);
    expect(house.visits.state()).toMatchObject({ visit: null, finished: 0 });
  });

  it('stopped at any step, nothing of it is left, told or logged', async () => {
    for (const at of [
      'words',
      'questions',
      'sketch',
      'music',
      'rest',
      'recall',
      'film',
      'after',
    ] as const) {
      const house = visitsHouse();
      house.visits.joined('b1');
      go(house, at);
      house.visits.act('b1', { do: 'words', n: 5, text: CANARY });
      const visit = house.visits.state().visit ?? '';
      house.visits.tune(visit, new TextEncoder().encode(`RIFF    WAVE${CANARY.repeat(20)}`));
      house.films.previews[0]?.ready();
      await settle();
      house.visits.act('b1', { do: 'stop' });
      house.clock.advance(300);
      await settle();
      expect(JSON.stringify(house.visits.state())).not.toContain(CANARY);
      expect(JSON.stringify(house.last())).not.toContain(CANARY);
      expect(house.road.remembered.at(-1)).toEqual({ parts: [], sketch: [] });
      expect(house.visits.film(visit)).toBeNull();
      expect(house.films.previews.every((p) => p.cancelled)).toBe(true);
      expect(leaks(house)).not.toContain(CANARY);
      expect(house.memories.kept).toEqual([]);
    }
  });

  it('listens where it is asked to, and lets a voice go that nobody asked for', () => {
    const house = visitsHouse();
    go(house, 'words');
    const frame = { seq: 0, atMs: 0, pcm: new Int16Array(1_600) };
    house.visits.voice('b1', frame);
    house.visits.act('b1', { do: 'listen', on: true });
    house.visits.voice('b1', frame);
    house.visits.voice('b2', frame);
    const [ear] = house.speech.open;
    expect(ear?.frames).toBe(1);
    ear?.parts.partial('the gar');
    ear?.parts.final('The garden.');
    expect(house.visits.state().words.text).toBe('The garden.');
    house.visits.act('b1', { do: 'listen', on: false });
    expect(ear?.ended).toBe(true);
    house.visits.act('b1', { do: 'stop' });
    ear?.parts.final('Too late.');
    house.visits.act('b1', { do: 'begin', lang: 'en' });
    ear?.parts.final('Still too late.');
    expect(JSON.stringify(house.visits.state())).not.toContain('late');
  });

  it('without an ear, a film or a store says so and goes on', async () => {
    const house = visitsHouse({ speech: null, films: null, memories: null });
    house.visits.joined('b1');
    go(house, 'words');
    house.visits.act('b1', { do: 'listen', on: true });
    house.clock.advance(200);
    expect(house.last()?.words.hears).toEqual({ en: 'absent', ko: 'absent' });
    expect(house.last()?.trouble).not.toBeNull();
    go(house, 'film');
    house.clock.advance(200);
    expect(house.last()).toMatchObject({ step: 'film', film: { state: 'failed' } });
    go(house, 'after');
    house.visits.act('b1', { do: 'end', how: 'keep' });
    await settle();
    house.clock.advance(200);
    expect(house.last()).toMatchObject({ step: 'after', code: null });
  });

  it('PANIC and other states of the evening: the visit waits, and goes on', () => {
    const house = visitsHouse();
    house.visits.joined('b1');
    go(house, 'recall');
    house.clock.advance(5_000);
    house.road.house.safe = true;
    house.clock.advance(120_000);
    expect(house.last()?.step).toBe('recall');
    expect(house.last()?.trouble).not.toBeNull();
    house.road.house.safe = false;
    const steps = house.films.previews[0]?.steps ?? 0;
    expect(steps).toBeLessThanOrEqual(55);
    house.clock.advance(86_000);
    expect(house.visits.state().step).toBe('film');
    house.visits.act('b1', { do: 'stop' });
    house.road.house.evening = 'intermission';
    house.clock.advance(200);
    house.visits.act('b1', { do: 'begin', lang: 'en' });
    expect(house.visits.state().visit).toBeNull();
  });

  it('lights a lamp where somebody calls, and puts it out', () => {
    const house = visitsHouse();
    house.visits.act('b1', { do: 'help', on: true });
    expect(house.lamps.list().map((l) => l.part)).toEqual(['booth']);
    expect(house.notes).toHaveLength(1);
    house.visits.attend('helped');
    expect(house.lamps.list()).toEqual([]);
  });

  it('takes music, refuses films, large files and other kinds with a kind sentence', () => {
    const house = visitsHouse(undefined, booth({ music: [] }));
    go(house, 'music');
    const visit = house.visits.state().visit ?? '';
    const bytes = (text: string) => new TextEncoder().encode(text.padEnd(200, '.'));
    expect(house.visits.tune(visit, bytes('RIFF    AVI '))?.en).toContain('a film');
    expect(house.visits.tune(visit, bytes('\u001aEß£'))?.en).toBeDefined();
    expect(house.visits.tune(visit, bytes('....ftypisom....hdlr........vide'))?.en).toContain(
      'film',
    );
    expect(house.visits.tune(visit, bytes('%PDF'))?.en).toContain('not music');
    expect(house.visits.tune(visit, null)?.en).toContain('too large');
    expect(house.visits.state().tune).toBeNull();
    for (const head of ['RIFF    WAVE', 'ID3', 'OggS', 'fLaC', 'MThd', '....ftypM4A '])
      expect(house.visits.tune(visit, bytes(head))).toBeNull();
    expect(house.visits.state().tune).toEqual({ kind: 'file' });
    expect(house.visits.tune('another', bytes('OggS'))).not.toBeNull();
  });

  it('holds the music of the visitor until its film is done, and no longer', async () => {
    const house = visitsHouse();
    go(house, 'music');
    const { visit } = house.visits.state();
    const bytes = new TextEncoder().encode('OggS'.padEnd(200, 'q'));
    house.visits.tune(visit ?? '', bytes);
    expect((await house.visits.tuneOf(visit ?? ''))?.byteLength).toBe(200);
    go(house, 'film');
    house.films.previews[0]?.ready();
    await settle();
    go(house, 'after');
    house.visits.act('b1', { do: 'end', how: 'keep' });
    await settle();
    house.visits.act('b1', { do: 'stop' });
    // What was handed over is overwritten; what the film needs is a copy.
    expect(bytes.every((one) => one === 0)).toBe(true);
    expect(
      String.fromCharCode(...((await house.visits.tuneOf(visit ?? '')) ?? []).slice(0, 4)),
    ).toBe('OggS');
    house.films.keeps[0]?.ready();
    await settle();
    expect(await house.visits.tuneOf(visit ?? '')).toBeNull();
  });

  it('takes what is played on a keyboard as the tune, while it asks for music', () => {
    const taken: unknown[] = [];
    const house = visitsHouse({ takeUp: (notes) => void taken.push(notes?.length ?? null) });
    const play = (...data: number[]) =>
      house.road.road.events.blocks.emit({
        sourceId: 'keys',
        bodyId: 'visitor',
        stream: 'note',
        kind: 'note',
        channels: 3,
        rateHz: 0,
        atMs: house.clock.nowMs(),
        data: Float32Array.from(data),
        recorded: false,
      });
    play(60, 0.5, 1);
    go(house, 'music');
    for (const note of [60, 64, 67]) {
      play(note, 0.5, 1);
      house.clock.advance(500);
      play(note, 0, 1);
    }
    house.visits.act('b1', { do: 'tune', tune: { kind: 'played' } });
    go(house, 'recall');
    const given = house.films.previews[0]?.given as { theme: { note: number; lastsS: number }[] };
    expect(given.theme.map(({ note, lastsS }) => [note, lastsS])).toEqual([
      [60, 0.5],
      [64, 0.5],
      [67, 0.5],
    ]);
    house.visits.act('b1', { do: 'stop' });
    expect(taken).toEqual([3, null]);
  });

  it('SHOW-184 lets only worn sensors count while somebody is there, and all of them for a recorded visitor', () => {
    const house = visitsHouse();
    const { worn } = house.road.house;
    go(house, 'sensors');
    house.visits.act('b1', { do: 'sensors', worn: ['strap'] });
    go(house, 'recall');
    house.visits.act('b1', { do: 'stop' });
    expect(worn).toEqual([[], ['strap'], null]);
    house.visits.play({ do: 'begin', lang: 'en' }, 1);
    expect(worn).toHaveLength(3);
    house.visits.act('b1', { do: 'begin', lang: 'en' });
    house.visits.close();
    expect(worn.slice(3)).toEqual([[], null]);
  });

  it('offers a keyboard only where somebody can play on one', () => {
    const house = visitsHouse();
    house.visits.joined('b1');
    go(house, 'music');
    house.clock.advance(200);
    expect(house.last()?.canPlay).toBe(false);
    const keys = { id: 'keys', state: 'live', recorded: false, streams: [{ kind: 'note' }] };
    const label = { en: 'Keys', ko: '건반' };
    const put = (kind: string): void => {
      house.road.house.sources = [{ ...keys, kind, label, quality: 1 }];
      house.clock.advance(200);
    };
    put('synthetic');
    expect(house.last()?.canPlay).toBe(false);
    put('midi');
    expect(house.last()?.canPlay).toBe(true);
    expect(house.last()?.sensors).toEqual([]);
  });

  it('WIRE-83 tells nobody else the names by which its film is fetched and its page is joined', () => {
    const house = visitsHouse();
    house.visits.act('quince-page', { do: 'begin', lang: 'en' });
    house.clock.advance(200);
    const { visit } = house.visits.state();
    expect(house.summaries.at(-1)).toMatchObject({ visit: 'visit-1', booth: 'booth' });
    house.visits.act('quince-page', { do: 'stop' });
    house.clock.advance(200);
    for (const name of ['quince', visit ?? '-'])
      expect(JSON.stringify([house.summaries, house.lines, house.notes])).not.toContain(name);
    expect(house.summaries.at(-1)?.visit).toBeNull();
  });

  it('closing lets everything go', () => {
    const house = visitsHouse();
    go(house, 'recall');
    house.visits.close();
    house.visits.close();
    expect(house.films.previews[0]?.cancelled).toBe(true);
    expect(house.road.remembered.at(-1)).toEqual({ parts: [], sketch: [] });
    expect(JSON.stringify(house.visits.state())).not.toContain(CANARY);
  });
});
