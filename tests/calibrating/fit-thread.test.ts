import { expect, it } from 'vitest';
import { fitInThread } from '../../conductor/calibrating/fit-thread.ts';
import type { FitAsk } from '../../conductor/calibrating/fitter.ts';
import { calibrationStage, fittedHere } from './support.ts';

it('fits in a thread as it would here, and says what went wrong in it', async () => {
  const stage = await calibrationStage({ shows: 1.5 });
  stage.ask({ do: 'calibrate', step: 'begin' });
  await stage.until('done', stage.person());
  const ask = stage.asks[0] as FitAsk;
  const [there, here] = [await fitInThread(ask), await fittedHere(ask)];
  expect(there.verdict).toEqual(here.verdict);
  expect(there.models.map(({ card }) => card)).toEqual(here.models.map(({ card }) => card));
  expect(Buffer.from(there.models[0]?.bytes ?? [])).toEqual(
    Buffer.from(here.models[0]?.bytes ?? []),
  );
  await expect(fitInThread({ ...ask, rows: [] })).rejects.toThrow(/at least one modality/);
}, 30_000);
