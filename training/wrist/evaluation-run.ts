import { labelOf, type Person, readPeople } from './people.ts';
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

/** Fewer cannot be left out one at a time with folds among the others. */
const LEAST_PEOPLE = 3;

/** Those of whom there is both stress and rest; the others are named. */
const taughtBoth = (people: readonly Person[], log: (text: string) => void): Person[] =>
  people.filter(({ name, phases, windows }) => {
    const found = windows.flatMap(({ atMs }) => labelOf(phases, atMs)?.stress ?? []);
    const isBoth = found.includes(0) && found.includes(1);
    if (!isBoth) log(`${name}: has not both stress and rest, not among those who are left out`);
    return isBoth;
  });

/** Reads the recordings and runs every protocol: some minutes. */
export const wristRun = async (data: string, log: (text: string) => void): Promise<WristRun> => {
  const run = protocolsOf(await readPeople(data, log), log);
  if (!run) throw new Error(`${data} has too few people for leaving them out.`);
  return run;
};

/** Every protocol that leaves people out; null, and said, where there are too few. */
export const protocolsOf = (
  all: readonly Person[],
  log: (text: string) => void,
): WristRun | null => {
  const people = taughtBoth(all, log);
  if (people.length < LEAST_PEOPLE) {
    log(`leaving people out needs ${LEAST_PEOPLE} with stress and rest; here are ${people.length}`);
    return null;
  }
  return everyProtocol(people, log);
};

const everyProtocol = (people: readonly Person[], log: (text: string) => void): WristRun => {
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
