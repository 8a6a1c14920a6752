import { nearest } from '../../show/nearest.ts';
import { asks, type Desk, refuses, type Touch } from '../bound/surface.ts';
import { ALL_CALL, decodeMsc, type Msc } from './msc.ts';
import {
  BROKEN_MSC,
  MSC_FORMAT,
  MSC_OFF,
  MSC_OTHER,
  MSC_UNKNOWN,
  NO_CUE,
  NOT_MSC,
  NOT_RUNNING,
} from './words.ts';

export interface MscDesk extends Desk {
  /** The number of the running cue. */
  running(): string | null;
}

/** What a system exclusive message asks for; `said` is how it reads. */
export interface MscTouch {
  readonly said: string;
  readonly touch: Touch;
}

/** Kinds of device that all-call of a kind reaches here; GO for every lighting desk is not for a picture. */
const OURS: ReadonlySet<Msc['format']> = new Set(['all', 'video', 'projection']);

/** Reads MIDI Show Control under the device id of the rig. */
export const mscTouch = (
  bytes: readonly number[],
  device: number | undefined,
  desk: MscDesk,
): MscTouch => {
  const msc = decodeMsc(bytes);
  if (msc === 'foreign')
    return { said: `system exclusive, ${bytes.length} bytes`, touch: refuses(NOT_MSC) };
  if (msc === 'broken') return { said: 'MSC', touch: refuses(BROKEN_MSC) };
  return { said: mscSaid(msc), touch: addressed(msc, device) ?? obeyed(msc, desk) };
};

const mscSaid = (msc: Msc): string => {
  const name = msc.command ?? `command ${msc.code}`;
  const cue = msc.cue === '' ? '' : ` cue ${msc.cue}`;
  const list = msc.list === '' ? '' : ` list ${msc.list}`;
  const time = msc.seconds === null ? '' : ` in ${Math.round(msc.seconds * 100) / 100} s`;
  const who = msc.device === ALL_CALL ? 'all' : String(msc.device);
  return `MSC ${name}${cue}${list}${time}, device ${who}, ${msc.format}`;
};

/** Why it is not for this show; null where it is. */
const addressed = (msc: Msc, device: number | undefined): Touch | null => {
  if (device === undefined) return refuses(MSC_OFF);
  if (msc.device !== device && msc.device !== ALL_CALL)
    return refuses(MSC_OTHER(msc.device, device));
  if (msc.device === ALL_CALL && !OURS.has(msc.format))
    return refuses(MSC_FORMAT(msc.format, device));
  return null;
};

const obeyed = (msc: Msc, desk: MscDesk): Touch => {
  switch (msc.command) {
    case null:
      return refuses(MSC_UNKNOWN(msc.code));
    case 'go':
    case 'timed-go':
      return go(msc, desk);
    case 'stop':
      return asks({ do: 'pause', on: true });
    case 'resume':
      return asks({ do: 'pause', on: false });
    case 'all-off':
      return asks({ do: 'panic' });
    case 'go-off':
      return msc.cue === '' || msc.cue === desk.running()
        ? asks({ do: 'fade-all', seconds: 5 })
        : refuses(NOT_RUNNING(msc.cue));
  }
};

const go = ({ cue, seconds }: Msc, desk: MscDesk): Touch => {
  if (cue === '') return asks({ do: 'go' });
  const cues = desk.cues();
  if (!cues.includes(cue)) return refuses(NO_CUE(cue, nearest(cue, cues)));
  const intent = { do: 'go-cue', number: cue } as const;
  if (seconds === null) return asks(intent);
  return asks(intent, {
    en: `GO cue ${cue}; it takes the time that the show gives it`,
    ko: `큐 ${cue} 실행. 시간은 공연 파일에 적힌 대로입니다`,
  });
};
