import type { IncomingMessage, Server } from 'node:http';
import { WebSocketServer } from 'ws';
import { decodeVoice, type VoiceFrame } from '#contracts/frames';
import { VISIT_STEPS, type VisitAct, type VisitStatus, type VisitStep } from '#contracts/visit';
import { ClientMessage, WIRE_VERSION } from '#contracts/wire';

/** A conductor's side of the booth's wire, which obeys a visitor as far as the page can see. */
export interface BoothFeed {
  /** What the visitor did, oldest first; `here` left out. */
  readonly acts: VisitAct[];
  readonly heres: () => number;
  readonly voice: VoiceFrame[];
  status(): VisitStatus;
  /** The visit is otherwise from now on. */
  set(change: Partial<VisitStatus>): void;
  /** Cuts the connection; new ones are refused while `deaf`. */
  cut(deaf: boolean): void;
  close(): Promise<void>;
}

export const NOBODY: VisitStatus = {
  visit: null,
  elsewhere: false,
  step: 'welcome',
  lang: 'en',
  sinceMs: 0,
  untilMs: null,
  leavesMs: null,
  help: false,
  age: null,
  consent: [],
  words: {
    n: 0,
    text: '',
    partial: '',
    listening: false,
    voice: false,
    hears: { en: 'ready', ko: 'ready' },
  },
  question: null,
  strokes: [],
  canRedo: false,
  tune: null,
  music: [
    { sound: 'garden', title: { en: 'A garden, far away', ko: '먼 정원' } },
    { sound: 'road', title: { en: 'The road at five', ko: '다섯 시의 길' } },
  ],
  sensors: [],
  marked: { pleasant: false, painful: false },
  film: { state: 'none', progress: 0, url: null },
  code: null,
  keptUntilMs: null,
  trouble: null,
};

const QUESTIONS = [
  { en: 'What light was there?', ko: '그곳의 빛은 어땠나요?' },
  { en: 'What changed afterwards?', ko: '그 뒤로 무엇이 달라졌나요?' },
];
const CODE = 'river-window-birch-41';

/** Lengths of what runs by itself. */
const LASTS_MS: Partial<Record<VisitStep, number>> = { rest: 60_000, recall: 90_000 };

/** Attaches the feed to an HTTP server at `/ws`. */
export const feedBooth = (server: Server): BoothFeed => {
  let status: VisitStatus = { ...NOBODY, sinceMs: Date.now() };
  const acts: VisitAct[] = [];
  const voice: VoiceFrame[] = [];
  let heres = 0;
  let visits = 0;
  let asked = 0;
  let undone: VisitStatus['strokes'] = [];
  let deaf = false;
  const answers: string[] = [];
  const wss = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    if (deaf || request.url !== '/ws') return void socket.destroy();
    wss.handleUpgrade(request, socket, head, (ws) => wss.emit('connection', ws, request));
  });
  const tell = (): void => {
    const text = JSON.stringify({ t: 'visit', visit: status });
    for (const ws of wss.clients) if (ws.readyState === ws.OPEN) ws.send(text);
  };
  const put = (change: Partial<VisitStatus>): void => {
    status = { ...status, ...change };
  };
  const enter = (step: VisitStep): void => {
    const sinceMs = Date.now();
    const lasts = LASTS_MS[step];
    put({ step, sinceMs, untilMs: lasts ? sinceMs + lasts : null, question: questionOf(step) });
  };
  const questionOf = (step: VisitStep): VisitStatus['question'] => {
    const text = QUESTIONS[asked];
    if (step !== 'questions' || !text) return null;
    const answer = answers[asked] ?? '';
    const index = asked;
    return { id: `q${index}`, index, count: QUESTIONS.length, text, answer, n: 0, partial: '' };
  };
  const home = (): void => {
    asked = 0;
    answers.length = 0;
    undone = [];
    status = {
      ...NOBODY,
      lang: status.lang,
      music: status.music,
      words: { ...NOBODY.words, hears: status.words.hears },
      sinceMs: Date.now(),
    };
  };
  const turn = (by: 1 | -1): void => {
    if (status.step === 'questions' && QUESTIONS[asked + by]) {
      asked += by;
      enter('questions');
    } else if (status.step === 'farewell' && by === 1) home();
    else {
      const next = VISIT_STEPS[VISIT_STEPS.indexOf(status.step) + by];
      if (next && next !== 'welcome') enter(next);
    }
  };
  const obey = (act: VisitAct): void => {
    const strokes = status.strokes ?? [];
    const last = strokes.at(-1);
    if (act.do === 'begin') {
      home();
      put({ visit: `visit-${++visits}`, lang: act.lang });
      enter('notice');
    } else if (act.do === 'lang') put({ lang: act.lang });
    else if (act.do === 'next' && act.from === status.step) turn(1);
    else if (act.do === 'back' && act.from === status.step) turn(-1);
    else if (act.do === 'stop') home();
    else if (act.do === 'help') put({ help: act.on });
    else if (act.do === 'here') put({ leavesMs: null });
    else if (act.do === 'age') put({ age: act.age });
    else if (act.do === 'consent') put({ consent: act.kinds });
    else if (act.do === 'listen') put({ words: { ...status.words, listening: act.on } });
    else if (act.do === 'words')
      put({ words: { ...status.words, text: act.text, n: status.words.n + 1 } });
    else if (act.do === 'answer') {
      answers[asked] = act.text;
      put({ question: questionOf('questions') });
    } else if (act.do === 'stroke') {
      put({ strokes: [...strokes, act.stroke], canRedo: false });
      undone = [];
    } else if (act.do === 'undo' && last) {
      undone = [...(undone ?? []), last];
      put({ strokes: strokes.slice(0, -1), canRedo: true });
    } else if (act.do === 'redo') {
      const back = undone?.at(-1);
      undone = undone?.slice(0, -1);
      if (back) put({ strokes: [...strokes, back], canRedo: (undone ?? []).length > 0 });
    } else if (act.do === 'clear') put({ strokes: [], canRedo: false });
    else if (act.do === 'tune') put({ tune: act.tune });
    else if (act.do === 'sensors')
      put({ sensors: status.sensors.map((s) => ({ ...s, worn: act.worn.includes(s.id) })) });
    else if (act.do === 'feel') put({ marked: act.marked });
    else if (act.do === 'end') {
      const isKept = act.how !== 'vanish';
      put({ code: isKept ? CODE : null, keptUntilMs: isKept ? Date.now() + 30 * 864e5 : null });
      enter('farewell');
    }
  };
  wss.on('connection', (ws) => {
    ws.on('message', (data, isBinary) => {
      if (isBinary) {
        const frame = decodeVoice(new Uint8Array(data as Buffer));
        if (frame) voice.push(frame);
        return;
      }
      const message = ClientMessage.parse(JSON.parse(String(data)));
      const say = (what: unknown): void => ws.send(JSON.stringify(what));
      if (message.t === 'hello') {
        const { id } = message;
        const nowMs = Date.now();
        say({
          t: 'welcome',
          version: WIRE_VERSION,
          id,
          nowMs,
          tickHz: 60,
          software: '0.1.0',
          access: 'operate',
        });
        say({ t: 'visit', visit: status });
      } else if (message.t === 'ping')
        say({ t: 'pong', sentMs: message.sentMs, nowMs: Date.now() });
      else if (message.t === 'visit') {
        if (message.act.do === 'here') heres++;
        else acts.push(message.act);
        obey(message.act);
        tell();
      }
    });
  });
  return {
    acts,
    heres: () => heres,
    voice,
    status: () => status,
    set(change) {
      put(change);
      tell();
    },
    cut(next) {
      deaf = next;
      for (const ws of wss.clients) ws.terminate();
    },
    close: () =>
      new Promise((done) => {
        for (const ws of wss.clients) ws.terminate();
        wss.close(() => server.close(() => done()));
        server.closeAllConnections();
      }),
  };
};
