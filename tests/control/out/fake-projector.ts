import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/**
 * A projector that speaks PJLink class 1 as its specification says: a greeting with or without a number,
 * MD5 of number and password before the first command, lines ended by CR, ERR1 to ERR4 and ERRA.
 */
export interface FakeProjector {
  readonly port: number;
  password: string | null;
  /** 0 standby, 1 on, 2 cooling, 3 warming up. */
  power: 0 | 1 | 2 | 3;
  /** As AVMT is answered: 11, 21, 31, 30. */
  mute: string;
  faults: string;
  /** Values of AVMT that it takes. */
  takes: ReadonlySet<string>;
  /** hangs: takes the connection and says nothing. mute: greets and answers nothing. web: is no projector. */
  mood: 'well' | 'hangs' | 'mute' | 'web' | 'cuts';
  /** Commands as they came, in turn. */
  readonly heard: string[];
  readonly connections: number;
  close(): Promise<void>;
}

const NUMBER = '498e4a67';

export const fakeProjector = async (): Promise<FakeProjector> => {
  const open = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    open.add(socket);
    connections++;
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => {});
    attend(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();

  const attend = (socket: Socket): void => {
    const say = (line: string) => socket.write(`${line}\r`);
    if (fake.mood === 'hangs') return;
    if (fake.mood === 'web') return void say('HTTP/1.1 400 Bad Request');
    if (fake.mood === 'cuts') return void socket.end();
    const secret =
      fake.password === null
        ? ''
        : createHash('md5').update(`${NUMBER}${fake.password}`).digest('hex');
    say(secret === '' ? 'PJLINK 0' : `PJLINK 1 ${NUMBER}`);
    let isKnown = secret === '';
    let held = '';
    socket.on('data', (data) => {
      held += data.toString('latin1');
      for (let at = held.indexOf('\r'); at >= 0; at = held.indexOf('\r')) {
        let line = held.slice(0, at);
        held = held.slice(at + 1);
        if (fake.mood === 'mute') continue;
        if (!isKnown) {
          if (!line.startsWith(secret)) return void socket.end('PJLINK ERRA\r');
          isKnown = true;
          line = line.slice(secret.length);
        }
        fake.heard.push(line);
        say(reply(line));
      }
    });
  };
  const reply = (line: string): string => {
    const found = /^%1([A-Z0-9]{4}) (.*)$/.exec(line);
    if (!found) return '%1ERR1';
    const [, command = '', argument = ''] = found;
    return `%1${command}=${commands.get(command)?.(argument) ?? 'ERR1'}`;
  };
  const power = (argument: string): string => (argument === '?' ? String(fake.power) : 'ERR2');
  const avmt = (argument: string): string => {
    if (fake.power !== 1) return 'ERR3';
    if (argument === '?') return fake.mute;
    if (!fake.takes.has(argument)) return 'ERR2';
    // Picture on alone leaves the sound as it is; a projector without sound says 30.
    fake.mute = argument === '10' ? '30' : argument;
    return 'OK';
  };

  const commands = new Map<string, (argument: string) => string>([
    ['POWR', power],
    ['AVMT', avmt],
    ['ERST', () => fake.faults],
  ]);
  const fake: FakeProjector = {
    port: typeof address === 'object' && address ? address.port : 0,
    password: null,
    power: 1,
    mute: '30',
    faults: '000000',
    takes: new Set(['10', '11', '20', '21', '30', '31']),
    mood: 'well',
    heard: [],
    get connections() {
      return connections;
    },
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return fake;
};
