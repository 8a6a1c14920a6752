import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningConductor, startConductor, until } from '../support/conductor.ts';
import { type OscPeer, oscPeer } from '../support/osc-peer.ts';

let conductor: RunningConductor;
let peer: OscPeer;

beforeAll(async () => {
  conductor = await startConductor(['--show', 'shows/minimal', '--fresh']);
  peer = await oscPeer(conductor.oscPort);
});
afterAll(async () => {
  peer?.close();
  await conductor?.stop();
});

const cueIs = (cue: string | null) =>
  until(`cue ${cue}`, 3000, async () => (await conductor.health()).cue === cue);

describe('the public interface', { timeout: 60_000 }, () => {
  it('answers /health with all it promises', async () => {
    const health = await conductor.health();
    for (const key of [
      'status',
      'show',
      'cue',
      'scene',
      'affect',
      'sources',
      'displays',
      'uptimeS',
      'version',
      'pid',
    ])
      expect(health).toHaveProperty(key);
    expect(health.status).toBe('ok');
    expect(health.show).toBe('minimal');
    expect(health.affect.valence).toBeCloseTo(health.affect.positive - health.affect.negative, 6);
    expect(health.pid).not.toBe(conductor.launcher.pid);
  });

  it('reads the synthetic dancer and feels with confidence within seconds', async () => {
    const health = await until('a live affect', 15_000, async () => {
      const h = await conductor.health();
      return h.affect.source === 'live' && h.affect.confidence > 0.2 ? h : null;
    });
    const dancer = health.sources.find((s) => s.kind === 'synthetic');
    expect(dancer?.state).toBe('live');
    expect(dancer?.rateHz).toBeGreaterThan(100);
  });

  it.each(['/', '/stage', '/console'])('serves the page %s', async (path) => {
    const answer = await fetch(conductor.url + path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/html');
  });

  it('answers /metrics in the format of Prometheus', async () => {
    const text = await (await fetch(`${conductor.url}/metrics`)).text();
    expect(text).toMatch(/^# HELP yeoun_/m);
  });

  it('refuses a foreign host name, so that no web page can reach in by DNS', async () => {
    const status = await new Promise((done) => {
      request(`${conductor.url}/health`, { headers: { host: 'evil.example' } }, (r) =>
        done(r.statusCode),
      ).end();
    });
    expect(status).toBe(403);
  });

  /** A second GO right after the first is the bounce of a finger. */
  const guardOver = async (): Promise<void> => {
    const { uptimeS } = await conductor.health();
    await until('the guard', 2000, async () => (await conductor.health()).uptimeS > uptimeS + 0.3);
  };

  it('goes by OSC, back, and to a cue by its number', async () => {
    await peer.send('/yeoun/cue/go');
    await cueIs('1');
    await guardOver();
    await peer.send('/yeoun/cue/go', 1);
    await cueIs('2');
    await peer.send('/yeoun/cue/back');
    await cueIs('1');
    await peer.send('/yeoun/cue/3/go');
    await cueIs('3');
  });

  it('does nothing on a button release', async () => {
    await peer.send('/yeoun/cue/1/go', 0);
    await peer.send('/yeoun/panic', 0);
    await peer.send('/yeoun/ping', 'after');
    await until('pong', 2000, async () =>
      peer.heard().some((m) => m.address === '/yeoun/pong' && m.args[0] === 'after'),
    );
    const health = await conductor.health();
    expect(health.cue).toBe('3');
    expect(health.status).not.toBe('safe');
  });

  it('pushes its state to a subscriber', async () => {
    await peer.send('/yeoun/subscribe', '/yeoun/state/*');
    await until('all states', 3000, async () => {
      const addresses = new Set(peer.heard().map((m) => m.address));
      return [
        'cue',
        'scene',
        'master',
        'positive',
        'negative',
        'arousal',
        'valence',
        'confidence',
      ].every((name) => addresses.has(`/yeoun/state/${name}`));
    });
    await peer.send('/yeoun/master', 0.5);
    await until('the new master', 2000, async () =>
      peer
        .heard()
        .some(
          (m) => m.address === '/yeoun/state/master' && Math.abs(Number(m.args[0]) - 0.5) < 1e-6,
        ),
    );
  });

  it('is safe after PANIC, and goes on with GO', async () => {
    await peer.send('/yeoun/panic');
    await until('safe', 2000, async () => (await conductor.health()).status === 'safe');
    await peer.send('/yeoun/cue/1/go');
    await until('ok again', 2000, async () => (await conductor.health()).status !== 'safe');
  });

  it('takes a sensor by OSC and shows it under its name', async () => {
    const send = setInterval(
      () => void peer.send('/sensor/wrist/acc', 0.1, 9.8, Math.sin(performance.now() / 100) * 5),
      20,
    );
    try {
      const wrist = await until('the wrist', 5000, async () => {
        const source = (await conductor.health()).sources.find((s) => s.id === 'wrist');
        return source?.state === 'live' && source.rateHz > 20 ? source : null;
      });
      expect(wrist.kind).toBe('osc');
    } finally {
      clearInterval(send);
    }
  });
});
