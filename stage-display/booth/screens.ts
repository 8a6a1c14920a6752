import type { VisitStep } from '#contracts/visit';
import { el, setAttr } from '../shared-ui/dom.ts';
import { fadeAway, fadeIn } from './calm.ts';
import { afterScreen } from './steps/after.ts';
import { ageScreen } from './steps/age.ts';
import { consentScreen } from './steps/consent.ts';
import { farewellScreen } from './steps/farewell.ts';
import { filmScreen } from './steps/film.ts';
import { musicScreen } from './steps/music.ts';
import { noticeScreen } from './steps/notice.ts';
import { recallScreen } from './steps/recall.ts';
import { restScreen } from './steps/rest.ts';
import { sensorsScreen } from './steps/sensors.ts';
import { sketchScreen } from './steps/sketch.ts';
import { welcomeScreen } from './steps/welcome.ts';
import { questionsScreen, wordsScreen } from './steps/words.ts';
import type { Desk, OpenScreen, Screen, View } from './view.ts';

const SCREENS: Readonly<Record<VisitStep, OpenScreen>> = {
  welcome: welcomeScreen,
  notice: noticeScreen,
  age: ageScreen,
  consent: consentScreen,
  words: wordsScreen,
  questions: questionsScreen,
  sketch: sketchScreen,
  music: musicScreen,
  sensors: sensorsScreen,
  rest: restScreen,
  recall: recallScreen,
  film: filmScreen,
  after: afterScreen,
  farewell: farewellScreen,
};

/** A screen lives exactly as long as this stays the same: another visitor never finds a draft of the one before. */
const askedOf = ({ status }: View): string =>
  [status.visit ?? '', status.step, status.step === 'questions' ? status.question?.id : ''].join();

/** Shows the one question that is asked now. */
export const screens = (desk: Desk) => {
  const root = el('main', { class: 'screens' });
  let now: Screen | null = null;
  let asked: string | null = null;

  const open = (view: View): Screen => {
    const isFirst = now === null;
    const before = now;
    before?.close?.();
    if (before) fadeAway(before.root);
    const next = SCREENS[view.status.step](desk, view);
    root.append(next.root);
    fadeIn(next.root, isFirst ? 0 : undefined);
    // The question is read out, and the keys of the one before are out of reach.
    const head = next.root.querySelector<HTMLElement>('[tabindex="-1"]');
    if (!isFirst) head?.focus({ preventScroll: true });
    return next;
  };

  return {
    root,
    now: (): Screen | null => now,
    update(view: View): void {
      const next = askedOf(view);
      if (next !== asked) {
        now = open(view);
        asked = next;
      }
      setAttr(root, 'data-step', view.status.step);
      now?.update(view);
    },
    close(): void {
      now?.close?.();
      now = null;
      root.replaceChildren();
    },
  };
};
