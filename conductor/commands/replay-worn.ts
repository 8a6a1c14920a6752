import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { sentence } from '#contracts/errors';
import type { Text } from '#contracts/ids';
import type { OpenTakeFiles } from '../../sensors/recording/files.ts';
import { TAKE_FILE } from '../../sensors/recording/format.ts';
import { readProfile } from '../affect/calibration/fit/profile.ts';
import type { DecoderContext } from '../affect/decoder.ts';
import type { LentModel, Models } from '../affect/learned/store.ts';
import { WornModel } from '../affect/worn.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { People } from '../state/people/index.ts';
import { takeEvents } from './take-events.ts';

/** What the bodies wore from a moment on, against the time of the first sample. */
export interface RecordedWorn {
  readonly afterMs: number;
  readonly worn: readonly WornModel[];
}

const KINDS = new Set(['worn']);
const Worn = z.array(WornModel).max(1_000);

/** Which personal models a take was recorded with; none for recordings that are no takes. */
export const readWorn = async (recording: string, open: OpenTakeFiles): Promise<RecordedWorn[]> => {
  if (!existsSync(join(recording, TAKE_FILE))) return [];
  const { firstMs, events } = await takeEvents(recording, open, KINDS);
  return events.flatMap(({ atMs, data }) => {
    const worn = Worn.safeParse(data);
    if (!worn.success) return [];
    return [{ afterMs: Math.max(0, atMs - (firstMs ?? atMs)), worn: worn.data }];
  });
};

/** Why a model that was worn is not there. */
const REASONS = {
  gone: {
    en: 'nobody who is kept here has it. They were forgotten, took their consent back or were calibrated anew, or it was kept for that evening only.',
    ko: '여기에 보관된 사람 가운데 이 모델을 가진 사람이 없습니다. 지워졌거나, 동의가 끝났거나, 다시 보정했거나, 그날 저녁에만 쓴 모델입니다.',
  },
  locked: {
    en: 'people are kept here under a master key that is not at hand. If it is one of theirs, name the key (--key-file or YEOUN_KEY_FILE).',
    ko: '이곳의 사람 자료는 마스터 키로 봉인되어 있고 그 키가 없습니다. 그 가운데 하나라면 키를 지정하세요(--key-file 또는 YEOUN_KEY_FILE).',
  },
} as const satisfies Record<string, Text>;

const notUsed = ({ body, modality }: WornModel, { en, ko }: Text): Text => ({
  en: `The personal model that ${body} (${modality}) wore in this take is not used: ${en}`,
  ko: `이 녹화에서 ${body}이(가) 쓴 개인 모델(${modality})을 쓰지 않습니다: ${ko}`,
});

export type KeptPeople = Pick<People, 'list' | 'get'>;

/** The model of a fingerprint among all that are kept; why there is none where nobody has it. */
const find = async (
  people: KeptPeople,
  { modality, sha256 }: WornModel,
): Promise<LentModel | keyof typeof REASONS> => {
  let isLocked = false;
  for (const { id, locked } of await people.list()) {
    if (locked) isLocked = true;
    else {
      const bytes = await people.get(id, 'profile', modality).catch(() => null);
      const model = bytes && modelIn(bytes);
      if (model?.card.sha256 === sha256) return model;
    }
  }
  return isLocked ? 'locked' : 'gone';
};

/** Null for bytes that are no profile of this version, or one without a model. */
const modelIn = (bytes: Uint8Array): LentModel | null => {
  try {
    const { model } = readProfile(bytes);
    return model && { card: model.card, bytes: model.onnx };
  } catch {
    return null;
  }
};

export interface WornAgainParts {
  readonly recorded: readonly RecordedWorn[];
  /** Opened only where something was worn. */
  openPeople(): Promise<KeptPeople & Pick<People, 'close'>>;
  readonly models: Pick<Models, 'context' | 'lend'>;
  /** A model that is not used, and why. */
  warn(text: Text): void;
}

export interface WornAgain {
  /** The models that decoders may use, with what the bodies wear at the time. */
  readonly context: DecoderContext;
  /** Changes what they wear at the times of the take, from now on. */
  follow(road: { remake(bodyId: string): void }, timing: Scheduler): void;
}

/**
 * The personal models of a take, where they are still kept. All are loaded before anything plays, each under its own
 * fingerprint, so that how long that takes changes nothing. Never a newer model of the same person: the timeline
 * would be another.
 */
export const wornAgain = async (parts: WornAgainParts): Promise<WornAgain> => {
  const { recorded, models } = parts;
  const wanted = new Map(recorded.flatMap(({ worn }) => worn).map((one) => [one.sha256, one]));
  const there = new Set<string>();
  const load = async (people: KeptPeople, one: WornModel): Promise<void> => {
    try {
      const found = await find(people, one);
      if (typeof found === 'string') return parts.warn(notUsed(one, REASONS[found]));
      await models.lend(one.sha256, one.modality, found);
      there.add(one.sha256);
    } catch (error) {
      const why = sentence(error);
      parts.warn(notUsed(one, { en: why, ko: why }));
    }
  };
  if (wanted.size > 0) {
    const people = await parts.openPeople();
    try {
      for (const one of wanted.values()) await load(people, one);
    } finally {
      await people.close();
    }
  }
  let worn: readonly WornModel[] = [];
  const wear = (next: readonly WornModel[], remake: (body: string) => void): void => {
    const keysOf = (body: string, list: readonly WornModel[]): string =>
      list.flatMap((one) => (one.body === body ? [one.sha256] : [])).join();
    const before = worn;
    worn = next.filter(({ sha256 }) => there.has(sha256));
    for (const body of new Set([...before, ...worn].map((one) => one.body)))
      if (keysOf(body, before) !== keysOf(body, worn)) remake(body);
  };
  // What was worn before the first sample is worn when the bodies' decoders are made.
  for (const { afterMs, worn } of recorded) if (afterMs === 0) wear(worn, () => {});
  return {
    context: {
      model: models.context.model,
      personal(bodyId, modality) {
        const one = worn.find(({ body, modality: m }) => body === bodyId && m === modality);
        return one ? models.context.personal(one.sha256, modality) : null;
      },
    },
    follow(road, timing) {
      for (const { afterMs, worn } of recorded)
        if (afterMs > 0) timing.after(afterMs, () => wear(worn, road.remake));
    },
  };
};
