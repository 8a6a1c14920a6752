import type { Text } from '#contracts/ids';
import type { Asked, Intent } from '#contracts/intent';
import { deedOf } from '../deed.ts';
import type { HeardTeller } from '../heard.ts';
import type { Verdict } from './addresses.ts';
import { answerBudget, byteBudget } from './budget.ts';
import { encodeMessage } from './encode.ts';
import type { OscMessage } from './message.ts';
import type { Peer } from './peer.ts';
import { askers, MOST_DATAGRAM_BYTES, replyPacket } from './replies.ts';
import { saidOf } from './said.ts';
import { MAX_SUBSCRIBERS, type Subscribers } from './subscribers.ts';

const LONGEST_ECHO = 128;
const QUIET = 'refused (too many wrong messages to answer each)';

/** A message, who sent it, and how long after its bundle's time it was played (0: in time). */
export interface Came {
  readonly message: OscMessage;
  readonly peer: Peer;
  readonly lateMs: number;
}

export interface CarryOut {
  verdict(verdict: Verdict, came: Came): void;
  /** A packet that is no message: counted, logged, and answered where its sender's budget allows. */
  refuse(remedy: () => Text, peer: Peer): void;
}

export interface CarryOutParts {
  nowMs(): number;
  /** Asks the show; null where it was done, or why nothing came of it. */
  ask(asked: Asked): Text | null;
  readonly told: Subscribers;
  readonly teller: HeardTeller;
  refused(peer: Peer, address: string, remedy: string): void;
}

const LATE_MS = 1;
const ANSWERED: Text = { en: 'answered', ko: '답함' };
const SUBSCRIBED: Text = { en: 'subscribed for 60 s', ko: '60초 동안 구독함' };
const LET_GO: Text = {
  en: 'nothing: a button was let go',
  ko: '버튼을 뗀 것이라 아무 일도 하지 않음',
};
const REPLIES_ON: Text = {
  en: 'every message of this sender is answered',
  ko: '이 발신자의 모든 메시지에 답함',
};
const REPLIES_OFF: Text = {
  en: 'only queries of this sender are answered',
  ko: '이 발신자의 질문에만 답함',
};
const NO_PORT: Text = {
  en: 'A port is for UDP; over TCP leave it out.',
  ko: '포트는 UDP용입니다. TCP에서는 빼십시오.',
};
const FULL: Text = {
  en: `${MAX_SUBSCRIBERS} subscribers are the most; wait for one to end.`,
  ko: `구독자는 ${MAX_SUBSCRIBERS}까지입니다. 하나가 끝나기를 기다리십시오.`,
};
const TOO_LONG: Text = {
  en: 'The answer fits no datagram; ask for a part of it, or over TCP.',
  ko: '답이 데이터그램 하나에 들어가지 않습니다. 일부를 묻거나 TCP로 물으십시오.',
};

const withLate = (did: Text, lateMs: number): Text => {
  if (lateMs <= LATE_MS) return did;
  const ms = Math.round(lateMs);
  return {
    en: `${did.en} (at once: its bundle came ${ms} ms after its time)`,
    ko: `${did.ko} (번들이 제 시각보다 ${ms}ms 늦게 와서 바로 함)`,
  };
};

interface Wrong {
  readonly why: () => Text;
  readonly answer: boolean;
}

/** What a verdict came to: done, with data for who asked, or why not. */
type Outcome =
  | { readonly did: Text; readonly data?: unknown }
  | Wrong
  /** The message was right, and nothing came of it. */
  | { readonly idle: Text };

/** The thin place where what was decided is done: intents asked, answers sent, all of it told. */
export const carryOut = ({ nowMs, ask, told, teller, refused }: CarryOutParts): CarryOut => {
  const mayAnswer = answerBudget();
  const mayReply = byteBudget();
  const all = askers();

  const send = (to: Peer, packet: Buffer): void => {
    if (to.transport === 'tcp' || mayReply(packet.length, nowMs())) to.send(packet);
  };

  const reply = (to: Peer, address: string, outcome: Parameters<typeof replyPacket>[1]): void => {
    const packet = replyPacket(address, outcome);
    const fits = to.transport === 'tcp' || packet.length <= MOST_DATAGRAM_BYTES;
    send(to, fits ? packet : replyPacket(address, { status: 'error', why: TOO_LONG }));
  };

  const asked = (intent: Intent, peer: Peer): Outcome => {
    const why = ask({ intent, atMs: nowMs(), door: 'osc', from: peer.from });
    return why ? { idle: why } : { did: deedOf(intent) };
  };

  const subscribe = (verdict: Verdict & { act: 'subscribe' }, peer: Peer): Outcome => {
    const target = verdict.port === null ? peer : peer.at(verdict.port);
    if (!target) return { why: () => NO_PORT, answer: true };
    if (!told.subscribe(target, verdict.states, nowMs())) return { why: () => FULL, answer: true };
    return { did: SUBSCRIBED };
  };

  const replies = (verdict: Verdict & { act: 'replies' }, peer: Peer): Outcome => {
    const target = verdict.port === null ? peer : peer.at(verdict.port);
    if (!target) return { why: () => NO_PORT, answer: true };
    all.set(peer, verdict.on ? target : null, nowMs());
    return { did: verdict.on ? REPLIES_ON : REPLIES_OFF };
  };

  const doIt = (verdict: Verdict, { message, peer }: Came): Outcome => {
    switch (verdict.act) {
      case 'ask':
        return asked(verdict.intent, peer);
      case 'pong':
        peer.send(encodeMessage({ ...message, address: '/yeoun/pong' }));
        return { did: ANSWERED };
      case 'answer':
        return { did: ANSWERED, data: verdict.data() };
      case 'subscribe':
        return subscribe(verdict, peer);
      case 'replies':
        return replies(verdict, peer);
      case 'nothing':
        return { did: LET_GO };
      case 'refuse':
        return { why: verdict.remedy, answer: verdict.answer };
    }
  };

  /** Wrong messages are told, logged and answered only so often, unless each is to be answered. */
  const wrong = (outcome: Wrong, { message, peer }: Came, to: Peer | undefined): void => {
    const { address } = message;
    const isQuery = address.startsWith('/yeoun/get/');
    if (!to && !mayAnswer(peer.key, nowMs())) {
      refused(peer, address, QUIET);
      teller.heard(() => ({
        from: peer.from,
        said: saidOf(message),
        did: null,
        why: outcome.why(),
      }));
      return;
    }
    const why = outcome.why();
    refused(peer, address, why.en);
    teller.heard(() => ({ from: peer.from, said: saidOf(message), did: null, why }));
    if (!outcome.answer && !to) return;
    if (to || isQuery) reply(to ?? peer, address, { status: 'error', why });
    else send(peer, errorReply(address, why.en));
  };

  const verdict: CarryOut['verdict'] = (decided, came) => {
    const { message, peer, lateMs } = came;
    const before = all.of(peer, nowMs());
    const outcome = doIt(decided, came);
    const to = decided.act === 'replies' ? (all.of(peer, nowMs()) ?? before) : before;
    if ('why' in outcome) {
      wrong(outcome, came, to);
      return;
    }
    if ('idle' in outcome) {
      const why = outcome.idle;
      if (to) reply(to, message.address, { status: 'error', why });
      teller.heard(() => ({ from: peer.from, said: saidOf(message), did: null, why }));
      return;
    }
    if (decided.act === 'answer' || to)
      reply(to ?? peer, message.address, { status: 'ok', data: outcome.data });
    teller.heard(() => ({
      from: peer.from,
      said: saidOf(message),
      did: withLate(outcome.did, lateMs),
      why: null,
    }));
  };

  const refuse: CarryOut['refuse'] = (remedy, peer) => {
    const why = remedy();
    teller.heard(() => ({ from: peer.from, said: '', did: null, why }));
    if (!mayAnswer(peer.key, nowMs())) {
      refused(peer, '', QUIET);
      return;
    }
    refused(peer, '', why.en);
    send(peer, errorReply('', why.en));
  };

  return { verdict, refuse };
};

const errorReply = (address: string, right: string): Buffer =>
  encodeMessage({
    address: '/yeoun/error',
    types: 'ss',
    args: [address.slice(0, LONGEST_ECHO), right],
  });
