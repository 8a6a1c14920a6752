import type { CueDrift, RunDiff } from './diff.ts';

const MOST_ROWS = 12;
const s = (seconds: number | null): string => (seconds === null ? '-' : `${seconds.toFixed(1)} s`);
const x = (value: number): string => value.toFixed(4);

const firstLine = ({ first }: RunDiff): string => {
  if (!first) return 'They are the same.';
  const names = first.names.slice(0, 6).join(', ') || 'something besides the picture';
  const more = first.names.length > 6 ? ` and ${first.names.length - 6} more` : '';
  const [a, b] = first.cue.map((cue) => cue ?? '-');
  const cue = a === b ? `cue ${a}` : `cue ${a} against ${b}`;
  return `The first difference: line ${first.line}, ${s(first.atS)}, ${cue}: ${names}${more}.`;
};

const cueLine = ({ cue, pass, aS, bS, driftS }: CueDrift): string => {
  const name = pass === 1 ? cue : `${cue} (${pass})`;
  const drift = driftS === null ? 'not in both' : `${driftS >= 0 ? '+' : ''}${driftS.toFixed(3)} s`;
  return `  ${name.padEnd(12)}${s(aS).padStart(10)}${s(bS).padStart(10)}   ${drift}`;
};

/** How two runs differ, for people. */
export const diffText = (diff: RunDiff, a: string, b: string): string => {
  const lines = [
    `a: ${a}, ${diff.lines[0]} lines`,
    `b: ${b}, ${diff.lines[1]} lines`,
    firstLine(diff),
  ];
  if (diff.alone > 0) lines.push(`Lines that only one of them has: ${diff.alone}.`);
  if (diff.same) return lines.join('\n');
  const { cues, seen, affect, acts } = diff;
  if (cues.length > 0)
    lines.push('Cues, and how much later each starts in b:', ...cues.map(cueLine));
  if (seen.length > 0)
    lines.push(
      'What is seen, the largest differences:',
      ...seen
        .slice(0, MOST_ROWS)
        .map((d) => `  ${d.name.padEnd(28)} most ${x(d.most)}   RMSE ${x(d.rmse)}`),
    );
  lines.push(
    'What is felt:',
    ...Object.entries(affect).map(
      ([name, d]) =>
        `  ${name.padEnd(28)} r ${d.r === null ? '-' : d.r.toFixed(4)}   RMSE ${x(d.rmse)}   most ${x(d.most)}`,
    ),
  );
  if (acts[0] + acts[1] > 0) lines.push(`Messages that left: ${acts[0]} and ${acts[1]}.`);
  return lines.join('\n');
};
