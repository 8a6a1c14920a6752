import '../shared-ui/tokens.css';
import './latency.css';
import { startLatency } from './app.ts';

const root = document.getElementById('latency');
if (root) startLatency(root);
