import { readFile, stat } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { sentence, YeounError } from '#contracts/errors';
import { Id } from '#contracts/ids';
import { StreamKind } from '#contracts/sensor';

/** A column by its number from 1, or by its name in the header. */
const Column = z.union([z.int().min(1).max(1024), z.string().min(1).max(200)]);

const LayoutStream = z.strictObject({
  kind: StreamKind,
  /** Its kind where absent. */
  name: Id.optional(),
  /** One for each channel. */
  columns: z.array(Column).min(1).max(256),
  /** Names of its channels; the kind's own, or those of the columns. */
  channels: z.array(z.string().min(1).max(32)).min(1).max(256).optional(),
  /** Factor to our unit, for all columns or one each; `offset` is added before it. */
  scale: z.union([z.number(), z.array(z.number()).min(1).max(256)]).default(1),
  offset: z.number().default(0),
  /** True for what comes at times of its own (heartbeats, events): a row counts only where it is new. */
  onChange: z.boolean().default(false),
});

/** How a CSV file is laid out: written by hand beside it, in YAML or JSON. */
export const Layout = z
  .strictObject({
    separator: z.enum(['comma', 'semicolon', 'tab', 'space']).default('comma'),
    /** Lines before the data; the last of them names the columns. */
    header: z.int().min(0).max(1000).default(1),
    /** Lines that begin so are passed over. */
    comment: z.string().min(1).max(8).optional(),
    /** Rows a second, where no column tells the time. */
    rate: z.number().min(0.01).max(10_000).optional(),
    time: z.strictObject({ column: Column, unit: z.enum(['s', 'ms', 'us', 'iso']) }).optional(),
    streams: z.array(LayoutStream).min(1).max(32),
  })
  .refine((l) => l.rate !== undefined || l.time !== undefined, {
    path: ['rate'],
    error: 'give `rate` (rows a second) or `time` (a column)',
  });
export type Layout = z.infer<typeof Layout>;

const MAX_BYTES = 256 * 1024;

/** Where the description of a file may lie, best first. */
export const sidecars = (path: string): string[] =>
  ['.layout.yaml', '.layout.yml', '.layout.json'].flatMap((end) => [
    `${path}${end}`,
    `${path.replace(/\.gz$/i, '')}${end}`,
  ]);

/** The first of some files that is there. */
export const firstThere = async (paths: readonly string[]): Promise<string | null> => {
  for (const path of new Set(paths)) {
    const found = await stat(path).catch(() => null);
    if (found?.isFile()) return path;
  }
  return null;
};

/** Reads a description. Throws YeounError `replay/bad-layout`, with the path of what is wrong. */
export const readLayout = async (path: string): Promise<Layout> => {
  const wrong = (what: string): YeounError =>
    new YeounError(
      'replay/bad-layout',
      path,
      what,
      'A layout has header, separator, rate or time, and streams with kind, columns and scale.',
    );
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw wrong(`cannot be read (${sentence(error)}).`);
  });
  if (text.length > MAX_BYTES) throw wrong(`is longer than ${MAX_BYTES} bytes.`);
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw wrong(`is no YAML or JSON (${sentence(error)}).`);
  }
  const layout = Layout.safeParse(value);
  if (layout.success) return layout.data;
  const [issue] = layout.error.issues;
  throw wrong(`${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'is wrong'}.`);
};
