import '../shared-ui/tokens.css';
import './calibrate.css';
import { startCalibrate } from './app.ts';

const root = document.getElementById('calibrate');
if (root) startCalibrate(root);
