import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  framedHead,
  frameWriter,
  HEAD_BYTES,
  idIn,
  MAX_RECORD_BYTES,
  openRecord,
  PREFIX_BYTES,
  prefixOf,
} from '../../conductor/state/vault/frames.ts';
import { openVault, readPassphrase, type Store, type Vault } from '../../conductor/state/vault.ts';

/** Quick to guess, and quick to test. */
const cost = { n: 1024, r: 8, p: 1 };
const PASSPHRASE = 'a long walk by the sea';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yeoun-vault-'));
});
afterEach(() => rm(folder, { recursive: true }));

const open = (passphrase: string | null = PASSPHRASE): Promise<Vault> =>
  openVault({ folder, passphrase, cost });
const text = (bytes: Uint8Array | null): string | null =>
  bytes && Buffer.from(bytes).toString('utf8');
const bytes = (s: string): Uint8Array => Buffer.from(s);

const readAll = (store: Store, name: string): { text: string; fault: string | null } => {
  const source = store.bytes(name);
  const parts: Uint8Array[] = [];
  for (let piece = source.read(); piece; piece = source.read()) parts.push(piece);
  source.close();
  return { text: Buffer.concat(parts).toString('utf8'), fault: source.fault };
};

describe('a vault', () => {
  it('reads back what it wrote, and shows nothing of it on the disk', async () => {
    const vault = await open();
    await vault.write('profiles/mina.json', bytes('a heart of 61'));
    expect(text(await vault.read('profiles/mina.json'))).toBe('a heart of 61');
    expect(text(await (await open()).read('profiles/mina.json'))).toBe('a heart of 61');
    const raw = await readFile(join(folder, 'profiles', 'mina.json'));
    expect(raw.includes('heart')).toBe(false);
    expect(await vault.read('profiles/nobody.json')).toBeNull();
  });

  it('lies open where nobody gave a passphrase', async () => {
    const vault = await open(null);
    await vault.write('a.json', bytes('plain'));
    expect(vault.encrypted).toBe(false);
    expect(await readFile(join(folder, 'a.json'), 'utf8')).toBe('plain');
    expect(await readdir(folder)).toEqual(['a.json']);
  });

  it('refuses a wrong passphrase and a missing one, and changes nothing', async () => {
    await (await open()).write('a', bytes('x'));
    const before = await readFile(join(folder, 'vault.json'), 'utf8');
    await expect(open('another passphrase')).rejects.toMatchObject({ code: 'vault/wrong-key' });
    await expect(open(null)).rejects.toMatchObject({ code: 'vault/no-key' });
    expect(await readFile(join(folder, 'vault.json'), 'utf8')).toBe(before);
  });

  it('takes a passphrase in Hangul however its letters are composed', async () => {
    await (await open('여운이 남는 저녁'.normalize('NFC'))).write('a', bytes('x'));
    expect(text(await (await open('여운이 남는 저녁'.normalize('NFD'))).read('a'))).toBe('x');
  });

  it('has one key where two processes open it for the first time at once', async () => {
    const [a, b] = await Promise.all([open(), open()]);
    await a.write('a', bytes('x'));
    expect(text(await b.read('a'))).toBe('x');
  });

  it('makes no key in a folder where it may not', async () => {
    const made = openVault({ folder, passphrase: PASSPHRASE, cost, mayMake: false });
    await expect(made).rejects.toMatchObject({ code: 'vault/missing' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('says that its own file is damaged instead of making another one', async () => {
    await open();
    for (const rubbish of ['', '{', '{"format":1}', 'null']) {
      await writeFile(join(folder, 'vault.json'), rubbish);
      await expect(open()).rejects.toMatchObject({ code: 'vault/damaged' });
    }
  });

  it('finds a file that was changed or put in the place of another', async () => {
    const vault = await open();
    await vault.write('a', bytes('first'));
    await vault.write('b', bytes('second'));
    const a = await readFile(join(folder, 'a'));
    await writeFile(join(folder, 'b'), a);
    await expect(vault.read('b')).rejects.toMatchObject({ code: 'vault/damaged' });
    a.writeUInt8(a.readUInt8(a.length - 1) ^ 1, a.length - 1);
    await writeFile(join(folder, 'a'), a);
    await expect(vault.read('a')).rejects.toMatchObject({ code: 'vault/damaged' });
  });

  it('leads to no file outside its folder', async () => {
    const vault = await open();
    for (const name of ['../x', 'a/../../x', '/etc/passwd', '', 'a//b', '.', '..', '.hidden'])
      expect(() => vault.write(name, bytes('x')), name).toThrow(/no name/);
  });

  it('gives every room a key of its own: without it the room is noise', async () => {
    const vault = await open();
    const room = await vault.room('takes/one', 'make');
    await room.write('a', bytes('hers'));
    expect(text(await (await vault.room('takes/one', 'open')).read('a'))).toBe('hers');
    const other = await vault.room('takes/two', 'make');
    await writeFile(join(folder, 'takes/two/a'), await readFile(join(folder, 'takes/one/a')));
    await expect(other.read('a')).rejects.toMatchObject({ code: 'vault/damaged' });
    await writeFile(
      join(folder, 'takes/one/key.json'),
      await readFile(join(folder, 'takes/two/key.json')),
    );
    await expect(vault.room('takes/one', 'open')).rejects.toMatchObject({ code: 'vault/damaged' });
  });
});

describe('a passphrase', () => {
  it('comes from the variable, else from the file', async () => {
    const file = join(folder, 'key');
    await writeFile(file, 'from the file\n');
    expect(await readPassphrase('from the variable', file)).toBe('from the variable');
    expect(await readPassphrase(undefined, file)).toBe('from the file');
    expect(await readPassphrase('', null)).toBeNull();
  });

  it('is refused where it is short or its file cannot be read', async () => {
    await expect(readPassphrase('short', null)).rejects.toMatchObject({ code: 'vault/short-key' });
    const none = readPassphrase(undefined, join(folder, 'none'));
    await expect(none).rejects.toMatchObject({ code: 'vault/key-file' });
  });
});

const grown = async (lines: readonly string[], end = true) => {
  const store = await (await open()).room('takes/one', 'make');
  const file = await store.appender('blocks.jsonl');
  for (const line of lines) await file.append(bytes(`${line}\n`));
  if (end) await file.close();
  return { store, file, path: join(folder, 'takes/one/blocks.jsonl') };
};

/** The records of a file, each with its prefix. */
const recordsIn = (file: Buffer): Buffer[] => {
  const records: Buffer[] = [];
  for (let at = HEAD_BYTES; at < file.length; ) {
    const size = PREFIX_BYTES + file.readUInt32BE(at);
    records.push(file.subarray(at, at + size));
    at += size;
  }
  return records;
};

describe('R17: a file of records', () => {
  it('reads back whole, with its end', async () => {
    const { store } = await grown(['one', 'two', 'three']);
    expect(readAll(store, 'blocks.jsonl')).toEqual({ text: 'one\ntwo\nthree\n', fault: null });
  });

  it('R9: is whole up to the last record after a crash, wherever it was cut', async () => {
    const { store, path, file } = await grown(['one', 'two', 'three'], false);
    const { text: all, fault } = readAll(store, 'blocks.jsonl');
    expect([all, fault]).toEqual(['one\ntwo\nthree\n', expect.stringContaining('last record')]);
    const whole = await readFile(path);
    for (let cut = 1; cut < 40; cut++) {
      await truncate(path, whole.length - cut);
      const read = readAll(store, 'blocks.jsonl');
      expect(read.text).toBe('one\ntwo\n');
      expect(read.fault).toBeTruthy();
    }
    await file.close();
  });

  it('stops before a record that was left out, repeated, exchanged or changed', async () => {
    const { store, path } = await grown(['one', 'two', 'three']);
    const file = await readFile(path);
    const head = file.subarray(0, HEAD_BYTES);
    const [a, b, c, end] = recordsIn(file) as [Buffer, Buffer, Buffer, Buffer];
    const changed = Buffer.from(b);
    changed.writeUInt8(changed.readUInt8(20) ^ 4, 20);
    const cases: readonly (readonly [string, readonly Buffer[], string])[] = [
      ['left out', [a, c, end], 'one\n'],
      ['repeated', [a, a, b, c, end], 'one\n'],
      ['exchanged', [b, a, c, end], ''],
      ['changed', [a, changed, c, end], 'one\n'],
      ['ended early', [a, end], 'one\n'],
    ];
    for (const [what, records, left] of cases) {
      await writeFile(path, Buffer.concat([head, ...records]));
      const read = readAll(store, 'blocks.jsonl');
      expect(read.text, what).toBe(left);
      expect(read.fault, what).toContain('changed');
    }
    await writeFile(path, Buffer.concat([head, a, b, c]));
    expect(readAll(store, 'blocks.jsonl').fault).toContain('without its last record');
  });

  it('does not open under another name', async () => {
    const { store, path } = await grown(['one']);
    await writeFile(join(folder, 'takes/one/timeline.jsonl'), await readFile(path));
    expect(readAll(store, 'timeline.jsonl')).toMatchObject({ text: '' });
  });

  it('is never begun twice', async () => {
    const { store } = await grown(['one']);
    await expect(store.appender('blocks.jsonl')).rejects.toMatchObject({ code: 'EEXIST' });
  });

  it('reads on from any place it named', async () => {
    const { store } = await grown(['one', 'two', 'three']);
    const pieces = await store.pieces('blocks.jsonl');
    const first = await pieces.next();
    const second = await pieces.next();
    await pieces.close();
    const again = await store.pieces('blocks.jsonl', { ...second!.at, skip: 1 });
    expect(text(first!.bytes)).toBe('one\n');
    expect(text((await again.next())!.bytes)).toBe('wo\n');
    expect(text((await again.next())!.bytes)).toBe('three\n');
    expect(await again.next()).toBeNull();
    await again.close();
  });
});

const key = Buffer.alloc(32, 7);
const framed = () => ({ key, name: 'x', id: idIn(framedHead()) ?? key });

describe('records, whatever is in them', () => {
  it('give back what went in, in whole lines and within their bound', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 400 })), (parts) => {
        const file = framed();
        const writer = frameWriter(file);
        const records = recordsIn(
          Buffer.concat([Buffer.alloc(HEAD_BYTES), ...parts.map((p) => writer.data(p))]),
        );
        const opened = records.map((r, i) => openRecord(file, 0, i, r.subarray(PREFIX_BYTES)));
        expect(Buffer.concat(opened as Uint8Array[])).toEqual(Buffer.concat(parts));
      }),
      { numRuns: 100 },
    );
    const long = Buffer.from(`${'x'.repeat(700_000)}\n`.repeat(3));
    const records = recordsIn(
      Buffer.concat([Buffer.alloc(HEAD_BYTES), frameWriter(framed()).data(long)]),
    );
    expect(records).toHaveLength(3);
    for (const r of records) expect(r.length).toBeLessThan(MAX_RECORD_BYTES + 100);
  });

  it('never throw on rubbish, nor ask for more memory than a record has', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 5, maxLength: 200 }), (rubbish) => {
        const said = prefixOf(rubbish.subarray(0, PREFIX_BYTES));
        if (said) expect(said.bytes).toBeLessThan(MAX_RECORD_BYTES + 100);
        expect(openRecord(framed(), 0, 0, rubbish)).toBeNull();
        expect(idIn(rubbish)).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });
});
