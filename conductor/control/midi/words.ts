import type { Text } from '#contracts/ids';

export const NOT_BOUND: Text = {
  en: 'Nothing is bound to it. Bind it on the patch page: learn, then touch it.',
  ko: '연결된 동작이 없습니다. 패치 화면에서 학습을 누르고 이 컨트롤을 만져 연결하세요.',
};

export const NO_LEVEL: Text = {
  en: 'Only a controller moves a level. Bind a fader or knob to it.',
  ko: '레벨은 컨트롤러(CC)로만 움직입니다. 페이더나 노브를 연결하세요.',
};

export const LEARNED: Text = {
  en: 'Learned; it was not obeyed this time.',
  ko: '학습했습니다. 이번에는 실행하지 않았습니다.',
};

export const TRANSPORT: Text = {
  en: 'Start, stop and continue of a clock lead nothing here; its tempo does.',
  ko: '클록의 시작, 정지, 계속은 아무것도 움직이지 않습니다. 템포만 따릅니다.',
};

export const BROKEN: Text = {
  en: 'This is not a whole MIDI message.',
  ko: '온전한 MIDI 메시지가 아닙니다.',
};

export const NOT_MSC: Text = {
  en: 'This system exclusive message is not MIDI Show Control.',
  ko: '이 시스템 익스클루시브 메시지는 MIDI 쇼 컨트롤이 아닙니다.',
};

export const BROKEN_MSC: Text = {
  en: 'This MIDI Show Control message is not whole: F0 7F, device, 02, format, command, data, F7.',
  ko: '온전하지 않은 MIDI 쇼 컨트롤 메시지입니다. F0 7F, 장치, 02, 형식, 명령, 데이터, F7 순서여야 합니다.',
};

export const MSC_OFF: Text = {
  en: 'MIDI Show Control is not obeyed here: no device id is set in the patch.',
  ko: '이 컴퓨터는 MIDI 쇼 컨트롤을 따르지 않습니다. 패치에 장치 번호가 없습니다.',
};

export const MSC_OTHER = (theirs: number, ours: number): Text => ({
  en: `It is for device ${theirs}; this is device ${ours}.`,
  ko: `장치 ${theirs}에게 보낸 것입니다. 이곳은 장치 ${ours}입니다.`,
});

export const MSC_FORMAT = (format: string, ours: number): Text => ({
  en: `It is for every device of the kind ${format}; send it to device ${ours} if this show is meant.`,
  ko: `${format} 종류의 모든 장치에 보낸 것입니다. 이 공연에 보내려면 장치 ${ours}로 보내세요.`,
});

export const MSC_UNKNOWN = (code: number): Text => ({
  en: `Command ${code} is not obeyed. Known: GO, STOP, RESUME, TIMED_GO, ALL_OFF, GO_OFF.`,
  ko: `명령 ${code}은(는) 따르지 않습니다. 따르는 명령: GO, STOP, RESUME, TIMED_GO, ALL_OFF, GO_OFF.`,
});

export const NO_CUE = (number: string, near: string | null): Text => ({
  en: `The show has no cue ${number}.${near === null ? '' : ` The nearest is ${near}.`}`,
  ko: `이 공연에는 큐 ${number}이(가) 없습니다.${near === null ? '' : ` 가장 가까운 것은 ${near}입니다.`}`,
});

export const NOT_RUNNING = (number: string): Text => ({
  en: `Cue ${number} does not run, so nothing was turned off.`,
  ko: `큐 ${number}은(는) 실행 중이 아니어서 끈 것이 없습니다.`,
});

export const NO_LIBRARY = (why: string): Text => ({
  en: `MIDI cannot be used on this machine: its library does not load (${why}).`,
  ko: `이 컴퓨터에서는 MIDI를 쓸 수 없습니다. 라이브러리를 불러오지 못했습니다(${why}).`,
});

export const NO_MIDI: Text = {
  en: 'No MIDI on this machine. The show goes on without it.',
  ko: '이 컴퓨터에는 MIDI가 없습니다. 공연은 MIDI 없이 진행됩니다.',
};

export const NOTHING_SET: Text = {
  en: 'No control, clock or MIDI Show Control is set.',
  ko: '설정된 컨트롤, 클록, MIDI 쇼 컨트롤이 없습니다.',
};

export const NOBODY: Text = {
  en: 'No port of the patch is plugged in. It is found by itself when it is.',
  ko: '패치에 적힌 포트가 연결되어 있지 않습니다. 연결하면 저절로 찾습니다.',
};

export const LISTENS = (ports: readonly string[], bpm: number | null): Text => {
  const names = ports.slice(0, 6).join(', ');
  const tempo = bpm === null ? '' : `; clock ${bpm}`;
  const ko = bpm === null ? '' : `, 클록 ${bpm}`;
  return { en: `Listens to ${names}${tempo}.`, ko: `듣는 포트: ${names}${ko}.` };
};

export const GONE = (ports: readonly string[]): Text => ({
  en: `Unplugged: ${ports.join(', ')}. It comes back by itself when it is plugged in again.`,
  ko: `연결이 끊겼습니다: ${ports.join(', ')}. 다시 연결하면 저절로 돌아옵니다.`,
});

export const NOT_OPENED = (port: string, why: string): Text => ({
  en: `${port} cannot be opened (${why}). Another program may hold it; it is tried again.`,
  ko: `${port}을(를) 열 수 없습니다(${why}). 다른 프로그램이 쓰고 있을 수 있습니다. 계속 다시 시도합니다.`,
});
