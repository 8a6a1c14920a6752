import '../shared-ui/tokens.css';
import './rehearsal.css';
import { startRehearsal } from './app.ts';

const root = document.getElementById('rehearsal');
if (root) startRehearsal(root);
