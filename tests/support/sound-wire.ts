import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { WebSocketServer } from 'ws';
import { encodeState } from '#contracts/frames';
import type { OutputLevels } from '#contracts/output';
import type { Patch } from '#contracts/patch';
import type { MusicDesk, ScoreNote } from '#contracts/score';
import type { SoundDesk } from '#contracts/sound';
import { ClientMessage, type StageShow, WIRE_VERSION } from '#contracts/wire';
import { instrumentsFile } from '../../conductor/music/render/instruments.ts';
import { stateOf } from '../stage-display/projection/support.ts';
import { servePages } from './pages.ts';
import { listen } from './wire-feed.ts';

type Said = Exclude<ClientMessage, { t: 'hello' | 'ping' }>;

/** A conductor's side of the wire as far as a display's sound and output go. */
export interface SoundWire {
  readonly url: string;
  /** What displays said but for greetings, oldest first. */
  readonly said: readonly Said[];
  sound(desk: SoundDesk): void;
  /** The music that answers, and its notes; the instruments are the real ones. */
  music(desk: MusicDesk): void;
  score(run: number, notes: readonly ScoreNote[]): void;
  patch(patch: Patch): void;
  /** What cues leave to displays of their light. */
  outputs(levels: OutputLevels): void;
  deny(): void;
  /** Nobody conducts any more. */
  end(): void;
}

const SHOW: StageShow = {
  revision: 1,
  id: 'tone',
  title: { en: 'Tone', ko: '소리' },
  seed: 1,
  entries: [],
  cues: [],
  bodies: [],
  panicS: 1,
  onLoss: { picture: 'hold', afterS: 30 },
};

/** Serves the built pages and these sounds by name, and speaks to whoever joins. */
export const openSoundWire = async (
  sounds: Readonly<Record<string, Buffer>>,
  access: 'view' | 'operate' | 'edit' = 'edit',
): Promise<SoundWire> => {
  const server: Server = servePages((request, response) => {
    if (request.url === '/instruments/general.sf3') {
      response.end(readFileSync(instrumentsFile()));
      return true;
    }
    const name = /^\/sounds\/(.+)$/.exec(request.url ?? '')?.[1];
    if (name === undefined) return false;
    const bytes = sounds[name];
    response.statusCode = bytes ? 200 : 404;
    response.setHeader('content-type', 'audio/wav');
    response.end(bytes);
    return true;
  });
  const wss = new WebSocketServer({ server, path: '/ws' });
  const said: Said[] = [];
  let desk: SoundDesk | null = null;
  let patch: Patch | null = null;
  const tell = (message: unknown): void => {
    for (const ws of wss.clients) ws.send(JSON.stringify(message));
  };
  wss.on('connection', (ws) => {
    const say = (message: unknown): void => ws.send(JSON.stringify(message));
    const nowMs = Date.now();
    ws.on('message', (data, isBinary) => {
      const message = isBinary ? null : ClientMessage.parse(JSON.parse(String(data)));
      if (message?.t === 'ping') say({ t: 'pong', sentMs: message.sentMs, nowMs: Date.now() });
      else if (message?.t === 'hello') {
        const { id } = message;
        say({ t: 'welcome', version: WIRE_VERSION, id, nowMs, tickHz: 60, software: '1', access });
        say({ t: 'show', show: SHOW });
        // A display tells how it is once it has heard of a state.
        ws.send(encodeState(stateOf([]), SHOW));
        if (desk) say({ t: 'sound', sound: desk });
        if (patch) say({ t: 'patch', patch });
      } else if (message) said.push(message);
    });
  });
  const url = await listen(server);
  return {
    url,
    said,
    sound(next) {
      desk = next;
      tell({ t: 'sound', sound: next });
    },
    music: (music) => tell({ t: 'music', music }),
    score: (run, notes) => tell({ t: 'score', run, notes }),
    patch(next) {
      patch = next;
      tell({ t: 'patch', patch: next });
    },
    outputs: (levels) => tell({ t: 'outputs', levels }),
    deny: () =>
      tell({ t: 'denied', what: 'patch', text: { en: 'It is locked.', ko: '잠겨 있습니다.' } }),
    end() {
      for (const ws of wss.clients) ws.terminate();
      wss.close();
      server.closeAllConnections();
      server.close();
    },
  };
};
