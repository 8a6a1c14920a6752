import '../shared-ui/tokens.css';
import '../sensor-page/sensor-page.css';
import './microphone.css';
import { sensorPage } from '../sensor-page/index.ts';
import { el } from '../shared-ui/dom.ts';
import { hearing } from './hearing.ts';
import { inputs } from './inputs.ts';
import { MICROPHONE } from './words.ts';

const build = (root: HTMLElement): void => {
  const choice = inputs();
  const level = el('p', { class: 'mic-level num' });
  const pitch = el('p', { class: 'mic-pitch num' });
  const page = sensorPage({
    root,
    device: 'microphone',
    title: MICROPHONE.title,
    says: MICROPHONE.says,
    hidden: MICROPHONE.hidden,
    content: [choice.root, level, pitch],
    start: async (run) => {
      const stop = await hearing(run, choice, {
        level: (text) => page.text(level, text),
        pitch: (text) => page.text(pitch, text),
      });
      void choice.renew();
      return stop;
    },
  });
  page.text(choice.label, MICROPHONE.choose);
  page.text(choice.usual, MICROPHONE.usual);
};

const root = document.getElementById('microphone');
if (root) build(root);
