import '../shared-ui/tokens.css';
import '../sensor-page/sensor-page.css';
import './strap.css';
import { sensorPage } from '../sensor-page/index.ts';
import { el } from '../shared-ui/dom.ts';
import { bluetoothOf, chooseStrap } from './choose.ts';
import { STRAP } from './words.ts';
import { wear } from './worn.ts';

const build = (root: HTMLElement): void => {
  const rate = el('p', { class: 'strap-rate num' });
  const battery = el('p', { class: 'strap-battery num' });
  const page = sensorPage({
    root,
    device: 'strap',
    title: STRAP.title,
    says: STRAP.says,
    hidden: STRAP.hidden,
    startWord: STRAP.start,
    content: [rate, battery],
    async start(run) {
      const device = await chooseStrap(bluetoothOf(navigator));
      const stop = wear(device, run, {
        rate: (text) => page.text(rate, text),
        battery: (text) => page.text(battery, text),
      });
      return () => {
        stop();
        page.text(rate, STRAP.noRate);
      };
    },
  });
  page.text(rate, STRAP.noRate);
  if (window.isSecureContext && !bluetoothOf(navigator)) page.block(STRAP.noBluetooth);
};

const root = document.getElementById('strap');
if (root) build(root);
