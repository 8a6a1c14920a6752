import { readFileSync } from 'node:fs';

/** One line of a table by the names of its columns. */
export type CsvRow = Readonly<Record<string, string>>;

/** Lines of a comma-separated file with one line of names; without quotes. */
export const readCsv = (path: string): CsvRow[] => {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
  });
};
