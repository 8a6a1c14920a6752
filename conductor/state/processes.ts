import { readFileSync } from 'node:fs';
import { codeOf } from './folder-errors.ts';

/** What the lock needs to know of processes; injected in tests. */
export interface Processes {
  readonly pid: number;
  /**
   * An opaque mark of when a living process began, so that a recycled pid is not mistaken for it;
   * an empty text where the system does not tell, null where no such process lives.
   */
  bornOf(pid: number): string | null;
}

/** Fields of /proc/<pid>/stat after the command in brackets: state is the first, start time the twentieth (proc(5)). */
const STATE = 0;
const START_TIME = 19;

const fromProc = (pid: number): string | null => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[STATE] === 'Z' ? null : (fields[START_TIME] ?? '');
};

const answersSignals = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
};

export const realProcesses: Processes = {
  pid: process.pid,
  bornOf(pid) {
    if (!answersSignals(pid)) return null;
    try {
      return fromProc(pid);
    } catch {
      return '';
    }
  },
};
