import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { YeounError } from '#contracts/errors';
import { folderError, folderText } from '../../conductor/state/folder-errors.ts';
import { takeLock } from '../../conductor/state/lock.ts';
import { type Processes, realProcesses } from '../../conductor/state/processes.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yeoun-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A machine on which these processes live, seen by `pid`. */
const machine = (pid: number, born: Record<number, string>): Processes => ({
  pid,
  bornOf: (of) => born[of] ?? null,
});
const refusal = (fn: () => unknown): YeounError => {
  try {
    fn();
  } catch (error) {
    if (error instanceof YeounError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};
const lockFile = () => join(folder, 'conductor.lock');

describe('state folder lock', () => {
  it('makes the folder, keeps others out with one sentence, and gives it back', () => {
    const deep = join(folder, 'a', 'b');
    const born = { 10: 'x', 11: 'y' };
    const give = takeLock(deep, machine(10, born));
    const error = refusal(() => takeLock(deep, machine(11, born)));
    expect(error.code).toBe('state/locked');
    expect(error.message).toBe(
      `${deep}: another conductor (process 10) works in this state folder. Stop it, or name another folder with --state.`,
    );
    give();
    give();
    expect(readdirSync(deep)).toEqual([]);
    takeLock(deep, machine(11, born))();
  });

  it('takes over from the dead', () => {
    takeLock(folder, machine(10, { 10: 'x' }));
    const give = takeLock(folder, machine(11, { 11: 'y' }));
    expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toEqual({ pid: 11, born: 'y' });
    expect(readdirSync(folder)).toEqual(['conductor.lock']);
    give();
  });

  it('takes over where the pid now belongs to another program, its own included', () => {
    takeLock(folder, machine(10, { 10: 'before the power cut' }));
    takeLock(folder, machine(11, { 10: 'a print server', 11: 'y' }))();
    takeLock(folder, machine(7, { 7: 'first container' }));
    takeLock(folder, machine(7, { 7: 'second container' }))();
  });

  it('where the system tells no birth, a living pid keeps its lock and the own pid does not', () => {
    takeLock(folder, machine(10, { 10: '' }));
    expect(refusal(() => takeLock(folder, machine(11, { 10: '', 11: '' }))).code).toBe(
      'state/locked',
    );
    takeLock(folder, machine(10, { 10: '' }))();
  });

  it.each(['', '{', '{"pid":"x"}', '123'])('takes over a lock that holds nonsense: %j', (text) => {
    writeFileSync(lockFile(), text);
    takeLock(folder, machine(11, { 11: 'y' }))();
  });

  it('giving back late never takes the lock of a successor away', () => {
    const give = takeLock(folder, machine(10, { 10: 'x' }));
    takeLock(folder, machine(11, { 11: 'y' }));
    give();
    expect(existsSync(lockFile())).toBe(true);
  });

  it('one process cannot take it twice, as the real system tells it', () => {
    const give = takeLock(folder);
    expect(refusal(() => takeLock(folder)).code).toBe('state/locked');
    give();
  });

  it('a killed process is dead to it, a living one is not', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(child, 'spawn');
    const pid = child.pid ?? 0;
    const born = realProcesses.bornOf(pid) ?? '';
    writeFileSync(lockFile(), JSON.stringify({ pid, born }));
    expect(refusal(() => takeLock(folder)).code).toBe('state/locked');
    child.kill('SIGKILL');
    await once(child, 'exit');
    takeLock(folder)();
  });
});

describe('a state folder that cannot be used', () => {
  it('is a file', () => {
    const file = join(folder, 'notes.txt');
    writeFileSync(file, 'hello');
    expect(refusal(() => takeLock(file))).toMatchObject({
      code: 'state/not-a-folder',
      message: `${file}: this is a file, not a folder. Name a folder with --state.`,
    });
    expect(refusal(() => takeLock(join(file, 'deeper'))).code).toBe('state/not-a-folder');
  });

  it('may not be written', () => {
    chmodSync(folder, 0o500);
    const bound = process.getuid?.() !== 0;
    if (bound) expect(refusal(() => takeLock(folder)).code).toBe('state/not-writable');
    for (const code of ['EACCES', 'EPERM', 'EROFS'])
      expect(folderError(Object.assign(new Error(), { code }), folder)).toMatchObject({
        code: 'state/not-writable',
        where: folder,
      });
    chmodSync(folder, 0o700);
  });

  it('is on a full disk, or a broken one', () => {
    const of = (code: string) => folderError(Object.assign(new Error(), { code }), folder);
    expect(of('ENOSPC').message).toBe(`${folder}: the disk is full. Free some space.`);
    expect(of('EIO').code).toBe('state/disk');
    const text = folderText(Object.assign(new Error(), { code: 'ENOSPC' }), { en: 'A', ko: '가' });
    expect(text.en).toMatch(/^A: the disk is full/);
    expect(text.ko).toMatch(/^가: 디스크/);
  });
});
