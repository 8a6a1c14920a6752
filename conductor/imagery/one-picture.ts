import { YeounError } from '#contracts/errors';
import type { Engine, Painted, PaintRequest } from './engine.ts';
import { faultOf } from './painted.ts';

export const noPicture = (engine: Engine, why: string): YeounError =>
  new YeounError(
    'still/no-picture',
    engine.info.id,
    `painted nothing that could be kept: ${why}.`,
    'Ask for another moment or another seed; yeoun doctor says whether the engine is whole.',
  );

/** One picture of an engine in this process. Throws `still/no-picture` where there is none, or none worth the name. */
export const onePicture = async (engine: Engine, request: PaintRequest): Promise<Painted> => {
  // What an engine throws may quote the memory: it goes no further than here.
  const picture = await engine.paint(request, request.atMs).catch(() => null);
  if (!picture) throw noPicture(engine, 'it failed');
  const fault = faultOf(picture);
  if (fault) throw noPicture(engine, fault);
  return picture;
};
