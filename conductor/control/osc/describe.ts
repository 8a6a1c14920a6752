import { CONTROLS, type ControlAddress } from './addresses.ts';
import { STATES } from './states.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');
const row = (...cells: string[]): string => `| ${cells.map(cell).join(' | ')} |`;

const argumentCell = (control: ControlAddress, language: 'en' | 'ko'): string => {
  if (control.args === null) return language === 'en' ? 'any' : '무엇이든';
  return control.args
    .map(({ name, tags, optional, right }) => {
      const shown = optional ? `[${name}]` : name;
      return `\`${shown}\` (${[...tags].join(' ')}): ${right[language]}`;
    })
    .join('; ');
};

const controlTable = (language: 'en' | 'ko'): string[] => [
  language === 'en'
    ? row('Address', 'Arguments', 'What it does', 'Example')
    : row('주소', '인수', '하는 일', '예'),
  row('---', '---', '---', '---'),
  ...CONTROLS.map((control) =>
    row(
      `\`${control.address}\``,
      argumentCell(control, language),
      control.does[language],
      `\`${control.example}\``,
    ),
  ),
];

const stateTable = (language: 'en' | 'ko'): string[] => [
  language === 'en' ? row('Address', 'Type', 'Value') : row('주소', '형식', '값'),
  row('---', '---', '---'),
  ...STATES.map(({ address, types, does }) => row(`\`${address}\``, types, does[language])),
];

const ENGLISH = `# OSC control

Yeoun listens on one port (\`--osc-port\`, 9000 where nothing is said) for OSC 1.0 and 1.1: over UDP, and over TCP with SLIP framing (OSC 1.1, an END byte before and after each packet). Answers go to the address and port a message came from, or down the same TCP connection. Addresses that do not begin with \`/yeoun/\` are sensors' (see the README).

- A trigger (GO, a numbered GO, back, panic, freeze) with the argument 0 or F does nothing: a button was let go.
- A wrong type or a value out of range is refused, never bent into range. The sender hears \`/yeoun/error <address> <what would be right>\`, at most ten times a second.
- An address pattern sets every value it matches (\`/yeoun/mast?r\`), but never fires a trigger or a cue.
- Bundles are played at their time tag, up to 10 s ahead; a later one is played at once, with a note in the log.
- At most 64 subscribers, 32 TCP connections, 65,536 bytes a packet.`;

const KOREAN = `# OSC 제어

여운은 한 포트(\`--osc-port\`, 기본값 9000)에서 OSC 1.0과 1.1을 듣습니다. UDP, 그리고 SLIP 프레임(OSC 1.1, 패킷 앞뒤에 END 바이트)을 쓰는 TCP입니다. 답은 메시지를 보낸 주소와 포트로, TCP에서는 같은 연결로 갑니다. \`/yeoun/\`으로 시작하지 않는 주소는 센서의 것입니다(센서 문서 참조).

- 트리거(GO, 번호 GO, 이전, 패닉, 멈춤)에 인수 0이나 F가 오면 버튼을 뗀 것이므로 아무 일도 하지 않습니다.
- 형식이 틀리거나 범위를 벗어난 값은 거절하며, 범위 안으로 고쳐 받지 않습니다. 보낸 쪽은 \`/yeoun/error <주소> <올바른 값>\`을 1초에 많아야 열 번 받습니다.
- 주소 패턴은 맞는 값을 모두 바꾸지만(\`/yeoun/mast?r\`), 트리거나 큐는 실행하지 않습니다.
- 번들은 타임 태그의 시각에 실행하며 10초 앞까지 기다립니다. 그보다 뒤의 것은 바로 실행하고 로그에 남깁니다.
- 구독자는 64, TCP 연결은 32, 패킷은 65,536바이트까지입니다.`;

/** The manual's page on OSC in both languages, as Markdown: made from the table the door itself obeys. */
export const describeAddresses = (): string =>
  [
    ENGLISH,
    '',
    ...controlTable('en'),
    '',
    '## What subscribers are sent',
    '',
    'Cue and scene with every change, the others at most 30 times a second. An empty string: there is none yet.',
    '',
    ...stateTable('en'),
    '',
    KOREAN,
    '',
    ...controlTable('ko'),
    '',
    '## 구독자가 받는 값',
    '',
    '큐와 장면은 바뀔 때마다, 나머지는 1초에 많아야 30번 보냅니다. 빈 문자열은 아직 없다는 뜻입니다.',
    '',
    ...stateTable('ko'),
    '',
  ].join('\n');
