import { describe, expect, it } from 'vitest';
import type { ImageryStatus } from '#contracts/picture';
import { emptyModel } from '../../../stage-display/console/model.ts';
import { filmWords } from '../../../stage-display/console/panels/film-words.ts';
import { viewOf } from '../../../stage-display/console/view.ts';

const T = 1_700_000_000_000;
const film = (parts: Partial<ImageryStatus> = {}): ImageryStatus => ({
  engine: 'dream',
  rung: 'engine',
  wanted: true,
  lines: 256,
  fps: 29.5,
  p50Ms: 30,
  p95Ms: 41.2,
  failures: 0,
  troubles: {},
  retries: 0,
  retryMs: null,
  ...parts,
});
const view = viewOf(emptyModel, T, 'en', false);

describe('the film on the console', () => {
  it('names the rung, the engine and how it keeps up', () => {
    expect(filmWords(film(), view)).toEqual({
      level: 'good',
      word: 'engine',
      parts: ['dream', '256 lines', '30 fps', '41 ms'],
    });
  });

  it('warns while the last picture stands in, and says when the engine is tried again', () => {
    const words = filmWords(film({ rung: 'evolved', retryMs: view.showMs + 3500 }), view);
    expect(words).toMatchObject({ level: 'warn', word: 'evolved' });
    expect(words.parts.at(-1)).toBe('tried again in 0:04');
  });

  it('is quiet while nobody wants pictures, in both languages', () => {
    const idle = film({ engine: null, rung: 'local', wanted: false });
    expect(filmWords(idle, view)).toEqual({
      level: 'off',
      word: 'local',
      parts: ['no engine', 'waits for a scene that shows pictures'],
    });
    expect(filmWords(idle, viewOf(emptyModel, T, 'ko', false)).parts[0]).toBe('엔진 없음');
  });
});
