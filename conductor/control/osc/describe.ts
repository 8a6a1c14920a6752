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

/** The commands, or the queries. */
const controlTable = (language: 'en' | 'ko', queries: boolean): string[] => [
  language === 'en'
    ? row('Address', 'Arguments', 'What it does', 'Example')
    : row('주소', '인수', '하는 일', '예'),
  row('---', '---', '---', '---'),
  ...CONTROLS.filter((control) => (control.query === true) === queries).map((control) =>
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

Yeoun listens on one port (\`--osc-port\`, 9000 where nothing is said) for OSC 1.0 and 1.1: over UDP, and over TCP with SLIP framing (OSC 1.1, an END byte before and after each packet). Answers go to the address and port a message came from, or down the same TCP connection. Addresses that do not begin with \`/yeoun/\` are sensors' (see the README). How QLab, Companion, TouchOSC and grandMA3 are set up stands in \`docs/peers/\`.

- A trigger (GO, a numbered GO, back, panic, freeze, standby, jump, evening...) with the argument 0 or F does nothing: a button was let go. \`/toggle\` at the end of an address is for keys that send 1 when pressed; without it the value itself says on or off.
- A wrong type or a value out of range is refused, never bent into range. The sender hears \`/yeoun/error <address> <what would be right>\`, at most ten times a second; at a wrong address it hears the nearest one there is.
- An address pattern sets every level it matches (\`/yeoun/mast?r\`), but never fires a trigger, a switch or a cue.
- Bundles are played at their time tag, up to 10 s ahead; a later one is played at once, and so is one whose time has passed; the console says how late it came.
- A level (master, sound) that follows another within 100 ms is a fader that moves: it is set with the next tick (60 a second), and of several values the newest counts. What is refused is told at once for each value.
- At most 64 subscribers, 32 TCP connections, 65,536 bytes a packet.
- What is felt in a body (the feelings, \`watching\`, the names of sensors, what a cue on feeling reads) goes to this machine, and to machines that its patch names as OSC devices. Others hear it at rest, as who watches at a page does.
- A message in a bundle that still waits for its time when PANIC, fade-all, a show stop or fire comes is let go and told in the console. What raises an alarm is done at its time all the same (PANIC, fade-all, a show stop, blackout on, fire on), and so is what changes nothing on stage: queries, subscriptions, sensors' messages.

## Queries and replies

A query (\`/yeoun/get/...\`) is answered with \`/reply/<the address asked>\` and one string of JSON, the form QLab uses:

\`\`\`
/reply/yeoun/get/standby ,s {"address":"/yeoun/get/standby","status":"ok","data":{"number":"3","title":{...},"coming":[]}}
\`\`\`

\`status\` is \`ok\` or \`error\`; with an error, \`why\` says in English and Korean what would be right. After \`/yeoun/replies ,i 1\` every message is answered so, commands too: \`ok\` when it was obeyed, \`error\` with the reason when nothing came of it (a bounce of GO, a locked show, an unknown cue). The console lists every control message with what it did, or why not: fifty a second, the others counted.`;

const ENGLISH_QUERY = `## OSCQuery

The same addresses as a tree, for programs that build their controls by themselves: HTTP and WebSocket on \`--oscquery-port\` (5678 where nothing is said), by the OSCQuery Proposal of Vidvox. \`GET /\` is the whole tree, \`GET /yeoun/master?VALUE\` one attribute (FULL_PATH, CONTENTS, TYPE, ACCESS, RANGE, DESCRIPTION, VALUE, CRITICAL), \`GET /?HOST_INFO\` where OSC is heard. On the WebSocket \`{"COMMAND":"LISTEN","DATA":"/yeoun/state/cue"}\` brings the value now and with every change as a binary OSC packet, \`IGNORE\` ends it, and \`PATH_CHANGED\` comes when the cues of the show have changed; binary OSC packets sent to it are obeyed like any others.

On a loopback host (the default) only this machine gets in. On another host the tree is announced by mDNS (\`_oscjson._tcp\`, \`_osc._udp\`) and may be read by all, but others see nothing of what is felt in a body and may write nothing there. Pages of other sites are refused.`;

const KOREAN = `# OSC 제어

여운은 한 포트(\`--osc-port\`, 기본값 9000)에서 OSC 1.0과 1.1을 듣습니다. UDP, 그리고 SLIP 프레임(OSC 1.1, 패킷 앞뒤에 END 바이트)을 쓰는 TCP입니다. 답은 메시지를 보낸 주소와 포트로, TCP에서는 같은 연결로 갑니다. \`/yeoun/\`으로 시작하지 않는 주소는 센서의 것입니다(센서 문서 참조). QLab, Companion, TouchOSC, grandMA3의 설정은 \`docs/peers/\`에 있습니다.

- 트리거(GO, 번호 GO, 이전, 패닉, 멈춤, 대기, 이동, 저녁의 상태 등)에 인수 0이나 F가 오면 버튼을 뗀 것이므로 아무 일도 하지 않습니다. 주소 끝의 \`/toggle\`은 누를 때 1을 보내는 키를 위한 것이고, 그것이 없으면 값 자체가 켬과 끔입니다.
- 형식이 틀리거나 범위를 벗어난 값은 거절하며, 범위 안으로 고쳐 받지 않습니다. 보낸 쪽은 \`/yeoun/error <주소> <올바른 값>\`을 1초에 많아야 열 번 받습니다. 주소가 틀리면 가장 가까운 주소를 알려 줍니다.
- 주소 패턴은 맞는 레벨을 모두 바꾸지만(\`/yeoun/mast?r\`), 트리거나 스위치, 큐는 실행하지 않습니다.
- 번들은 타임 태그의 시각에 실행하며 10초 앞까지 기다립니다. 그보다 뒤의 것, 그리고 시각이 이미 지난 것은 바로 실행하고, 얼마나 늦었는지 콘솔에 표시합니다.
- 레벨(마스터, 소리)이 앞의 값에서 100ms 안에 오면 움직이는 페이더로 보고 다음 틱(1초에 60번)에 바꾸며, 여러 값 가운데 가장 새로운 값만 씁니다. 거부하는 값은 하나하나 바로 알립니다.
- 구독자는 64, TCP 연결은 32, 패킷은 65,536바이트까지입니다.
- 몸에서 읽은 것(감정, \`watching\`, 센서의 이름, 감정 큐가 읽는 값)은 이 기계, 그리고 이 기계의 패치에 OSC 장치로 적은 기계에만 갑니다. 다른 기계에는 보기만 하는 페이지처럼 쉬는 상태로 갑니다.
- 제 시각을 기다리는 번들의 메시지는 패닉, 모두 어둡게, 공연 중단, 화재가 먼저 오면 버리고 콘솔에 알립니다. 비상을 알리는 것(패닉, 모두 어둡게, 공연 중단, 암전 켜기, 화재 켜기)과 무대를 바꾸지 않는 것(질문, 구독, 센서의 메시지)은 그래도 제 시각에 실행합니다.

## 질문과 답

질문(\`/yeoun/get/...\`)에는 \`/reply/<물은 주소>\`와 JSON 문자열 하나로 답합니다. QLab의 형식과 같습니다.

\`\`\`
/reply/yeoun/get/standby ,s {"address":"/yeoun/get/standby","status":"ok","data":{"number":"3","title":{...},"coming":[]}}
\`\`\`

\`status\`는 \`ok\` 또는 \`error\`이며, \`error\`이면 \`why\`에 올바른 값을 영어와 한국어로 적습니다. \`/yeoun/replies ,i 1\`을 보내면 명령까지 모든 메시지에 이렇게 답합니다. 실행했으면 \`ok\`, 아무 일도 일어나지 않았으면(GO가 튐, 쇼가 잠김, 없는 큐) \`error\`와 그 까닭입니다. 콘솔은 모든 제어 메시지와 그 결과 또는 까닭을 보여 줍니다. 1초에 50개까지 보이고 나머지는 수만 셉니다.`;

const KOREAN_QUERY = `## OSCQuery

같은 주소를 나무 구조로 보여 주어, 컨트롤을 스스로 만드는 프로그램이 씁니다. \`--oscquery-port\`(기본값 5678)의 HTTP와 WebSocket이며 Vidvox의 OSCQuery 제안을 따릅니다. \`GET /\`은 나무 전체, \`GET /yeoun/master?VALUE\`는 속성 하나(FULL_PATH, CONTENTS, TYPE, ACCESS, RANGE, DESCRIPTION, VALUE, CRITICAL), \`GET /?HOST_INFO\`는 OSC를 듣는 곳입니다. WebSocket에 \`{"COMMAND":"LISTEN","DATA":"/yeoun/state/cue"}\`를 보내면 값을 지금, 그리고 바뀔 때마다 OSC 패킷(바이너리)으로 받고, \`IGNORE\`로 끝냅니다. 쇼의 큐가 바뀌면 \`PATH_CHANGED\`가 옵니다. WebSocket으로 보낸 OSC 패킷은 다른 것과 똑같이 따릅니다.

루프백 호스트(기본값)에서는 이 기계만 들어올 수 있습니다. 다른 호스트에서는 mDNS(\`_oscjson._tcp\`, \`_osc._udp\`)로 알리고 누구나 나무를 읽을 수 있지만, 몸에서 읽은 감정은 보이지 않으며 그곳으로 아무것도 보낼 수 없습니다. 다른 사이트의 페이지는 거절합니다.`;

/** The manual's page on OSC in both languages, as Markdown: made from the table the door itself obeys. */
export const describeAddresses = (): string =>
  [
    ENGLISH,
    '',
    ...controlTable('en', true),
    '',
    '## Commands',
    '',
    ...controlTable('en', false),
    '',
    '## What subscribers are sent',
    '',
    'Words and switches with every change, levels at most 30 times a second. An empty string: there is none yet.',
    '',
    ...stateTable('en'),
    '',
    ENGLISH_QUERY,
    '',
    KOREAN,
    '',
    ...controlTable('ko', true),
    '',
    '## 명령',
    '',
    ...controlTable('ko', false),
    '',
    '## 구독자가 받는 값',
    '',
    '글과 스위치는 바뀔 때마다, 레벨은 1초에 많아야 30번 보냅니다. 빈 문자열은 아직 없다는 뜻입니다.',
    '',
    ...stateTable('ko'),
    '',
    KOREAN_QUERY,
    '',
  ].join('\n');
