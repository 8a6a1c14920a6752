import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fromCue, readCues } from '../../conductor/commands/replay-cues.ts';
import type { InletMessage } from '../../conductor/control/osc/door.ts';
import { emitter } from '../../conductor/kernel/emitter.ts';
import { silentLog } from '../../conductor/kernel/log.ts';
import { manualClock } from '../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { openRoad } from '../../conductor/road.ts';
import { loadShow } from '../../conductor/show/load.ts';
import { plainTakeFiles } from '../../sensors/recording/files.ts';
import { parseSource } from '../../sensors/registry.ts';

const FOLDER = join(import.meta.dirname, '../../shows/sullae');
const TAKE = join(FOLDER, 'take');
const START_MS = Date.UTC(2000, 0, 1);

it('the take that ships is small, says that nobody danced it, and holds no name', () => {
  const bytes = readdirSync(TAKE).reduce((sum, name) => sum + statSync(join(TAKE, name)).size, 0);
  expect(bytes).toBeLessThan(3e6);
  const head = JSON.parse(readFileSync(join(TAKE, 'take.json'), 'utf8'));
  expect(head).toMatchObject({ show: 'sullae', consent: 'given', encrypted: false });
  expect(head.about.en).toMatch(/^SIMULATED/);
  expect(head.about.ko).toMatch(/가상/);
  const sounds = readdirSync(join(FOLDER, 'sounds'));
  const heard = sounds.reduce((sum, name) => sum + statSync(join(FOLDER, 'sounds', name)).size, 0);
  expect(heard).toBeLessThan(1.5e6);
});

/** The road with the show at a cue, and the take from where that cue began in it. */
const playFrom = async (number: string) => {
  const { show } = await loadShow(FOLDER);
  const { fromMs } = fromCue(await readCues(TAKE, plainTakeFiles), number);
  const clock = manualClock(START_MS);
  const errors: unknown[] = [];
  const timing = scheduler(clock, (error) => errors.push(error));
  const road = openRoad({ show, scheduler: timing, log: silentLog, osc: emitter<InletMessage>() });
  const jump = { do: 'jump' as const, number, afterS: 0 };
  road.ask({ intent: jump, atMs: START_MS, door: 'test', from: 'test' });
  const source = parseSource(`replay:path=${TAKE},from=${fromMs / 1000}`);
  const stop = await source.open(road.contextFor('replay'));
  const to = (s: number) => {
    clock.advanceTo(START_MS + s * 1000);
    return road.stage();
  };
  const close = (): void => {
    stop();
    road.close();
  };
  return { road, errors, to, close };
};

it('the show runs from it: what was recorded goes in, and a cue that waits for her calls itself', async () => {
  const { road, errors, to, close } = await playFrom('4');
  const started: [number: string, atS: number][] = [];
  const said: string[] = [];
  let [frames, expected, notes] = [0, 0, 0];
  road.events.started.on((s) => started.push([s.number, (s.atMs - START_MS) / 1000]));
  road.events.notes.on((list) => said.push(...list.map(({ text }) => text.en)));
  road.events.movement.on((frame) => {
    frames++;
    if (frame.expected) expected++;
  });
  road.events.blocks.on((block) => {
    if (block.kind === 'note' && block.bodyId === 'musician') notes++;
  });
  const pageAt = (s: number): number =>
    to(s).layers.find((l) => l.entry === 'hide')?.look.page ?? Number.NaN;
  const [early, late] = [pageAt(4), pageAt(50)];
  to(59.5);
  close();
  expect(errors).toEqual([]);
  expect(frames).toBeGreaterThan(1500);
  expect(expected).toBeGreaterThan(1200);
  expect(notes).toBeGreaterThan(20);
  // Nothing was known of her when the take was laid in: the page goes dark with what is learned from it.
  expect(late).toBeLessThan(early - 0.2);
  expect(said.some((text) => text.startsWith('Cue 5 ') && text.includes('is felt'))).toBe(true);
  const [number, atS] = started.at(0) ?? ['', Number.NaN];
  expect(number).toBe('5');
  expect(atS).toBeGreaterThan(50);
  expect(atS).toBeLessThan(59.5);
}, 60_000);
