import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listTakes } from '../../conductor/state/takes.ts';
import { eventsIn, itemsIn } from '../support/take-play.ts';
import { quickVault, SENSOR, STREAMS, stateFolder, takeRoad } from '../support/take-road.ts';

let state: ReturnType<typeof stateFolder>;
beforeEach(() => {
  state = stateFolder();
});
afterEach(() => state.remove());

const GIVEN = { do: 'record', on: true, consent: 'given', raw: true } as const;
/** Heart rate that only the old recording has. */
const OLD_HEART = 143;

describe('R16: what is played from another recording', { timeout: 60_000 }, () => {
  for (const kind of ['understudy', 'replay'])
    it(`by ${kind} is named in a take and not copied into it`, async () => {
      const stage = await takeRoad(state.path, await quickVault(state.path, null));
      const context = stage.road.contextFor(kind);
      const label = { en: 'Understudy for Strap', ko: '가슴 띠의 대역' };
      const old = { ...SENSOR, id: `${kind}.strap`, kind, label, recorded: true, take: 'old-take' };
      const play = (): void => {
        for (const { name, kind: stream, channels, rateHz } of STREAMS)
          context.emit({
            sourceId: old.id,
            bodyId: old.bodyId,
            stream: name,
            kind: stream,
            channels: channels.length,
            rateHz,
            atMs: stage.clock.nowMs(),
            data: new Float32Array(channels.length).fill(stream === 'hr' ? OLD_HEART : 0.5),
            recorded: true,
          });
      };
      context.announce(old, STREAMS);
      await stage.run(1, play);
      await stage.askSettled(GIVEN);
      await stage.run(3, play);
      const heart = stage.road.featuresOf('dancer').get('heartRate');
      expect(heart?.value).toBeCloseTo(OLD_HEART, 0);
      await stage.close();
      const [known] = await listTakes(state.path);
      const { folder } = known!;
      expect(itemsIn(folder).filter((i) => i.t !== 'event')).toEqual([]);
      const named = eventsIn(folder).filter((e) => e.kind === 'recording');
      expect(named.map((e) => e.data)).toEqual([
        { source: old.id, adapter: kind, body: 'dancer', label: label.en, take: 'old-take' },
      ]);
      for (const name of readdirSync(folder)) {
        const text = readFileSync(join(folder, name), 'utf8');
        expect(text).not.toContain('heartRate');
        const rest = '"pulse":{"beats":0,"rateHz":0,"breath":0.5}';
        expect(text.replaceAll(rest, '')).not.toMatch(/"(beats|breath)"/);
      }
    });

  it('leaves what the sensors of today say as it is', async () => {
    const stage = await takeRoad(state.path, await quickVault(state.path, null));
    const context = stage.road.contextFor('replay');
    context.announce({ ...SENSOR, id: 'old', kind: 'replay', recorded: true }, STREAMS);
    await stage.askSettled(GIVEN);
    await stage.run(2, (s) => stage.send(s));
    await stage.close();
    const [known] = await listTakes(state.path);
    const items = itemsIn(known!.folder);
    expect(items.filter((i) => i.t === 'block').length).toBeGreaterThan(250);
    expect(eventsIn(known!.folder).some((e) => e.kind === 'features')).toBe(true);
    expect(eventsIn(known!.folder).some((e) => e.kind === 'recording')).toBe(false);
  });
});
