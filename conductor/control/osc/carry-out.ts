import type { Asked } from '#contracts/intent';
import type { Verdict } from './addresses.ts';
import { answerBudget } from './budget.ts';
import { encodeMessage } from './encode.ts';
import type { OscMessage } from './message.ts';
import type { Peer } from './peer.ts';
import { MAX_SUBSCRIBERS, type Subscribers } from './subscribers.ts';

const LONGEST_ECHO = 128;
const QUIET = 'refused (too many wrong messages to answer each)';

export interface CarryOut {
  verdict(verdict: Verdict, message: OscMessage, peer: Peer): void;
  /** Counts and logs a refusal, and answers the sender where `answer` says so and its budget allows. */
  refuse(remedy: () => string, address: string, peer: Peer, answer: boolean): void;
}

/** The thin place where what was decided is done: intents asked, answers sent. */
export const carryOut = (
  nowMs: () => number,
  ask: (asked: Asked) => void,
  told: Subscribers,
  refused: (peer: Peer, address: string, remedy: string) => void,
): CarryOut => {
  const mayAnswer = answerBudget();

  const refuse: CarryOut['refuse'] = (remedy, address, peer, answer) => {
    if (!mayAnswer(peer.key, nowMs())) {
      refused(peer, address, QUIET);
      return;
    }
    const right = remedy();
    refused(peer, address, right);
    if (answer) peer.send(errorReply(address, right));
  };

  const subscribe = (
    verdict: Verdict & { act: 'subscribe' },
    address: string,
    peer: Peer,
  ): void => {
    const target = verdict.port === null ? peer : peer.at(verdict.port);
    if (!target) refuse(() => 'A port is for UDP; over TCP leave it out.', address, peer, true);
    else if (!told.subscribe(target, verdict.states, nowMs()))
      refuse(
        () => `${MAX_SUBSCRIBERS} subscribers are the most; wait for one to end.`,
        address,
        peer,
        true,
      );
  };

  const verdict: CarryOut['verdict'] = (decided, message, peer) => {
    const { address } = message;
    if (decided.act === 'ask')
      ask({ intent: decided.intent, atMs: nowMs(), door: 'osc', from: peer.from });
    else if (decided.act === 'pong')
      peer.send(encodeMessage({ ...message, address: '/yeoun/pong' }));
    else if (decided.act === 'subscribe') subscribe(decided, address, peer);
    else if (decided.act === 'refuse') refuse(decided.remedy, address, peer, decided.answer);
  };

  return { verdict, refuse };
};

const errorReply = (address: string, right: string): Buffer =>
  encodeMessage({
    address: '/yeoun/error',
    types: 'ss',
    args: [address.slice(0, LONGEST_ECHO), right],
  });
