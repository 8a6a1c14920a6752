import '../shared-ui/tokens.css';
import './console.css';
import { startConsole } from './app.ts';

const root = document.getElementById('console');
if (root) startConsole(root);
