import { z } from 'zod';
import type { Text } from '#contracts/ids';
import type { Outgoing } from '../osc/encode.ts';
import type { OscMessage } from '../osc/message.ts';
import { messages, type OscProfile, plainMessage, problem, type Understood } from './profile.ts';

/** QLab forgets a UDP client that says nothing for about a minute; `/thump` is its heartbeat. */
const KEEP_MS = 20_000;

/** Messages of a workspace that a cue may want, besides those to cues (`/cue/{number}/...`). */
const WORKSPACE = [
  'go',
  'stop',
  'hardStop',
  'pause',
  'resume',
  'panic',
  'reset',
  'load',
  'loadAt',
  'playhead',
  'select',
  'connect',
  'updates',
  'thump',
  'showMode',
  'toggleFullScreen',
  'dca',
  'overrides',
] as const;
const CUE = /^\/cue(_id)?\/[^/\s]+\/[A-Za-z]+(\/[^/\s]+)*$/;
const PREFIX = /^\/workspace\/[^/\s]+(?=\/)/;

/** True for an address of QLab 5: to a cue or to the workspace, with or without `/workspace/{id}` before it. */
const isQlab = (address: string): boolean => {
  const rest = address.replace(PREFIX, '');
  const [first = ''] = rest.slice(1).split('/');
  return CUE.test(rest) || (WORKSPACE as readonly string[]).includes(first);
};

const say = (address: string, types = '', ...args: Outgoing['args']): Outgoing => ({
  address,
  types,
  args,
});

const Reply = z.object({
  address: z.string().optional(),
  status: z.string(),
  data: z.unknown().optional(),
});

const both = (en: string, ko: string): Text => ({ en, ko });

const refused = (of: string, how: string): Understood => ({
  ok: false,
  text: both(
    `QLab refused ${of} (${how}): is the cue there, and does OSC access of the workspace allow control?`,
    `QLab이 ${of}을(를) 거절했습니다(${how}). 큐가 있는지, 워크스페이스의 OSC Access가 제어를 허용하는지 확인하십시오.`,
  ),
});

const replied = (reply: z.infer<typeof Reply>, at: string): Understood => {
  const of = reply.address ?? at;
  if (reply.data === 'badpass')
    return {
      ok: false,
      text: both(
        'QLab refused the passcode; give the one of the workspace as `passcode` of the device.',
        'QLab이 암호를 거절했습니다. 장치의 `passcode`에 워크스페이스의 암호를 적으십시오.',
      ),
    };
  if (reply.status !== 'ok') return refused(of, reply.status);
  return { ok: true, text: both(`QLab did ${of}.`, `QLab이 ${of}을(를) 했습니다.`) };
};

const replyOf = ({ address, args }: OscMessage): Understood | null => {
  const at = address.slice('/reply'.length);
  if (at === '/thump') return null;
  try {
    const read = Reply.safeParse(JSON.parse(String(args[0])));
    if (read.success) return replied(read.data, at);
  } catch {
    // What is no JSON is said as it is.
  }
  return { ok: true, text: both(`QLab answered ${at}.`, `QLab이 ${at}에 답했습니다.`) };
};

const updateOf = ({ address, args }: OscMessage): Understood | null => {
  if (address.endsWith('/disconnect'))
    return {
      ok: false,
      text: both('QLab closes its workspace.', 'QLab이 워크스페이스를 닫습니다.'),
    };
  if (!address.endsWith('/playbackPosition')) return null;
  const cue = String(args[0] ?? '');
  return {
    ok: true,
    text: both(`QLab's playhead: ${cue || 'none'}`, `QLab의 재생 위치: ${cue || '없음'}`),
  };
};

/**
 * QLab 5 (https://qlab.app/docs/v5/scripting/osc-dictionary-v5/): port 53000 over UDP or TCP with SLIP. Over UDP its
 * replies go to the port that `/udpReplyPort` names; with `/alwaysReply` every message is answered, so that
 * the console can say what became of it.
 */
export const qlab: OscProfile = {
  hello: ({ transport, replyPort, passcode }) => [
    ...(transport === 'udp' && replyPort !== null ? [say('/udpReplyPort', 'i', replyPort)] : []),
    passcode === null ? say('/connect') : say('/connect', 's', passcode),
    say('/alwaysReply', 'i', 1),
  ],
  keep: { everyMs: KEEP_MS, message: say('/thump') },
  dress({ address, args }) {
    if (!isQlab(address))
      return problem(
        `QLab has no ${address}; such as /go, /panic, /cue/5/start, /cue/5/stop.`,
        `QLab에는 ${address}가 없습니다. 예: /go, /panic, /cue/5/start, /cue/5/stop.`,
      );
    return messages(plainMessage(address, args));
  },
  understand(message) {
    if (message.address.startsWith('/reply/')) return replyOf(message);
    if (message.address.startsWith('/update/')) return updateOf(message);
    return null;
  },
};
