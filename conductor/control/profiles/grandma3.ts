import { asText, messages, type OscProfile, plainMessage, problem } from './profile.ts';

const PREFIX = '/gma3';
/** Executors: with a page or on the page that is up. */
const EXECUTOR = /^\/(Page\w+\/)?(Fader|Key|Knob|Encoder)\w+$/;
/** What its playback is told as: a sequence of a data pool, by numbers. 13 up to 2.1, 14 from 2.2 on. */
const SEQUENCE = /^(?:\/[^/]+)?\/(?:13\.13|14\.14)\.(\d+)\.6\.(\d+)$/;

/**
 * grandMA3 (https://help.malighting.com/grandMA3/2.1/HTML/remote_inputs_osc.html), with the prefix `gma3` set in its
 * OSC menu. `/cmd` takes a whole command line as one text; executors are `/Page1/Fader201 ,i 100` and
 * `/Page1/Key101 ,i 1`. It reads no bundles.
 */
export const grandma3: OscProfile = {
  hello: () => [],
  keep: null,
  dress({ address, args }) {
    const rest = address.startsWith(`${PREFIX}/`) ? address.slice(PREFIX.length) : address;
    if (rest === '/cmd') {
      const line = args.map(asText).join(' ').trim();
      if (line === '')
        return problem(
          'A grandMA3 command is missing; such as /cmd with "Go+ Sequence 1".',
          'grandMA3 명령이 없습니다. 예: /cmd에 "Go+ Sequence 1".',
        );
      return messages({ address: `${PREFIX}/cmd`, types: 's', args: [line] });
    }
    if (EXECUTOR.test(rest)) return messages(plainMessage(`${PREFIX}${rest}`, args));
    return problem(
      `grandMA3 has no ${address}; such as /cmd with "Go+ Sequence 1", or /Page1/Fader201 with 100.`,
      `grandMA3에는 ${address}가 없습니다. 예: /cmd에 "Go+ Sequence 1", 또는 /Page1/Fader201에 100.`,
    );
  },
  understand({ address, args }) {
    const [, pool, sequence] = SEQUENCE.exec(address) ?? [];
    if (sequence === undefined) return null;
    const [key, ...more] = args.map((value) => String(value ?? ''));
    const said = [key, ...more].join(' ');
    return {
      ok: true,
      text: {
        en: `grandMA3, data pool ${pool}, sequence ${sequence}: ${said}`,
        ko: `grandMA3 데이터 풀 ${pool}, 시퀀스 ${sequence}: ${said}`,
      },
    };
  },
};
