import type { Modality } from '#contracts/affect';
import type { Id, Text } from '#contracts/ids';
import type { Lamp } from '#contracts/status';
import { assertCompatible, difference } from '../affect/calibration/fit/compatible.ts';
import {
  type Layout,
  layoutOf,
  PERSONAL_MODALITIES,
  type PersonalModality,
} from '../affect/calibration/fit/layout.ts';
import { readProfile } from '../affect/calibration/fit/profile.ts';
import { layoutOfCard } from '../affect/calibration/fit/settings.ts';
import type { Models } from '../affect/learned/store.ts';
import type { Stop } from '../kernel/clock.ts';
import type { People, PersonId } from '../state/people/index.ts';
import type { PersonalModel } from './fitter.ts';
import { reasonOf } from './reasons.ts';

export interface PersonalModelsParts {
  /** Null: no store; models live for the evening. */
  readonly people: Pick<People, 'personOf' | 'get' | 'onChange'> | null;
  readonly models: Pick<Models, 'lend'>;
  bodies(): readonly Id[];
  /** Electrodes that a body wears now, in order; undefined where nobody said. */
  channelsOf(bodyId: Id): readonly string[] | undefined;
  /** A body's decoders are made anew. */
  remake(bodyId: Id): void;
  onLamp(lamp: Lamp | null): void;
}

/** Which personal model each body has now. */
export interface PersonalModels {
  /** What is kept of whoever the bodies are is loaded; called at the start, again by itself when that changes. */
  load(): Promise<void>;
  /** A model that was just made: live at once. Until the body is somebody else's it stays, kept or not. */
  wear(bodyId: Id, models: readonly PersonalModel[]): Promise<void>;
  readonly close: Stop;
}

/** What a body wears in one modality: `sha256` of its graph and whose it is. */
interface Worn {
  readonly sha256: string;
  readonly layout: Layout;
  readonly person: PersonId | null;
  /** It lies with the person; when it no longer does, it is taken off. */
  readonly kept: boolean;
}

/**
 * What is there for a model that was made for `made`: electrodes are found by their names, so that their order and
 * others beside them make no difference.
 */
const layoutThere = (made: Layout, channels: readonly string[] | undefined): Layout =>
  made.channels.every((name) => channels?.includes(name) ?? true)
    ? layoutOf(made.modality, made.channels)
    : layoutOf(made.modality, channels);

/**
 * The model of a kept profile; null where it has none that may be used. Throws `profile/broken`, and
 * `profile/other-channels` where it was made for other electrodes than are worn.
 */
const modelOf = (
  bytes: Uint8Array,
  modality: PersonalModality,
  channels: readonly string[] | undefined,
): PersonalModel | null => {
  const profile = readProfile(bytes);
  const { model, layout } = profile;
  if (layout.modality !== modality) assertCompatible(profile, layoutOf(modality));
  assertCompatible(profile, layoutThere(layout, channels));
  return model?.card.settings.usable === 1
    ? { modality, card: model.card, bytes: model.onnx }
    : null;
};

const notUsed = (body: Id, modality: PersonalModality, { en, ko }: Text): Lamp => ({
  part: 'profile',
  level: 'warn',
  text: {
    en: `The personal model of ${body} (${modality}) is not used: ${en}`,
    ko: `${body}의 개인 모델(${modality})을 쓰지 않습니다: ${ko}`,
  },
});

export const personalModels = (parts: PersonalModelsParts): PersonalModels => {
  const { people, models, bodies, channelsOf, remake, onLamp } = parts;
  const worn = new Map<string, Worn>();
  const troubles = new Map<string, Lamp>();
  let loading: Promise<void> | null = null;
  let again = false;
  const keyOf = (body: Id, modality: Modality): string => `${modality}/${body}`;

  const light = (key: string, lamp: Lamp | null): void => {
    if (lamp) troubles.set(key, lamp);
    else troubles.delete(key);
    onLamp([...troubles.values()][0] ?? null);
  };
  const put = async (
    body: Id,
    modality: PersonalModality,
    model: PersonalModel | null,
    whose: Pick<Worn, 'person' | 'kept'>,
  ): Promise<void> => {
    const key = keyOf(body, modality);
    worn.delete(key);
    try {
      await models.lend(body, modality, model);
      if (model)
        worn.set(key, {
          sha256: model.card.sha256,
          layout: layoutOfCard(model.card, modality),
          ...whose,
        });
    } finally {
      remake(body);
    }
  };
  const loadOne = async (
    body: Id,
    modality: PersonalModality,
    person: PersonId | null,
  ): Promise<void> => {
    const key = keyOf(body, modality);
    const now = worn.get(key);
    try {
      const bytes = person === null ? null : await people?.get(person, 'profile', modality);
      const model = bytes ? modelOf(bytes, modality, channelsOf(body)) : null;
      light(key, null);
      if (model?.card.sha256 === now?.sha256) {
        if (now) worn.set(key, { ...now, person, kept: true });
        return;
      }
      // Made tonight and not kept: it stays while the body is the same person's, silent while others are worn.
      if (!model && now && !now.kept && now.person === person) {
        const differs = difference(now.layout, layoutThere(now.layout, channelsOf(body)));
        if (differs) light(key, notUsed(body, modality, differs));
        return;
      }
      await put(body, modality, model, { person, kept: true });
    } catch (error) {
      if (now) await put(body, modality, null, { person, kept: false });
      light(key, notUsed(body, modality, reasonOf(error)));
    }
  };
  const loadAll = async (): Promise<void> => {
    do {
      again = false;
      for (const body of bodies()) {
        const person = (await people?.personOf(body).catch(() => null)) ?? null;
        for (const modality of PERSONAL_MODALITIES) await loadOne(body, modality, person);
      }
    } while (again);
  };
  /** One at a time; what changes meanwhile is looked at after it. */
  const load = (): Promise<void> => {
    again = loading !== null;
    loading ??= loadAll().finally(() => {
      loading = null;
    });
    return loading;
  };
  const stop = people?.onChange(() => void load()) ?? (() => {});
  return {
    load,
    async wear(body, made) {
      await loading;
      const person = (await people?.personOf(body).catch(() => null)) ?? null;
      for (const modality of PERSONAL_MODALITIES) {
        const model = made.find((one) => one.modality === modality) ?? null;
        if (model || worn.has(keyOf(body, modality)))
          await put(body, modality, model, { person, kept: false });
      }
    },
    close: stop,
  };
};
