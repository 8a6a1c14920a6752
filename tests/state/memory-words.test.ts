import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MEMORY_CHARACTERS } from '#contracts/picture';
import { askAgain, readCues } from '../../conductor/commands/replay-cues.ts';
import { oscDecoder } from '../../conductor/control/osc/decode.ts';
import { decide } from '../../conductor/control/osc/dispatch.ts';
import { encodeMessage } from '../../conductor/control/osc/encode.ts';
import type { EngineRecord } from '../../conductor/imagery/engine.ts';
import type { FromStudio } from '../../conductor/imagery/studio-protocol.ts';
import { studioWork } from '../../conductor/imagery/studio-work.ts';
import { takeFiles, vaults } from '../../conductor/state/take-files.ts';
import { listTakes } from '../../conductor/state/takes.ts';
import { houseOf } from '../control/osc/stage.ts';
import { INFO, testFilm } from '../imagery/support.ts';
import { eventsIn } from '../support/take-play.ts';
import { quickVault, stateFolder, takeRoad } from '../support/take-road.ts';

let state: ReturnType<typeof stateFolder>;
beforeEach(() => {
  state = stateFolder();
});
afterEach(() => state.remove());

const WORDS = 'The night train home, and nobody spoke';
/** Ten thousand words. */
const LONG = 'snow '.repeat(10_000);
const GIVEN = { do: 'record', on: true, consent: 'given', raw: true } as const;

describe('the words of a memory', () => {
  it('reach their reader and the feeling of the body, and nothing that is kept or told', async () => {
    const read: string[] = [];
    const stage = await takeRoad(state.path, await quickVault(state.path, null), {
      readText: async (text, bodyId, atMs) => {
        read.push(text);
        const negative = { mean: 0.9, sd: 0.1 };
        return { decoder: 'text', modality: 'text', bodyId, atMs, recorded: false, negative };
      },
    });
    const events: unknown[] = [];
    for (const one of [stage.road.events.asked, stage.road.events.notes, stage.road.events.stages])
      one.on((value: unknown) => events.push(value));
    await stage.askSettled(GIVEN);
    stage.ask({ do: 'memory', text: WORDS, body: 'dancer' });
    await stage.run(2);
    expect(read).toEqual([WORDS]);
    expect(stage.road.estimatesOf('dancer')).toMatchObject([{ decoder: 'text', modality: 'text' }]);
    expect(stage.road.bodies()[0]?.affect.negative).toBeGreaterThan(0.4);
    expect(JSON.stringify([events, stage.told, stage.road.resumePoint()])).not.toContain(WORDS);
    await stage.close();

    const [known] = await listTakes(state.path);
    const { folder } = known!;
    const asks = eventsIn(folder).filter((e) => e.kind === 'ask');
    expect(asks.map((e) => e.data)).toContainEqual({
      intent: { do: 'memory', body: 'dancer' },
      door: 'console',
      from: 'test',
    });
    for (const name of readdirSync(folder))
      expect(readFileSync(join(folder, name), 'utf8')).not.toContain(WORDS);
    // Without its words it is nothing that could be asked again.
    const cues = await readCues(
      folder,
      takeFiles(
        vaults(async () => null),
        () => 0,
      ),
    );
    expect(cues.asked.map(({ intent }) => intent.do)).not.toContain('memory');
    // What it made felt is felt again, and marked as recorded.
    const again = await takeRoad(state.path, await quickVault(state.path, null));
    askAgain(cues, again.road, again.timing);
    await again.run(3);
    expect(again.road.estimatesOf('dancer')).toMatchObject([{ decoder: 'text', recorded: true }]);
    expect(again.road.bodies()[0]?.affect.negative).toBeGreaterThan(0.4);
    await again.close();
  });

  it('WIRE-38 go to what paints them too, and to nothing that is told when that fails', async () => {
    const painted: unknown[] = [];
    const said: FromStudio[] = [];
    const record: EngineRecord = {
      info: INFO,
      open: () => ({
        info: INFO,
        prepare: async () => {},
        async paint({ memory }) {
          painted.push(memory.parts[0]?.text);
          throw new Error(`nothing can be painted of "${memory.parts[0]?.text}"`);
        },
        dispose: async () => {},
      }),
    };
    const studio = studioWork({ engines: [record], nowMs: () => 0, send: (m) => said.push(m) });
    const film = testFilm();
    film.stage = { layers: [] };
    const stage = await takeRoad(state.path, await quickVault(state.path, null));
    stage.road.events.remembered.on((memory) => {
      film.film.remember(memory);
      studio.hear({ t: 'open', engine: null, modelsDir: state.path });
      studio.hear({ t: 'memory', memory });
      studio.hear({ t: 'paint', id: 1, request: {} as never, sizes: [] });
    });
    const told: unknown[] = [];
    const { asked, notes, felt, features, stages } = stage.road.events;
    for (const one of [asked, notes, felt, features, stages])
      one.on((value: unknown) => told.push(value));
    stage.ask({ do: 'memory', text: WORDS });
    await stage.run(0.5);
    await studio.settled();
    film.run(1);
    expect(painted).toEqual([WORDS]);
    expect(said).toEqual([
      { t: 'ready', info: INFO },
      { t: 'failed', id: 1, trouble: 'threw' },
    ]);
    const { lamps, frames } = film;
    const shown = [told, said, stage.told, film.status(), lamps, frames];
    expect(JSON.stringify(shown)).not.toContain(WORDS);
    await stage.close();
  });

  it('WIRE-38 are handed on by the road to the imagery, and to nobody else', () => {
    const files = readdirSync('conductor', { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.ts'))
      .filter((name) =>
        /\bremembered\.(on|emit)\(/.test(readFileSync(join('conductor', name), 'utf8')),
      );
    expect(files.sort()).toEqual([join('imagery', 'open.ts'), 'road.ts']);
  });

  it('that nobody can read are said not to have been read', async () => {
    const stage = await takeRoad(state.path, await quickVault(state.path, null));
    const notes: string[] = [];
    stage.road.events.notes.on((all) => notes.push(...all.map((n) => n.text.en)));
    stage.ask({ do: 'memory', text: WORDS });
    expect(notes).toEqual([expect.stringContaining('not read')]);
    expect(notes.join()).not.toContain(WORDS);
    await stage.close();
  });

  it('of a whole book are taken as far as they are read, at a whole character, and a note says so', async () => {
    const read: number[] = [];
    const stage = await takeRoad(state.path, await quickVault(state.path, null), {
      readText: async (text) => {
        read.push(text.length);
        return null;
      },
    });
    const painted: string[] = [];
    const notes: string[] = [];
    stage.road.events.remembered.on(({ parts }) => painted.push(...parts.map((p) => p.text)));
    stage.road.events.notes.on((all) => notes.push(...all.map((n) => n.text.en)));
    stage.ask({ do: 'memory', text: LONG });
    expect(painted).toEqual([LONG]);
    stage.ask({ do: 'memory', text: `x${'🌻'.repeat(MEMORY_CHARACTERS)}` });
    await stage.run(0.1);
    expect(painted[1]).toHaveLength(MEMORY_CHARACTERS - 1);
    expect(painted[1]?.endsWith('🌻')).toBe(true);
    expect(read).toEqual([LONG.length, MEMORY_CHARACTERS - 1]);
    expect(notes.filter((note) => note.includes('very long'))).toHaveLength(1);
    await stage.close();
  });

  it('of nothing, and a drawing alone, are painted and not read; the drawing is in no take', async () => {
    const stage = await takeRoad(state.path, await quickVault(state.path, null), {
      readText: async () => {
        throw new Error('nothing is read of nothing');
      },
    });
    const painted: unknown[] = [];
    const told: unknown[] = [];
    stage.road.events.remembered.on(({ parts, sketch }) => painted.push([parts, sketch]));
    for (const one of [stage.road.events.asked, stage.road.events.notes])
      one.on((value: unknown) => told.push(value));
    await stage.askSettled(GIVEN);
    stage.ask({ do: 'memory', text: ' ' });
    stage.ask({ do: 'memory', text: '', sketch: [[[0.123, 0.5]]] });
    await stage.run(0.2);
    expect(painted).toEqual([
      [[], []],
      [[], [[[0.123, 0.5]]]],
    ]);
    expect(JSON.stringify(told)).not.toContain('0.123');
    await stage.close();
    const [known] = await listTakes(state.path);
    for (const name of readdirSync(known!.folder))
      expect(readFileSync(join(known!.folder, name), 'utf8')).not.toContain('sketch');
  });

  it('come by OSC, and wrong ones are answered without quoting them', () => {
    const read = oscDecoder();
    const sent = (types: string, ...args: (string | number)[]) => {
      const message = read(encodeMessage({ address: '/yeoun/memory', types, args }));
      return message.kind === 'message' ? decide(message, houseOf([])) : null;
    };
    expect(sent('s', WORDS)).toEqual([{ act: 'ask', intent: { do: 'memory', text: WORDS } }]);
    expect(sent('ss', WORDS, 'ana')).toEqual([
      { act: 'ask', intent: { do: 'memory', text: WORDS, body: 'ana' } },
    ]);
    // Nothing is remembered too, and so is a whole book: how much of it is taken is the road's to say.
    for (const words of ['', '   ', '🌻🐕🌇', LONG])
      expect(sent('s', words)).toEqual([{ act: 'ask', intent: { do: 'memory', text: words } }]);
    for (const wrong of [sent(''), sent('i', 1), sent('ss', WORDS, 'no such body')]) {
      const [verdict] = wrong ?? [];
      expect(verdict?.act).toBe('refuse');
      expect(verdict?.act === 'refuse' && verdict.remedy().en).toContain('/yeoun/memory takes');
      expect(verdict?.act === 'refuse' && JSON.stringify(verdict.remedy())).not.toContain(WORDS);
    }
  });
});
