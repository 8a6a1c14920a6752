import type { Intent } from '#contracts/intent';
import { EMPTY_PATCH, type Patch, type PatchChange, patched } from '#contracts/patch';
import { connectConsole, wireUrl } from '../net/index.ts';
import { everyFrame, localMs, pacer, type Stop } from '../shared-ui/frame.ts';
import { otherLang, remember, rememberedLang } from '../shared-ui/language.ts';
import { listenToKeys } from './hands.ts';
import { consoleId } from './id.ts';
import { type Ask, admit, type Hands, intentOf, isView, restingHands } from './keys.ts';
import { layout } from './layout.ts';
import { type ConsoleEvent, type ConsoleModel, emptyModel, hear } from './model.ts';
import { nameOf, type Said } from './said.ts';
import { affectHistory, scopeStore } from './scopes/store.ts';
import { type Actions, mayEditFile, viewOf } from './view.ts';

/** Words and numbers are renewed this often, scopes are drawn this often. */
const WORDS_EVERY_MS = 100;
const SCOPES_EVERY_MS = 1000 / 30;

/** Builds the console in `root`, connects it, and keeps it up to date. */
export const startConsole = (root: HTMLElement): Stop => {
  let model: ConsoleModel = emptyModel;
  let hands: Hands = restingHands;
  let lang = rememberedLang();
  let locked = false;
  let said: Said | null = null;
  /** The patch as the conductor told it last. */
  let told: Patch | null = null;
  const store = scopeStore();
  const history = affectHistory();

  const learn = (event: ConsoleEvent): void => {
    model = hear(model, event, localMs());
  };

  const link = connectConsole({
    url: wireUrl(location),
    id: consoleId(),
    onStatus: (status) => learn({ t: 'link', status }),
    onShow: (show) => learn({ t: 'show', show }),
    onState: (state) => {
      learn({ t: 'state', state });
      history.push(state.affect, state.atMs);
    },
    onHealth: (health) => learn({ t: 'health', health }),
    onFeatures: (features) => {
      learn({ t: 'features', features });
      page.hear(features);
    },
    onPatch(patch) {
      told = patch;
      learn({ t: 'patch', patch });
    },
    onNotes: (notes) => learn({ t: 'notes', notes }),
    onThumb: (thumb) => learn({ t: 'thumb', thumb }),
    onScope: (scope) => store.push(scope),
    onDesk: (desk) => learn({ t: 'desk', desk }),
    onBooth: (booth) => learn({ t: 'booth', booth }),
    onHeard: (messages) => learn({ t: 'heard', messages }),
    onLearned: (learned) => learn({ t: 'learned', learned }),
    onEditing: (status) => learn({ t: 'editing', status }),
    onEdited: (edited) => learn({ t: 'edited', edited }),
    onDenied({ what, text }) {
      // What was shown ahead of the conductor's word is taken back.
      if (what === 'patch' && told) learn({ t: 'patch', patch: told });
      if (what === 'edit') learn({ t: 'edit-denied', text });
      said = { word: 'refused', ...said, sent: true, atMs: localMs(), denied: text };
    },
  });

  const send = (intent: Intent): boolean => link.send(intent);

  const carryOut = (ask: Ask): void => {
    if (ask === 'lock') locked = !locked;
    if (ask === 'help') page.help.toggle();
    if (isView(ask)) page.turn(ask);
    const intent = intentOf(ask, page.hand.backS());
    // Who only watches asks for nothing; PANIC is tried, and the conductor says why not.
    if (!intent || (view().off === 'view' && ask !== 'panic')) return;
    // Only PANIC is tried without a live show: a GO that arrives late is worse than none.
    const live = view().truth.liveness === 'live';
    const sent = (live || ask === 'panic') && send(intent);
    const word = nameOf(ask);
    if (word) said = { word, sent, atMs: localMs() };
  };

  /** What has no key: evening, standby, jump, fades. Locked or not live, it is not sent. */
  const want: Actions['want'] = (intent, word, values = {}) => {
    const { off } = view();
    if (off === 'locked' || off === 'view') return;
    said = { word, values, sent: off === null && send(intent), atMs: localMs() };
    page.update(view());
  };

  const ask = (wanted: Ask): void => {
    const admitted = admit(hands, wanted, locked, localMs());
    hands = admitted.hands;
    if (admitted.ask) carryOut(admitted.ask);
    page.update(view());
  };

  const switchLanguage = (): void => {
    lang = otherLang(lang);
    remember(lang);
    page.update(view());
  };

  const view = () => viewOf(model, localMs(), lang, locked);
  /** Shown at once, so that the next change builds on it; the conductor's word comes after. */
  const change = (what: PatchChange): boolean => {
    if (locked || !link.change(what)) return false;
    said = { word: 'change', sent: true, atMs: localMs() };
    learn({ t: 'patch', patch: patched(model.patch ?? EMPTY_PATCH, what) });
    page.update(view());
    return true;
  };
  let edits = 0;
  const edit: Actions['edit'] = (wanted) => {
    const version = model.file?.version;
    if (!mayEditFile(view()) || version === undefined) return null;
    const sent = link.edit({ n: ++edits, version, ask: wanted });
    said = { word: 'editCues', sent, atMs: localMs() };
    page.update(view());
    return sent ? edits : null;
  };
  const learnMidi = (on: boolean): boolean => {
    learn({ t: 'learned', learned: null });
    return link.learn(on);
  };
  const actions: Actions = {
    ask,
    send,
    want,
    change,
    edit,
    learn: learnMidi,
    test: (device) => link.test(device),
    attend: (what) => link.attend(what),
    switchLanguage,
  };
  const page = layout(root, { actions, store, history, said: () => said });

  const wordsDue = pacer(WORDS_EVERY_MS);
  const scopesDue = pacer(SCOPES_EVERY_MS);
  const stopFrames = everyFrame((nowMs) => {
    model = { ...model, link: link.status() };
    if (scopesDue(nowMs)) page.paint(link.showMs(nowMs));
    if (wordsDue(nowMs)) page.update(view());
  });
  const keep = (next: Hands): void => {
    hands = next;
  };
  const stopKeys = listenToKeys(window, { get: () => hands, set: keep }, ask);

  return () => {
    stopFrames();
    stopKeys();
    page.close();
    link.close();
  };
};
