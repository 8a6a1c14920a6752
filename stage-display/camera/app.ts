import type { CameraPatch } from '#contracts/patch';
import { type SensorRun, sensorPage } from '../sensor-page/index.ts';
import { el, setAttr } from '../shared-ui/dom.ts';
import { everyFrame, pacer } from '../shared-ui/frame.ts';
import { cameraKeeper } from './camera-patch.ts';
import { AS_IT_IS } from './contrast.ts';
import { editBar } from './edit-bar.ts';
import { drawnMask, type EditEvent, type Editing, edited } from './editing.ts';
import { solveMarks } from './homography.ts';
import { type KeyAsk, keyAsk } from './keys.ts';
import { MOST_MASKS } from './masks.ts';
import { cameraPanel, dancersPanel, filled, keysPanel, marksPanel, masksPanel } from './panels.ts';
import type { Places } from './places.ts';
import { type Session, startSession } from './session.ts';
import { keepSettings, keptSettings, type Settings, withBody } from './settings.ts';
import { pictureView } from './stage-view.ts';
import { type Trouble, troubleText } from './trouble.ts';
import { WORDS } from './words.ts';

const SHOW_MS = 200;
const NOBODY: Places = [];
const NO_CONTROL = 'INPUT SELECT TEXTAREA BUTTON SUMMARY A';

/** Builds the camera page in its root. */
export const startCamera = (root: HTMLElement) => {
  let settings = keptSettings();
  let session: Session | null = null;
  let editing: Editing = { is: 'nothing' };

  const edit = (event: EditEvent): void => {
    editing = edited(editing, event);
  };
  const choose = (change: Partial<Settings>): void => {
    settings = { ...settings, ...change };
    keepSettings(settings);
    if ('deviceId' in change || 'resolution' in change) session?.renew('camera');
    if ('dancers' in change || 'bodies' in change) session?.renew('dancers');
  };
  const setCamera = (change: Partial<CameraPatch>): void => keeper.set(change);
  const beginMarks = (): void => edit({ do: 'marks', marks: keeper.now().marks });
  const beginMask = (): void => {
    if (keeper.now().masks.length < MOST_MASKS) edit({ do: 'mask' });
  };
  const takeMask = (i: number): void =>
    setCamera({ masks: keeper.now().masks.filter((_, k) => k !== i) });

  const keep = (): void => {
    if (editing.is === 'marks') {
      const solved = solveMarks(editing.marks);
      if (!solved.ok) return;
      const marks = editing.marks.map(([x, y]): [number, number] => [x, y]);
      setCamera({ homography: [...solved.homography], marks });
    } else {
      const mask = drawnMask(editing);
      if (!mask) return;
      const corners = mask.map(([x, y]): [number, number] => [x, y]);
      setCamera({ masks: [...keeper.now().masks, corners] });
    }
    edit({ do: 'cancel' });
  };

  const picture = pictureView(() => keeper.now().mirrored, edit);
  const bar = editBar((what) => (what === 'keep' ? keep() : edit({ do: what })));
  const numbers = el('p', { class: 'cam-numbers num' });
  const [fps, inference, seen, backend, light] = Array.from({ length: 5 }, () => el('span'));
  for (const node of [fps, inference, seen, backend, light]) if (node) numbers.append(node);
  const privacy = el('p', { class: 'cam-privacy' });
  const unsaved = el('p', { class: 'cam-fault', attrs: { role: 'status', hidden: '' } });
  const camera = cameraPanel(choose, setCamera);
  const dancers = dancersPanel(choose, (slot, body) => choose(withBody(settings, slot, body)));
  const marks = marksPanel(beginMarks, () => setCamera({ homography: null, marks: [] }));
  const masks = masksPanel(beginMask, takeMask);
  const keys = keysPanel();
  const view = el(
    'div',
    { class: 'cam-view' },
    picture.root,
    bar.root,
    numbers,
    privacy,
    unsaved,
    el('div', { class: 'cam-tools' }, marks.root, masks.root),
  );
  const panels = [camera, dancers, marks, masks, keys];

  let computedBy: string | null = null;
  const showTrouble = (run: SensorRun, trouble: Trouble | null, name: string | null): void => {
    computedBy = name;
    setAttr(root, 'data-trouble', trouble ?? '');
    if (trouble) run.notice(troubleText(trouble));
    else run.notice(name && name !== 'webgl' ? WORDS.slowBackend : null);
  };

  const page = sensorPage({
    root,
    device: 'camera',
    title: WORDS.title,
    says: WORDS.says,
    startWord: WORDS.start,
    asksBody: false,
    content: [view, camera.root, dancers.root, keys.root],
    async start(run) {
      const begun = startSession({
        run,
        video: picture.video,
        camera: keeper.now,
        settings: () => settings,
        trouble: (trouble, name) => showTrouble(run, trouble, name),
        cameras: (choices) => camera.cameras(choices, page.text),
      });
      session = begun;
      return () => {
        begun.stop();
        session = null;
        computedBy = null;
        setAttr(root, 'data-trouble', null);
      };
    },
  });
  const keeper = cameraKeeper(page.link, page.id);
  for (const part of [...panels, bar]) part.words(page.text);
  page.text(privacy, WORDS.privacy);
  page.text(picture.empty, WORDS.noPicture);
  page.text(unsaved, WORDS.unsaved);
  camera.cameras([], page.text);

  const showNumbers = (): void => {
    const lookout = session?.lookout() ?? null;
    setAttr(numbers, 'hidden', lookout ? null : '');
    if (!lookout || !fps || !inference || !seen || !backend || !light) return;
    const now = lookout.numbers();
    const { gain } = lookout.stretch();
    const live = lookout.places().filter(({ state }) => state === 'live').length;
    page.text(fps, filled('fps', { n: now.fps.toFixed(now.fps < 10 ? 1 : 0) }));
    page.text(inference, filled('inference', { ms: Math.round(now.inferenceMs) }));
    setAttr(numbers, 'data-inference-ms', now.inferenceMs.toFixed(1));
    page.text(seen, filled('seen', { n: live }));
    page.text(backend, filled('backend', { name: computedBy ?? '' }));
    page.text(light, filled('stretched', { gain: gain.toFixed(1) }));
    setAttr(light, 'hidden', gain > 1 ? null : '');
  };

  const show = (nowMs: number): void => {
    const places = session?.lookout()?.places() ?? [];
    camera.show(settings, keeper.now());
    dancers.show(settings, places, page.text, page.lang());
    marks.show(keeper.now(), page.text);
    masks.show(keeper.now(), page.text);
    setAttr(unsaved, 'hidden', keeper.unsaved(nowMs) ? null : '');
    setAttr(picture.canvas, 'aria-label', WORDS.pictureLabel[page.lang()]);
    showNumbers();
  };

  const obey = (asked: KeyAsk): void => {
    if (asked.ask === 'start') root.querySelector<HTMLButtonElement>('.sp-start')?.click();
    else if (asked.ask === 'marks') beginMarks();
    else if (asked.ask === 'mask') beginMask();
    else if (asked.ask === 'keep') keep();
    else if (asked.ask === 'nudge') edit({ do: 'nudge', by: asked.by });
    else if (asked.ask === 'count') choose({ dancers: asked.count });
    else edit({ do: asked.ask });
  };
  const onKey = (event: KeyboardEvent): void => {
    const asked = keyAsk({
      code: event.code,
      modified: event.ctrlKey || event.altKey || event.metaKey,
      inControl: event.target instanceof Element && NO_CONTROL.includes(event.target.tagName),
      editing: editing.is !== 'nothing',
    });
    if (!asked) return;
    event.preventDefault();
    obey(asked);
  };
  document.addEventListener('keydown', onKey);

  const due = pacer(SHOW_MS);
  const stopFrames = everyFrame((nowMs) => {
    keeper.tick(nowMs);
    const lookout = session?.lookout() ?? null;
    picture.draw(
      {
        camera: keeper.now(),
        places: lookout?.places() ?? NOBODY,
        editing,
        pointer: picture.pointer(),
      },
      lookout?.stretch() ?? AS_IT_IS,
    );
    bar.show(editing, page.text);
    if (due(nowMs)) show(nowMs);
  });

  return {
    page,
    close(): void {
      document.removeEventListener('keydown', onKey);
      stopFrames();
      page.close();
    },
  };
};
