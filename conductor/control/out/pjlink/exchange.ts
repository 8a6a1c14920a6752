import { connect, type Socket } from 'node:net';
import type { Scheduler } from '../../../kernel/scheduler.ts';
import {
  type Command,
  commandLine,
  digest,
  type ErrorCode,
  lineReader,
  parseGreeting,
  parseReply,
} from './protocol.ts';

/** Why an exchange came to nothing. */
export type Failure = 'unreachable' | 'silent' | 'password' | 'no-password' | 'foreign' | 'broken';

export interface Ask {
  readonly command: Command;
  readonly argument: string;
}

export type Answer = { readonly value: string } | { readonly error: ErrorCode };

/** A projector as it is reached. */
export interface Address {
  readonly host: string;
  readonly port: number;
  readonly password?: string | undefined;
}

/** How long a projector may take for each line. */
export const REPLY_MS = 3000;

export interface Exchange {
  readonly done: Promise<readonly Answer[] | Failure>;
  /** Ends it; `done` is then `broken`. */
  stop(): void;
}

/**
 * One connection: greeting, password, commands one after the other, good-bye. A projector lets few
 * connections in and closes idle ones, so none is kept.
 */
export const exchange = (
  address: Address,
  asks: readonly Ask[],
  timing: Pick<Scheduler, 'after'>,
): Exchange => {
  const socket = connect({ host: address.host, port: address.port });
  let end: (result: readonly Answer[] | Failure) => void = () => {};
  const done = new Promise<readonly Answer[] | Failure>((settle) => {
    end = settle;
  });
  let stopWait = () => {};
  const finish = (result: readonly Answer[] | Failure): void => {
    stopWait();
    socket.destroy();
    end(result);
  };
  let connected = false;
  const wait = (): void => {
    stopWait();
    stopWait = timing.after(REPLY_MS, () => finish(connected ? 'silent' : 'unreachable'));
  };
  const talk = talking(address, asks, socket, finish);

  wait();
  socket.setNoDelay(true);
  socket.on('connect', () => {
    connected = true;
    wait();
  });
  socket.on(
    'data',
    lineReader((line) => {
      wait();
      talk(line);
    }),
  );
  socket.on('error', () => finish(connected ? 'broken' : 'unreachable'));
  socket.on('close', () => finish('broken'));
  return { done, stop: () => finish('broken') };
};

/** Takes the lines of a projector in turn. */
const talking = (
  { password }: Address,
  asks: readonly Ask[],
  socket: Socket,
  finish: (result: readonly Answer[] | Failure) => void,
): ((line: string | null) => void) => {
  const answers: Answer[] = [];
  let isGreeted = false;

  const next = (before = ''): void => {
    const ask = asks[answers.length];
    if (ask) socket.write(`${before}${commandLine(ask.command, ask.argument)}`, 'latin1');
    else finish(answers);
  };
  const greeted = (line: string): void => {
    const greeting = parseGreeting(line);
    isGreeted = true;
    if (!greeting) finish('foreign');
    else if (greeting.kind === 'refused') finish('password');
    else if (greeting.kind === 'open') next();
    else if (password === undefined) finish('no-password');
    else next(digest(greeting.random, password));
  };
  return (line) => {
    if (line === null) return finish('foreign');
    if (!isGreeted) return greeted(line);
    if (parseGreeting(line)?.kind === 'refused') return finish('password');
    const reply = parseReply(line);
    if (reply?.command !== asks[answers.length]?.command) return finish('foreign');
    if (!reply) return finish('foreign');
    answers.push(reply.kind === 'value' ? { value: reply.value } : { error: reply.code });
    next();
  };
};
