import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { checkShow } from '../../conductor/show/check.ts';
import { diskFiles, type ShowFiles } from '../../conductor/show/files.ts';

const FOLDER = 'shows/minimal';
const text = new TextDecoder();

/** The smallest show with this booth, and these files beside it. */
const check = async (booth: unknown, more: Record<string, string> = {}) => {
  const files: ShowFiles = {
    async read(path) {
      const name = path.split('/').at(-1) ?? '';
      if (name === 'show.yaml') {
        const show = parse(text.decode(await diskFiles.read(path))) as Record<string, unknown>;
        return new TextEncoder().encode(stringify({ ...show, booth }));
      }
      const found = more[name];
      if (found !== undefined) return new TextEncoder().encode(found);
      return diskFiles.read(path);
    },
    stat(path) {
      const found = more[path.split('/').at(-1) ?? ''];
      return found === undefined
        ? diskFiles.stat(path)
        : Promise.resolve({ mtimeMs: 0, size: found.length });
    },
  };
  const { errors } = await checkShow(FOLDER, { files });
  return errors.map(({ code, path, remedy }) => ({ code, path, remedy }));
};
const question = (id: string) => ({ id, text: { en: 'What?', ko: '무엇?' } });

describe('the booth of a show', () => {
  it('SHOW-180 may be left as it is', async () => {
    expect(await check({})).toEqual([]);
    expect(await check({ cues: { recall: '1' }, questions: [question('a')] })).toEqual([]);
  });

  it('SHOW-181 names cues, sounds and questions that are there, once', async () => {
    const found = await check({
      cues: { recall: '99' },
      film: { seconds: 60, cue: '98' },
      music: [{ sound: 'rain', title: { en: 'Rain', ko: '비' } }],
      questions: [question('a'), question('b'), question('a')],
    });
    expect(found.map(({ code, path }) => `${code} ${path}`).sort()).toEqual([
      'show/duplicate-question booth.questions[2].id',
      'show/unknown-cue booth.cues.recall',
      'show/unknown-cue booth.film.cue',
      'show/unknown-sound booth.music[0].sound',
    ]);
  });

  it('SHOW-183 names recorded visits that lie beside it and can be played', async () => {
    const good = JSON.stringify({
      format: 1,
      title: { en: 'A', ko: '가' },
      lang: 'ko',
      acts: [{ atS: 0, act: { do: 'begin', lang: 'ko' } }],
    });
    expect(await check({ recorded: ['a.json'] }, { 'a.json': good })).toEqual([]);
    const wrong = await check(
      { recorded: ['a.json', '../b.json', 'c.json', 'd.json'] },
      { 'a.json': good, 'd.json': '{}' },
    );
    expect(wrong.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'show/outside booth.recorded[1]',
      'show/missing-asset booth.recorded[2]',
      'show/recorded booth.recorded[3]',
    ]);
  });
});
