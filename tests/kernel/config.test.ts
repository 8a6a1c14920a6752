import { describe, expect, it } from 'vitest';
import { FLAGS, readConfig } from '../../conductor/config.ts';

const read = (given = {}, env = {}) => readConfig(given, env, '/project', '/somewhere');

describe('config', () => {
  it('has defaults that need nothing', () => {
    expect(read()).toMatchObject({
      show: '/project/shows/first-light',
      port: 4400,
      oscPort: 9000,
      oscQueryPort: 5678,
      host: '127.0.0.1',
      fresh: false,
      sources: ['synthetic', 'osc', 'page', 'midi'],
    });
  });

  it('lets a flag win over its variable, and a variable over the default', () => {
    expect(read({ port: '5000' }, { YEOUN_PORT: '6000' }).port).toBe(5000);
    expect(read({}, { YEOUN_PORT: '6000' }).port).toBe(6000);
  });

  it('gives every flag its YEOUN_ twin', () => {
    for (const { flag, env } of Object.values(FLAGS)) {
      const name = flag.split(' ')[0]?.slice(2).toUpperCase().replaceAll('-', '_');
      expect(env).toBe(`YEOUN_${name}`);
    }
  });

  it('reads several sources from repeated flags or one variable', () => {
    expect(read({ source: ['osc', 'replay:/x'] }).sources).toEqual(['osc', 'replay:/x']);
    expect(read({}, { YEOUN_SOURCE: 'osc; synthetic:seed=3' }).sources).toEqual([
      'osc',
      'synthetic:seed=3',
    ]);
  });

  it('resolves folders against where the command was typed', () => {
    expect(read({ show: 'mine' }).show).toBe('/somewhere/mine');
  });

  it.each([
    [{ port: '70000' }, '--port'],
    [{ port: '44x' }, '--port'],
    [{ oscPort: '-1' }, '--osc-port'],
    [{ oscQueryPort: 'x' }, '--oscquery-port'],
    [{ host: 'a b' }, '--host'],
    [{ logLevel: 'loud' }, '--log-level'],
    [{ consent: 'withdrawn' }, '--consent'],
  ])('refuses %j and names %s', (given, flag) => {
    expect(() => read(given)).toThrow(flag);
  });

  it('takes the passphrase of the state folder from its variable alone', () => {
    expect(read({}, { YEOUN_STATE_KEY: 'by the sea' }).stateKey).toBe('by the sea');
    expect(Object.values(FLAGS).map(({ flag }) => flag.split(' ')[0])).not.toContain('--state-key');
    expect(read({ stateKeyFile: 'key' }).stateKeyFile).toBe('/somewhere/key');
    expect(read({}, { YEOUN_KEY_FILE: 'people.key' }).keyFile).toBe('/somewhere/people.key');
    expect(read().keyFile).toBeNull();
    expect(read()).toMatchObject({ stateKeyFile: null, consent: 'none', withoutRaw: false });
  });

  it('refuses a toggle that is neither yes nor no', () => {
    expect(() => read({}, { YEOUN_FRESH: 'maybe' })).toThrow('YEOUN_FRESH');
  });
});
