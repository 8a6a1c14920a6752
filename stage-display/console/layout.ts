import type { FeatureValue } from '#contracts/feature';
import { el, setAttr } from '../shared-ui/dom.ts';
import { cuesPage } from './edit/page.ts';
import { isView, type ViewName } from './keys.ts';
import { affectPanel } from './panels/affect.ts';
import { bannerPanel } from './panels/banner.ts';
import { bodiesPanel } from './panels/bodies.ts';
import { boothPanel } from './panels/booth.ts';
import { comingPanel } from './panels/coming.ts';
import { cueListPanel } from './panels/cue-list.ts';
import { eveningPanel } from './panels/evening.ts';
import { featuresPanel } from './panels/features.ts';
import { feltPanel } from './panels/felt.ts';
import { type HandPanel, handPanel } from './panels/hand.ts';
import { headPanel } from './panels/head.ts';
import { healthPanel } from './panels/health.ts';
import { heardPanel } from './panels/heard.ts';
import { type HelpPanel, helpPanel } from './panels/help.ts';
import { lampsPanel } from './panels/lamps.ts';
import { messagesPanel } from './panels/messages.ts';
import { mixerPanel } from './panels/mixer.ts';
import { nowPanel } from './panels/now.ts';
import { picturePanel } from './panels/picture.ts';
import { signalsPanel } from './panels/signals.ts';
import { takePanel } from './panels/take.ts';
import { transportPanel } from './panels/transport.ts';
import { watchingPanel } from './panels/watching.ts';
import { patchPage } from './patch/page.ts';
import { rigPage } from './rig/page.ts';
import { type Said, saidLine } from './said.ts';
import { openPainter, type Painter } from './scopes/painter.ts';
import type { AffectHistory, ScopeStore } from './scopes/store.ts';
import type { Actions, Panel, View } from './view.ts';

export interface LayoutParts {
  readonly actions: Actions;
  readonly store: ScopeStore;
  readonly history: AffectHistory;
  said(): Said | null;
}

export interface Page {
  readonly help: HelpPanel;
  readonly hand: HandPanel;
  /** Brings up one of the console's pages. */
  turn(to: ViewName): void;
  /** Features at the moment they are told. */
  hear(features: readonly FeatureValue[]): void;
  update(view: View): void;
  paint(showMs: number): void;
  close(): void;
}

/** The page the address names; Run where it names none. */
const pageOf = (hash: string): ViewName => {
  const name = hash.replace(/^#/, '') as ViewName;
  return isView(name) ? name : 'run';
};

/** What runs the show: what is now and what comes, the list, and beside them picture, feeling, lamps and messages. */
const runPage = (actions: Actions, parts: LayoutParts) => {
  const now = nowPanel();
  const watching = watchingPanel(actions);
  const coming = comingPanel();
  const transport = transportPanel(actions, (view) => saidLine(parts.said(), view));
  const cues = cueListPanel(actions);
  const picture = picturePanel();
  const felt = feltPanel();
  const lamps = lampsPanel();
  const booth = boothPanel(actions);
  const messages = messagesPanel();
  const mixer = mixerPanel(actions);
  const panels: readonly Panel[] = [
    now,
    watching,
    coming,
    transport,
    cues,
    picture,
    felt,
    booth,
    lamps,
    messages,
    mixer,
  ];
  const root = el(
    'main',
    { class: 'page run-page' },
    el('div', { class: 'run-now' }, now.root, watching.root, coming.root, transport.root),
    el('div', { class: 'run-list' }, cues.root, messages.root),
    el('div', { class: 'run-side' }, picture.root, felt.root, booth.root, lamps.root),
    mixer.root,
  );
  return { root, panels };
};

/** The body and the house: what is felt and in whose hands it is, scopes, features, takes, every part's health. */
const signalsPage = (actions: Actions, { store, history }: LayoutParts) => {
  const affect = affectPanel(history);
  const hand = handPanel(actions);
  const bodies = bodiesPanel();
  const signals = signalsPanel(store);
  const heard = heardPanel();
  const features = featuresPanel();
  const take = takePanel(actions);
  const health = healthPanel();
  const watch = el(
    'div',
    { class: 'column watch panel' },
    affect.root,
    hand.root,
    bodies.root,
    signals.root,
  );
  const root = el(
    'main',
    { class: 'page signals-page' },
    watch,
    el('div', { class: 'column house' }, take.root, heard.root, health.root),
    el('div', { class: 'column notes-column' }, features.root),
  );
  const panels: readonly Panel[] = [affect, hand, bodies, signals, heard, features, take, health];
  return { root, panels, watch, affect, hand, signals };
};

/** Puts every panel in its place. Scopes come when Pixi has started; the rest does not wait for it. */
export const layout = (root: HTMLElement, parts: LayoutParts): Page => {
  const { actions } = parts;
  let shown = pageOf(location.hash);
  const head = headPanel(actions, () => shown);
  const evening = eveningPanel(actions);
  const banner = bannerPanel(actions);
  const help = helpPanel();
  const run = runPage(actions, parts);
  const bodySide = signalsPage(actions, parts);
  const rig = rigPage(actions);
  const patch = patchPage(actions);
  const cues = cuesPage(actions, (view) => saidLine(parts.said(), view));
  const always: readonly Panel[] = [head, evening, banner, help];
  /** A page that is not seen is not kept up. */
  const byPage: Readonly<Record<ViewName, readonly Panel[]>> = {
    run: run.panels,
    signals: bodySide.panels,
    rig: [rig],
    patch: [patch],
    cues: [cues],
  };
  root.append(
    head.root,
    banner.root,
    evening.root,
    run.root,
    bodySide.root,
    rig.root,
    patch.root,
    cues.root,
    help.root,
  );
  setAttr(root, 'data-page', shown);

  let painter: Painter | null = null;
  let closed = false;
  openPainter(bodySide.watch).then(
    (opened) => {
      if (closed) return opened.close();
      painter = opened;
      for (const [key, plot] of bodySide.affect.plots) opened.mount(key, plot);
      bodySide.signals.paintWith(opened);
    },
    // No WebGL: numbers, lamps and buttons go on without the traces, and the page says so.
    () => bodySide.signals.paintWith(null),
  );

  return {
    help,
    hand: bodySide.hand,
    turn(to) {
      shown = to;
      history.replaceState(null, '', to === 'run' ? location.pathname : `#${to}`);
      setAttr(root, 'data-page', to);
    },
    hear: patch.hear,
    update(view) {
      setAttr(document.documentElement, 'lang', view.lang);
      setAttr(root, 'data-link', view.truth.liveness);
      setAttr(root, 'data-locked', view.locked ? '' : null);
      setAttr(root, 'data-access', view.access);
      setAttr(root, 'data-rehearsing', view.model.desk?.value.rehearsing ? '' : null);
      for (const panel of [...always, ...byPage[shown]]) panel.update(view);
    },
    paint(showMs) {
      if (shown === 'signals') painter?.paint(showMs);
    },
    close() {
      closed = true;
      painter?.close();
      root.replaceChildren();
    },
  };
};
