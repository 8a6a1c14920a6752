import type { FeatureValue } from '#contracts/feature';
import { el, setAttr } from '../shared-ui/dom.ts';
import { affectPanel } from './panels/affect.ts';
import { bannerPanel } from './panels/banner.ts';
import { bodiesPanel } from './panels/bodies.ts';
import { cueListPanel } from './panels/cue-list.ts';
import { featuresPanel } from './panels/features.ts';
import { type HandPanel, handPanel } from './panels/hand.ts';
import { headPanel } from './panels/head.ts';
import { healthPanel } from './panels/health.ts';
import { heardPanel } from './panels/heard.ts';
import { type HelpPanel, helpPanel } from './panels/help.ts';
import { masterPanel } from './panels/master.ts';
import { messagesPanel } from './panels/messages.ts';
import { nowPanel } from './panels/now.ts';
import { picturePanel } from './panels/picture.ts';
import { signalsPanel } from './panels/signals.ts';
import { takePanel } from './panels/take.ts';
import { transportPanel } from './panels/transport.ts';
import { patchPage } from './patch/page.ts';
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
  /** From the run page to the patch page, and back. */
  turn(): void;
  /** Features at the moment they are told. */
  hear(features: readonly FeatureValue[]): void;
  update(view: View): void;
  paint(showMs: number): void;
  close(): void;
}

/** Puts every panel in its place. Scopes come when Pixi has started; the rest does not wait for it. */
export const layout = (root: HTMLElement, parts: LayoutParts): Page => {
  const { actions, store } = parts;
  const head = headPanel(actions);
  const banner = bannerPanel();
  const now = nowPanel();
  const transport = transportPanel(actions, (view) => saidLine(parts.said(), view));
  const master = masterPanel(actions);
  const cues = cueListPanel();
  const affect = affectPanel(parts.history);
  const signals = signalsPanel(store);
  const picture = picturePanel();
  const health = healthPanel();
  const features = featuresPanel();
  const messages = messagesPanel();
  const help = helpPanel();
  const bodies = bodiesPanel();
  const take = takePanel(actions);
  const hand = handPanel(actions);
  const heard = heardPanel();
  const patch = patchPage(actions);
  const panels: readonly Panel[] = [
    head,
    banner,
    now,
    transport,
    master,
    cues,
    affect,
    signals,
    picture,
    health,
    features,
    messages,
    help,
    bodies,
    take,
    hand,
    heard,
    patch,
  ];
  const watch = el(
    'div',
    { class: 'column watch panel' },
    affect.root,
    hand.root,
    bodies.root,
    heard.root,
    signals.root,
  );
  root.append(
    head.root,
    banner.root,
    el(
      'main',
      { class: 'columns' },
      el(
        'div',
        { class: 'column run' },
        now.root,
        transport.root,
        master.root,
        take.root,
        cues.root,
      ),
      watch,
      el('div', { class: 'column house' }, picture.root, health.root),
      el('div', { class: 'column notes-column' }, heard.root, features.root, messages.root),
    ),
    patch.root,
    help.root,
  );
  const show = (page: string): void => setAttr(root, 'data-page', page);
  show(location.hash === '#patch' ? 'patch' : 'run');

  let painter: Painter | null = null;
  let closed = false;
  openPainter(watch).then(
    (opened) => {
      if (closed) return opened.close();
      painter = opened;
      for (const [key, plot] of affect.plots) opened.mount(key, plot);
      signals.paintWith(opened);
    },
    // No WebGL: numbers, lamps and buttons go on without the traces, and the page says so.
    () => signals.paintWith(null),
  );

  return {
    help,
    hand,
    turn() {
      const next = root.getAttribute('data-page') === 'patch' ? 'run' : 'patch';
      history.replaceState(null, '', next === 'patch' ? '#patch' : location.pathname);
      show(next);
    },
    hear: patch.hear,
    update(view) {
      setAttr(document.documentElement, 'lang', view.lang);
      setAttr(root, 'data-link', view.truth.liveness);
      setAttr(root, 'data-locked', view.locked ? '' : null);
      for (const panel of panels) panel.update(view);
    },
    paint: (showMs) => painter?.paint(showMs),
    close() {
      closed = true;
      painter?.close();
      root.replaceChildren();
    },
  };
};
