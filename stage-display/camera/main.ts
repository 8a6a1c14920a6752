import '../shared-ui/tokens.css';
import '../sensor-page/sensor-page.css';
import './camera.css';
import { startCamera } from './app.ts';

const root = document.getElementById('camera');
if (root) startCamera(root);
