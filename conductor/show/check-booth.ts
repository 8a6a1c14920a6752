import type { Path } from './problems.ts';
import { list, own, type Raw, type Report, record } from './raw.ts';
import { meant } from './shape.ts';

const numbersOf = (show: Raw): string[] => list(show.cues).map((cue) => String(record(cue).number));

/** What the booth names must be in the show: cues of its steps and of its film, sounds that it offers. */
export const checkBooth = (show: Raw, report: Report): void => {
  const booth = record(show.booth);
  const numbers = numbersOf(show);
  const sounds = record(show.sounds);
  const checkCue = (cue: unknown, path: Path): void => {
    if ((typeof cue === 'string' || typeof cue === 'number') && !numbers.includes(String(cue)))
      report(
        'show/unknown-cue',
        path,
        `There is no cue "${cue}".`,
        meant(String(cue), numbers, 'There are'),
      );
  };
  for (const [step, cue] of Object.entries(record(booth.cues)))
    checkCue(cue, ['booth', 'cues', step]);
  checkCue(record(booth.film).cue, ['booth', 'film', 'cue']);
  list(booth.music).forEach((offer, i) => {
    const { sound } = record(offer);
    if (typeof sound === 'string' && own(sounds, sound) === undefined)
      report(
        'show/unknown-sound',
        ['booth', 'music', i, 'sound'],
        `"${sound}" is not an entry of \`sounds\`.`,
        meant(sound, Object.keys(sounds), 'There are'),
      );
  });
  const known = new Map<string, number>();
  list(booth.questions).forEach((question, i) => {
    const { id } = record(question);
    if (typeof id !== 'string') return;
    const before = known.get(id);
    if (before === undefined) known.set(id, i);
    else
      report(
        'show/duplicate-question',
        ['booth', 'questions', i, 'id'],
        `Question "${id}" is there already (questions[${before}]).`,
        'Give every question an id of its own: answers go by it.',
      );
  });
};
