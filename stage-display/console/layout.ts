import { el, setAttr } from '../shared-ui/dom.ts';
import { affectPanel } from './panels/affect.ts';
import { bannerPanel } from './panels/banner.ts';
import { cueListPanel } from './panels/cue-list.ts';
import { featuresPanel } from './panels/features.ts';
import { headPanel } from './panels/head.ts';
import { healthPanel } from './panels/health.ts';
import { type HelpPanel, helpPanel } from './panels/help.ts';
import { masterPanel } from './panels/master.ts';
import { messagesPanel } from './panels/messages.ts';
import { nowPanel } from './panels/now.ts';
import { picturePanel } from './panels/picture.ts';
import { signalsPanel } from './panels/signals.ts';
import { transportPanel } from './panels/transport.ts';
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
  update(view: View): void;
  paint(showMs: number): void;
  close(): void;
}

/** Puts every panel in its place. Scopes come when Pixi has started; the rest does not wait for it. */
export const layout = (root: HTMLElement, parts: LayoutParts): Page => {
  const { actions, store, history } = parts;
  const head = headPanel(actions);
  const banner = bannerPanel();
  const now = nowPanel();
  const transport = transportPanel(actions, (view) => saidLine(parts.said(), view));
  const master = masterPanel(actions);
  const cues = cueListPanel();
  const affect = affectPanel(history);
  const signals = signalsPanel(store);
  const picture = picturePanel();
  const health = healthPanel();
  const features = featuresPanel();
  const messages = messagesPanel();
  const help = helpPanel();
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
  ];
  const watch = el('div', { class: 'column watch panel' }, affect.root, signals.root);
  root.append(
    head.root,
    banner.root,
    el(
      'main',
      { class: 'columns' },
      el('div', { class: 'column run' }, now.root, transport.root, master.root, cues.root),
      watch,
      el('div', { class: 'column house' }, picture.root, health.root),
      el('div', { class: 'column notes-column' }, features.root, messages.root),
    ),
    help.root,
  );

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
