import '../shared-ui/tokens.css';
import './mine.css';
import { startMine } from './app.ts';

const root = document.getElementById('mine');
if (root) startMine(root);
