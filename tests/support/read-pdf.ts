import { inflateSync } from 'node:zlib';

export interface PdfPage {
  /** Points, 72 an inch. */
  readonly width: number;
  readonly height: number;
  /** What is written on it, in the order of drawing, without the spaces that lie between words by place alone. */
  readonly text: string;
}

interface Thing {
  readonly head: string;
  readonly stream: string | null;
}

/** Objects by their number; streams are inflated. Enough for the PDFs that Chromium writes. */
const objectsOf = (bytes: Buffer): ReadonlyMap<number, Thing> => {
  const text = bytes.toString('latin1');
  const things = new Map<number, Thing>();
  for (const found of text.matchAll(/(\d+) 0 obj\b/g)) {
    const from = found.index + found[0].length;
    const to = text.indexOf('endobj', from);
    const body = text.slice(from, to < 0 ? undefined : to);
    const at = body.indexOf('stream');
    const head = at < 0 ? body : body.slice(0, at);
    things.set(Number(found[1]), {
      head,
      stream: at < 0 ? null : streamOf(bytes, text, from + at, head),
    });
  }
  return things;
};

const streamOf = (bytes: Buffer, text: string, at: number, head: string): string | null => {
  const start = text.startsWith('\r\n', at + 6) ? at + 8 : at + 7;
  const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
  const raw = bytes.subarray(start, start + length);
  if (!head.includes('/FlateDecode')) return raw.toString('latin1');
  try {
    return inflateSync(raw).toString('latin1');
  } catch {
    return null;
  }
};

const utf16 = (hex: string): string => {
  const units = hex.match(/.{4}/g) ?? [];
  return String.fromCharCode(...units.map((u) => Number.parseInt(u, 16)));
};

/** A font's codes as text, from its ToUnicode map. */
const mapOf = (cmap: string): ReadonlyMap<number, string> => {
  const map = new Map<number, string>();
  for (const [, part = ''] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, code = '', to = ''] of part.matchAll(/<(\w+)>\s*<(\w+)>/g))
      map.set(Number.parseInt(code, 16), utf16(to));
  for (const [, part = ''] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, a = '', b = '', to = ''] of part.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)) {
      const first = Number.parseInt(a, 16);
      const start = Number.parseInt(to, 16);
      for (let code = first; code <= Number.parseInt(b, 16); code++)
        map.set(code, String.fromCodePoint(start + code - first));
    }
  return map;
};

/** A font: its codes as text, and how many hexadecimal digits a code has. */
interface Font {
  readonly map: ReadonlyMap<number, string>;
  readonly digits: 2 | 4;
}
type Maps = ReadonlyMap<string, Font>;

const textOf = (hex: string, { map, digits }: Font): string =>
  (hex.match(digits === 2 ? /.{2}/g : /.{4}/g) ?? [])
    .map((code) => map.get(Number.parseInt(code, 16)) ?? '')
    .join('');

const writtenIn = (content: string, fonts: Maps): string => {
  let font: Font | undefined;
  let text = '';
  for (const [token, name, hex] of content.matchAll(/\/(\w+) [\d.-]+ Tf|<([0-9A-Fa-f]+)>/g)) {
    if (token.endsWith('Tf')) font = fonts.get(name ?? '');
    else if (font) text += textOf(hex ?? '', font);
  }
  return text;
};

/** The pages of a PDF that Chromium wrote: their size and what is written on them. */
export const readPdf = (bytes: Buffer): readonly PdfPage[] => {
  const things = objectsOf(bytes);
  const refs = (head: string, name: string): number[] => {
    const list = new RegExp(`/${name}\\s*\\[([^\\]]*)\\]`).exec(head)?.[1];
    const one = new RegExp(`/${name} (\\d+) 0 R`).exec(head)?.[1];
    if (list !== undefined) return [...list.matchAll(/(\d+) 0 R/g)].map((m) => Number(m[1]));
    return one === undefined ? [] : [Number(one)];
  };
  const fontOf = (id: number): Font => {
    const head = things.get(id)?.head ?? '';
    const [to] = refs(head, 'ToUnicode');
    const map = mapOf((to === undefined ? null : things.get(to)?.stream) ?? '');
    return { map, digits: head.includes('/Type3') ? 2 : 4 };
  };
  const pages = [...things.values()].filter((t) => /\/Type\s*\/Page\b/.test(t.head));
  return pages.map(({ head }) => {
    const box = /\/MediaBox\s*\[([^\]]*)\]/.exec(head)?.[1]?.trim().split(/\s+/).map(Number) ?? [];
    const fontPart = /\/Font\s*<<([\s\S]*?)>>/.exec(head)?.[1] ?? '';
    const fonts = new Map(
      [...fontPart.matchAll(/\/(\w+) (\d+) 0 R/g)].map((m) => [m[1] ?? '', fontOf(Number(m[2]))]),
    );
    const content = refs(head, 'Contents').map((id) => things.get(id)?.stream ?? '');
    return { width: box[2] ?? 0, height: box[3] ?? 0, text: writtenIn(content.join('\n'), fonts) };
  });
};
