import { isProfile, type ProfileName } from './output.ts';

/** What the address of a stage page may say. */
export interface StageParams {
  readonly profile: ProfileName;
  /** Fixed size of the picture, for tests; the window's true size where null. */
  readonly size: { readonly width: number; readonly height: number } | null;
  /** Where scenes get their chance from; null: from the show. */
  readonly seed: number | null;
  readonly id: string | null;
  /** Always draws scenes in full resolution, however long a picture takes: for stills. */
  readonly fine: boolean;
  /** Opens `window.__stage` to tests. */
  readonly probe: boolean;
  /** No animation frame and no conductor: the caller steps. */
  readonly manual: boolean;
  /** Without dither, for tests that compare pixels. */
  readonly plain: boolean;
  readonly token: string | null;
}

const SIZE = /^(\d{1,5})x(\d{1,5})$/;
const ID = /^[A-Za-z0-9._-]{1,64}$/;
const MOST_PIXELS = 8192;

/** Reads a query string such as `?profile=scrim&id=left`. What cannot be read keeps its default. */
export const stageParams = (search: string): StageParams => {
  const query = new URLSearchParams(search);
  const profile = query.get('profile') ?? '';
  const id = query.get('id') ?? '';
  const seed = Number(query.get('seed') ?? 'none');
  const probe = query.get('probe') === '1';
  return {
    profile: isProfile(profile) ? profile : 'projector',
    size: sizeOf(query.get('size') ?? ''),
    seed: Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31 ? seed : null,
    id: ID.test(id) ? id : null,
    fine: query.get('fine') === '1',
    probe,
    manual: probe && query.get('manual') === '1',
    plain: probe && query.get('plain') === '1',
    token: query.get('token'),
  };
};

const sizeOf = (text: string): StageParams['size'] => {
  const [, w, h] = SIZE.exec(text) ?? [];
  const width = Number(w);
  const height = Number(h);
  const fits = (n: number) => n >= 1 && n <= MOST_PIXELS;
  return fits(width) && fits(height) ? { width, height } : null;
};
