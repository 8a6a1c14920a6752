import { YeounError } from '#contracts/errors';
import { midi } from './adapters/midi/index.ts';
import { osc } from './adapters/osc/index.ts';
import { page } from './adapters/page/index.ts';
import { replay } from './adapters/replay/index.ts';
import { synthetic } from './adapters/synthetic/index.ts';
import type { Adapter, SourceContext, Stop } from './source.ts';

/** Every kind of source. Adding one is a file under adapters/ and a line here. */
export const ADAPTERS: Readonly<Record<string, Adapter>> = { synthetic, replay, osc, page, midi };

/** A source as somebody asked for it, understood and ready to open. */
export interface ParsedSource {
  readonly text: string;
  readonly kind: string;
  readonly adapter: Adapter;
  readonly options: unknown;
  /** Starts it; throws or rejects with a YeounError if it cannot begin. */
  open(context: SourceContext): Stop | Promise<Stop>;
}

/**
 * Reads `kind`, `kind:key=value,key=value` or `kind:path,key=value`. A comma within a value is written `\,`.
 * Throws a YeounError that names the kind or the option, and what would be right.
 */
export const parseSource = (text: string): ParsedSource => {
  const colon = text.indexOf(':');
  const kind = colon < 0 ? text : text.slice(0, colon);
  const adapter = Object.hasOwn(ADAPTERS, kind) ? ADAPTERS[kind] : undefined;
  const where = `--source ${text}`;
  if (!adapter)
    throw new YeounError(
      'source/unknown-kind',
      where,
      `there is no source of kind "${kind}".`,
      `Use one of: ${Object.keys(ADAPTERS).join(', ')}.`,
    );
  const parsed = adapter.options.safeParse(pairs(where, colon < 0 ? '' : text.slice(colon + 1)));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
    const option = unknown ?? (issue?.path.map(String).join('.') || 'options');
    throw new YeounError(
      'source/bad-option',
      where,
      unknown
        ? `there is no option "${unknown}".`
        : `option "${option}": ${issue?.message ?? 'is wrong'}.`,
      `Options of ${kind}: ${adapter.help}`,
    );
  }
  const options = parsed.data;
  return { text, kind, adapter, options, open: (context) => adapter.open(options, context) };
};

const pairs = (where: string, text: string): Record<string, string> => {
  const found: Record<string, string> = {};
  if (text === '') return found;
  for (const [i, part] of text.split(/(?<!\\),/).entries()) {
    const plain = part.replaceAll('\\,', ',');
    const equals = plain.indexOf('=');
    // A first part without a name is a place: `replay:/recordings/monday`.
    const bare = i === 0 && (equals < 0 || /[/\\]/.test(plain.slice(0, equals)));
    const key = bare ? 'path' : plain.slice(0, Math.max(0, equals));
    if (key === '' || Object.hasOwn(found, key))
      throw new YeounError(
        'source/bad-option',
        where,
        key === '' ? `"${plain}" is no option.` : `option "${key}" stands twice.`,
        'Write options as key=value, with commas between them.',
      );
    found[key] = bare ? plain : plain.slice(equals + 1);
  }
  return found;
};
