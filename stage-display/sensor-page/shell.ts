import type { Text } from '#contracts/ids';
import { connectSensor, type LinkStatus, type Stop, wireUrl } from '../net/index.ts';
import { setAttr, setText } from '../shared-ui/dom.ts';
import { everyFrame, pacer } from '../shared-ui/frame.ts';
import { keptId } from '../shared-ui/kept-id.ts';
import { fill, otherLang } from '../shared-ui/language.ts';
import { texts } from '../shared-ui/texts.ts';
import { bodyField } from './body-field.ts';
import { heardList } from './heard.ts';
import { layout } from './layout.ts';
import { type OwnedRun, ownedRun } from './run.ts';
import { trace } from './trace.ts';
import { PageTrouble, type SensorPage, type SensorPageParts } from './types.ts';
import { stayAwake } from './wake.ts';
import { PAGE } from './words.ts';

const DRAW_MS = 100;
/** Attempts after which a page that was never joined says what may stand in the way. */
const UNREACHED = 4;

type Phase =
  | { readonly is: 'idle' }
  | { readonly is: 'starting'; readonly run: OwnedRun }
  | { readonly is: 'running'; readonly run: OwnedRun; readonly stop: Stop };

/** Builds a sensor page in its root and connects it; it measures from the tap on start. */
export const sensorPage = (parts: SensorPageParts): SensorPage => {
  const id = keptId(`yeoun.${parts.device}`, parts.device);
  const words = texts();
  const heard = heardList();
  const line = trace();
  const body = parts.asksBody === false ? null : bodyField(() => runOf()?.renew());
  const at = layout({ body, content: parts.content ?? [], trace: line, heard });
  let phase: Phase = { is: 'idle' };
  let blocked: Text | null = null;
  let stopWake: Stop = () => {};

  const runOf = (): OwnedRun | null => (phase.is === 'idle' ? null : phase.run);
  const tell = (node: HTMLElement, text: Text | null): void => {
    setAttr(node, 'hidden', text ? null : '');
    if (text) words.put(node, text);
  };

  const showButton = (): void => {
    const idle = parts.startWord ?? PAGE.start;
    const word = { idle, starting: PAGE.starting, running: PAGE.stop }[phase.is];
    words.put(at.button, word);
    setAttr(at.button, 'disabled', phase.is === 'starting' || blocked ? '' : null);
    setAttr(parts.root, 'data-phase', phase.is);
  };
  const become = (next: Phase): void => {
    phase = next;
    showButton();
  };

  const showLink = (status: LinkStatus): void => {
    setAttr(parts.root, 'data-link', status.state);
    words.put(at.link, linkText(status));
  };

  const link = connectSensor({
    url: wireUrl(location),
    id,
    onStatus: showLink,
    onFeatures: heard.take,
  });

  const end = (why?: Text): void => {
    if (phase.is === 'idle') return;
    const { run } = phase;
    const stop = phase.is === 'running' ? phase.stop : () => {};
    become({ is: 'idle' });
    stop();
    run.close();
    stopWake();
    tell(at.notice, null);
    tell(at.trouble, why ?? null);
  };

  const start = async (): Promise<void> => {
    const run = ownedRun({
      page: parts,
      id,
      link,
      body: () => body?.body(),
      notice: (text) => tell(at.notice, text),
      trace: line.push,
      end,
    });
    tell(at.trouble, null);
    line.clear();
    stopWake = stayAwake();
    become({ is: 'starting', run });
    try {
      const stop = await parts.start(run);
      // It may have ended while it was starting.
      if (phase.is === 'starting' && phase.run === run) become({ is: 'running', run, stop });
      else stop();
    } catch (error) {
      if (phase.is === 'starting' && phase.run === run) end(troubleOf(error));
    }
  };

  at.button.addEventListener('click', () => {
    if (phase.is === 'idle') void start();
    else end();
  });
  at.language.addEventListener('click', words.turn);
  const onHidden = (): void => {
    if (document.visibilityState === 'hidden' && parts.hidden) runOf()?.allWait(parts.hidden);
  };
  document.addEventListener('visibilitychange', onHidden);

  words.put(at.title, parts.title);
  words.put(at.says, parts.says);
  words.put(at.language, PAGE.language);
  words.put(at.heardTitle, PAGE.heard);
  if (body) {
    words.put(body.label, PAGE.body);
    words.put(body.hint, PAGE.bodyHint);
    words.put(body.fault, PAGE.bodyWrong);
  }
  words.also((lang) => {
    document.title = `${parts.title[lang]} · Yeoun`;
    setAttr(at.language, 'lang', otherLang(lang));
    setAttr(at.language, 'aria-label', PAGE.languageLabel[lang]);
    setAttr(line.root, 'aria-label', PAGE.trace[lang]);
  });
  parts.root.append(at.root);

  const drawSlow = (): void => {
    const { state, rttMs } = link.status();
    const lang = words.lang();
    const isLive = state === 'live';
    const trip = fill(PAGE.roundTrip[lang], { ms: Math.max(1, Math.round(rttMs ?? 0)) });
    setText(at.trip, isLive && rttMs !== null ? trip : '');
    const known = heard.draw(link.showMs(link.nowMs()), lang);
    const why = !isLive ? PAGE.heardLost : runOf() ? PAGE.heardSoon : PAGE.heardNothing;
    tell(at.heardEmpty, known > 0 && isLive ? null : why);
  };
  const due = pacer(DRAW_MS);
  const stopFrames = everyFrame((nowMs) => {
    line.draw();
    parts.frame?.(nowMs);
    if (due(nowMs)) drawSlow();
  });

  const block = (reason: Text | null): void => {
    blocked = reason;
    tell(at.trouble, reason);
    showButton();
  };
  block(window.isSecureContext ? null : PAGE.insecure);
  showLink(link.status());

  return {
    id,
    link,
    running: () => phase.is === 'running',
    lang: words.lang,
    text: words.put,
    block,
    close() {
      end();
      stopFrames();
      document.removeEventListener('visibilitychange', onHidden);
      link.close();
    },
  };
};

/** A phone that does not trust our certificate shows the page and yet lets no socket through. */
const linkText = ({ state, attempts, refusal }: LinkStatus): Text => {
  if (state === 'connecting' && attempts >= UNREACHED && location.protocol === 'https:') {
    const { host } = location;
    return {
      en: fill(PAGE.unreached.en, { host }),
      ko: fill(PAGE.unreached.ko, { host }),
    };
  }
  return state === 'refused' && refusal ? refusal.text : PAGE[state];
};

const troubleOf = (error: unknown): Text => {
  if (error instanceof PageTrouble) return error.text;
  const why = error instanceof Error ? error.message || error.name : String(error);
  return { en: fill(PAGE.failed.en, { why }), ko: fill(PAGE.failed.ko, { why }) };
};
