import { readPeople } from './people.ts';
import {
  leaveOnePersonOut,
  type Plain,
  randomWindows,
  type Tested,
  timeAlone,
} from './protocols.ts';

/** Every protocol once; the rows of the table are drawn from it. */
export interface WristRun {
  readonly all: readonly Tested[];
  readonly withoutMovement: readonly Tested[];
  /** Taught everything but the interview, tested on the interview against rest. */
  readonly stroopToInterview: readonly Tested[];
  readonly interviewToStroop: readonly Tested[];
  readonly leaky: readonly Plain[];
  readonly timeAlone: readonly Plain[];
}

/** Reads the recordings and runs every protocol: some minutes. */
export const wristRun = async (data: string, log: (text: string) => void): Promise<WristRun> => {
  const people = await readPeople(data, log);
  log(`${people.length} people, ${people.reduce((sum, p) => sum + p.windows.length, 0)} windows`);
  const all = leaveOnePersonOut(people, 'all');
  log('leave one person out: done');
  const withoutMovement = leaveOnePersonOut(people, 'without movement');
  log('without movement: done');
  const across = (taught: string, tested: string) =>
    leaveOnePersonOut(people, 'all', tested).filter((t) => t.task !== taught);
  return {
    all,
    withoutMovement,
    stroopToInterview: across('Stroop', 'Interview'),
    interviewToStroop: across('Interview', 'Stroop'),
    leaky: randomWindows(people),
    timeAlone: timeAlone(people),
  };
};
