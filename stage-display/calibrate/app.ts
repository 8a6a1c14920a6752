import type { CalibrationStatus, Feeling } from '#contracts/calibration';
import type { Text } from '#contracts/ids';
import type { Note } from '#contracts/wire';
import { focusOf } from '../console/hands.ts';
import { consoleId } from '../console/id.ts';
import { connectConsole, wireUrl } from '../net/index.ts';
import { everyFrame, localMs, pacer, type Stop } from '../shared-ui/frame.ts';
import { otherLang, remember, rememberedLang } from '../shared-ui/language.ts';
import { press } from './keys.ts';
import { page } from './page.ts';
import { saidLast } from './said-last.ts';
import type { Actions } from './view.ts';

/** A sentence of the conductor stays so long. */
const SAID_MS = 9_000;
const DRAW_MS = 100;

/** The calibrate page: shows where the session stands, and says what the person says. */
export const startCalibrate = (root: HTMLElement): Stop => {
  const held = new Set<string>();
  let lang = rememberedLang();
  let status: CalibrationStatus | null = null;
  const mine = saidLast();
  let said: { readonly text: Text; readonly untilMs: number } | null = null;
  /** What was said already when the page came is of the past. */
  let newestNoteMs: number | null = null;

  const hearNotes = (notes: readonly Note[]): void => {
    const ours = notes.filter((note) => note.door === 'calibration');
    const newest = ours.reduce((a, b) => (b.atMs >= a.atMs ? b : a), { atMs: -1 } as Note);
    const isNew = newestNoteMs !== null && newest.atMs > newestNoteMs;
    newestNoteMs = Math.max(newestNoteMs ?? 0, newest.atMs);
    if (isNew) said = { text: newest.text, untilMs: localMs() + SAID_MS };
  };
  const link = connectConsole({
    url: wireUrl(location),
    id: consoleId(),
    onCalibration(next) {
      status = mine.over(next, localMs());
      draw();
    },
    onNotes: hearNotes,
  });

  const view = () => ({
    lang,
    status,
    live: link.status().state === 'live' && status !== null,
    bodies: link.show()?.bodies ?? [],
    said: said && localMs() < said.untilMs ? said.text : null,
  });
  const draw = (): void => show(view());
  const actions: Actions = {
    label(feeling: Feeling | null) {
      // Shown at once: the finger must not wait for the way there and back.
      if (link.send({ do: 'label', feeling }) && status) {
        mine.say(feeling, status, localMs());
        status = { ...status, feeling };
      }
      draw();
    },
    send: (intent) => void link.send(intent),
  };
  const show = page(root, actions, () => {
    lang = otherLang(lang);
    remember(lang);
    draw();
  });

  const down = (event: KeyboardEvent): void => {
    if (!status || status.phase === 'idle' || status.phase === 'done') return;
    const focus = focusOf(document.activeElement);
    const { code, repeat } = event;
    const modified = event.ctrlKey || event.altKey || event.metaKey;
    const { ask, mine: ours } = press(held, { code, repeat, modified, focus }, status.feeling);
    if (ours) event.preventDefault();
    held.add(code);
    if (ask?.do === 'label') actions.label(ask.feeling);
    else if (ask) actions.send({ do: 'calibrate', step: ask.do });
  };
  const stop = new AbortController();
  const { signal } = stop;
  addEventListener('keydown', down, { capture: true, signal });
  addEventListener('keyup', (event) => void held.delete(event.code), { signal });
  addEventListener('blur', () => held.clear(), { signal });

  const due = pacer(DRAW_MS);
  const stopFrames = everyFrame((nowMs) => {
    if (due(nowMs)) draw();
  });
  return () => {
    stopFrames();
    stop.abort();
    link.close();
  };
};
