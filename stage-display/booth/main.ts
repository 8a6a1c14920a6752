import '../shared-ui/tokens.css';
import './css/letters.css';
import './css/booth.css';
import './css/screens.css';
import './css/telling.css';
import './css/feeling.css';
import { startBooth } from './app.ts';

const root = document.getElementById('booth');
if (root) startBooth(root);
