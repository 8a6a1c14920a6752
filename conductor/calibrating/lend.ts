import type { Text } from '#contracts/ids';
import type { RunningSession } from '../affect/calibration/session/running.ts';
import type { MadeModel } from './fitter.ts';
import type { Drawer } from './kept.ts';
import type { PersonalModels } from './personal-models.ts';
import { reasonOf } from './reasons.ts';
import * as say from './texts.ts';

/**
 * Models that were just made: live first, then kept, as what is live and not kept is known to be of this evening.
 * Never rejects. @returns what came of it, said as it is
 */
export const lend = async (
  personal: Pick<PersonalModels, 'wear'>,
  { session, drawer }: { readonly session: Pick<RunningSession, 'plan'>; readonly drawer: Drawer },
  models: readonly MadeModel[],
): Promise<Text[]> => {
  const { body, person } = session.plan;
  const texts: Text[] = [];
  try {
    await personal.wear(body, models);
    texts.push(say.LIVE);
  } catch (error) {
    texts.push(say.cannotLend(reasonOf(error)));
  }
  let isKept = true;
  for (const model of models) isKept = (await drawer.keepModel(model)) && isKept;
  const { keeping } = drawer;
  return [...texts, isKept || !keeping.profile ? say.keeps(keeping, person) : say.NOT_KEPT];
};
