// A launcher that only forks: to be killed, so that its child is left alone.
import { fork } from 'node:child_process';

fork(process.argv[2], ['live', 'aloud'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
