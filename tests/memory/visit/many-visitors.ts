import type { MemoryKind, VisitStep } from '#contracts/visit';
import type { FilmFile, Films } from '../../../conductor/memory/parts.ts';
import { bytesWith, canary, foundIn } from '../../state/people/support.ts';
import { randomOf } from '../../support/furnished-shows.ts';
import { openedMemories } from '../store/support.ts';
import { visitsHouse } from './doubles.ts';
import { booth } from './support.ts';

const STEPS_OUT: readonly VisitStep[] = [
  'notice',
  'consent',
  'words',
  'questions',
  'sketch',
  'music',
  'sensors',
  'rest',
  'recall',
  'film',
  'after',
];

/** Films of bytes that bear a canary: the preview is ready when the recall ends, the keepsake when it is asked for. */
const films = (markOf: (id: string) => string): Films => {
  const file = (id: string): FilmFile => ({
    bytes: bytesWith(markOf(id), 8_000),
    mime: 'video/mp4',
    seconds: 60,
    width: 1280,
    height: 720,
    json: '{}',
  });
  return {
    preview(given) {
      let finish = (): void => {};
      const done = new Promise<FilmFile>((resolve) => {
        finish = () => resolve(file(given.id));
      });
      return { done, grow: () => {}, finish: () => finish(), cancel: () => {} };
    },
    keepsake: (_, given) => ({ done: Promise.resolve(file(given.id)), cancel: () => {} }),
    forget: async () => {},
    close: async () => {},
  };
};

/**
 * So many visitors on a fake clock with the real store, unsealed: a third walk away at random steps, some agree that
 * something is kept. Canaries are planted in words, answers, drawing, music and film of each.
 * @param root is searched byte by byte; the state folder lies in it
 */
export const manyVisitors = async (root: string, folder: string, visitors: number) => {
  let stayed = 0;
  const random = randomOf(7);
  const store = await openedMemories(folder);
  const marks = new Map<string, string>();
  const house = visitsHouse(
    { films: films((id) => marks.get(id) ?? ''), memories: store.memories },
    booth({ restS: 2, recallS: 60, awayS: 15, leaveS: 5 }),
    store.clock,
  );
  const { visits, clock } = house;
  visits.joined('b1');
  const turn = () => new Promise<void>((done) => setImmediate(done));
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 3; i++) await turn();
  };
  const kept: { readonly all: string[]; readonly kinds: readonly MemoryKind[]; code: string }[] =
    [];
  const gone: string[] = [];
  const secrets: string[] = [];

  for (let i = 0; i < visitors; i++) {
    const [words, answer, tune, film] = [canary(), canary(), canary(), canary()];
    const x = Number(`0.${String(random.unit()).slice(2, 14)}`);
    const all = [words, answer, String(x), tune, film];
    secrets.push(...all);
    const walks = random.unit() < 1 / 3;
    const out = walks ? STEPS_OUT[Math.floor(random.unit() * STEPS_OUT.length)] : undefined;
    const keeps = !walks && random.unit() < 0.15;
    const kinds: readonly MemoryKind[] = ['words', 'sketch', 'film'];
    visits.act('b1', { do: 'begin', lang: i % 2 === 0 ? 'en' : 'ko' });
    const visit = visits.state().visit ?? '';
    marks.set(visit, film);
    let isOut = false;
    for (let turns = 0; visits.state().visit === visit && turns < 60; turns++) {
      const { step } = visits.state();
      if (step === out) isOut = true;
      if (isOut) {
        clock.advance(10_000);
        continue;
      }
      if (step === 'age')
        visits.act('b1', { do: 'age', age: random.unit() < 0.1 ? 'guarded' : 'adult' });
      if (step === 'consent' && keeps) visits.act('b1', { do: 'consent', kinds: [...kinds] });
      if (step === 'words') {
        visits.act('b1', { do: 'listen', on: true });
        house.speech.open.at(-1)?.parts.final(words);
      }
      if (step === 'questions') visits.act('b1', { do: 'answer', question: 'light', text: answer });
      if (step === 'sketch')
        visits.act('b1', { do: 'stroke', stroke: { atS: 0, points: [[x, 0.5, 0.5, 0]] } });
      if (step === 'music')
        visits.tune(
          visit,
          bytesWith(tune, 300).map((b, n) => 'OggS'.charCodeAt(n) || b),
        );
      if (step === 'recall') {
        visits.act('b1', { do: 'feel', marked: { pleasant: true, painful: false } });
        clock.advance(60_500);
        await settle();
      } else if (step === 'after') {
        visits.act('b1', { do: 'end', how: keeps ? 'keep' : 'vanish' });
        while (visits.state().step === 'after') await turn();
        if (keeps) kept.push({ all, kinds, code: visits.state().kept?.code ?? '' });
      } else visits.act('b1', { do: 'next', from: step });
      clock.advance(500);
    }
    stayed += visits.state().visit === null ? 0 : 1;
    if (!keeps) gone.push(...all);
  }
  await settle();
  await store.settle();
  const walked = visits.state().walkedAway;
  const finished = visits.state().finished;
  const residue = foundIn(root, gone);
  const told = JSON.stringify([
    house.lines,
    store.lines,
    house.notes,
    house.summaries,
    house.lamps.list(),
    house.road.asked,
    house.road.remembered.at(-1),
    visits.state(),
  ]);
  // Of who agreed: words, drawing and film are there, as long as they want. The tune stays with them.
  let missing = 0;
  let tunes = 0;
  for (const { all, code } of kept) {
    const [words = '', answer = '', x = '', tune = '', film = ''] = all;
    missing += 4 - foundIn(root, [words, answer, x, film]).length;
    tunes += foundIn(root, [tune]).length;
    if (!(await store.memories.forget(code))) missing++;
  }
  await store.settle();
  const left = foundIn(root, secrets);
  visits.close();
  await store.close();
  return {
    visits: visitors,
    stayed,
    walked,
    finished,
    kept: kept.length,
    /** Canaries of who did not agree, in files; of anybody in lines, notes, messages. */
    residue,
    told: secrets.filter((one) => told.includes(one)),
    /** Canaries of who agreed that were not there, codes that found nothing, and tunes that were kept. */
    missing,
    tunes,
    /** Canaries of anybody after all codes were used. */
    left,
  };
};
