import type { Act } from '#contracts/act';
import type { Device } from '#contracts/device';
import { YeounError } from '#contracts/errors';
import type { Id, Text } from '#contracts/ids';
import type { MidiSend } from '#contracts/midi';
import { sentence } from '../../kernel/errors.ts';

/** What was sent, in words. */
export const saidOf = (act: Act['act']): string => {
  if (act.kind === 'osc') return [act.address, ...act.args].join(' ');
  if (act.kind === 'shutter') return act.open ? 'shutter open' : 'shutter closed';
  return midiSaid(act.send);
};

const midiSaid = (send: MidiSend): string => {
  switch (send.type) {
    case 'note':
      return `note ${send.note} velocity ${send.velocity}, channel ${send.channel}`;
    case 'cc':
      return `controller ${send.controller} = ${send.value}, channel ${send.channel}`;
    case 'program':
      return `program ${send.program}, channel ${send.channel}`;
    case 'msc':
      return `MSC ${send.command} ${send.cue}`.trim();
  }
};

export const SENT = (cause: string): Text => ({
  en: `sent by cue ${cause}`,
  ko: `큐 ${cause}이(가) 보냄`,
});

export const SEND_FAILED = (error: unknown): Text => {
  const en = sentence(error);
  const ko = error instanceof YeounError ? error.ko : null;
  return { en: `Not sent: ${en}`, ko: ko ?? `보내지 못했습니다: ${en}` };
};

export const HELD = {
  rehearsing: {
    en: 'Not sent: this is a rehearsal, nothing leaves the house.',
    ko: '보내지 않았습니다. 리허설 중에는 아무것도 밖으로 나가지 않습니다.',
  },
  fire: {
    en: 'Not sent: fire stands. Only what the state "stopped" says goes out.',
    ko: '보내지 않았습니다. 화재 상태에서는 "중단" 상태에 적힌 것만 나갑니다.',
  },
} as const satisfies Record<string, Text>;

export const NO_DEVICE = (id: Id, near: string | null): Text => ({
  en: `Not sent: there is no device ${id}.${near === null ? ' Name it under devices in the show or in the patch.' : ` The nearest is ${near}.`}`,
  ko: `보내지 않았습니다. 장치 ${id}이(가) 없습니다.${near === null ? ' 공연 파일이나 패치의 devices에 적으세요.' : ` 가장 가까운 것은 ${near}입니다.`}`,
});

export const WRONG_KIND = (id: Id, kind: Device['kind'], wanted: Device['kind']): Text => ({
  en: `Not sent: ${id} is of the kind ${kind}; this wants one of the kind ${wanted}.`,
  ko: `보내지 않았습니다. ${id}의 종류는 ${kind}인데 ${wanted} 종류가 필요합니다.`,
});

export const TOO_MANY = (most: number): Text => ({
  en: `Not sent: more than ${most} messages in one second.`,
  ko: `보내지 않았습니다. 1초에 메시지가 ${most}개를 넘었습니다.`,
});

export const MIDI_MISSING = (port: string): Text => ({
  en: `No MIDI output has "${port}" in its name. It is found by itself when it is plugged in.`,
  ko: `이름에 "${port}"이(가) 들어간 MIDI 출력이 없습니다. 연결하면 저절로 찾습니다.`,
});

export const MIDI_READY = (port: string): Text => ({
  en: `Sends to ${port}.`,
  ko: `보내는 곳: ${port}.`,
});

export const OSC_READY = (host: string, port: number, transport: string): Text => ({
  en: `Sends OSC to ${host}:${port} by ${transport.toUpperCase()}.`,
  ko: `${host}:${port}(으)로 OSC를 보냅니다(${transport.toUpperCase()}).`,
});

export const OSC_LOST = (host: string, port: number, why: string): Text => ({
  en: `OSC peer ${host}:${port} is not there (${why}). It is called again by itself.`,
  ko: `OSC 상대 ${host}:${port}이(가) 연결되지 않습니다(${why}). 저절로 다시 연결합니다.`,
});
