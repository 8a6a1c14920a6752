import { openExpectation } from '../sensors/expectation/index.ts';
import { openModels } from './affect/learned/store.ts';
import type { Config } from './config.ts';
import type { Log } from './kernel/log.ts';
import type { Scheduler } from './kernel/scheduler.ts';
import type { Scope } from './kernel/scope.ts';
import { openMemories } from './memory/store/open.ts';
import type { LampBoard } from './state/lamps.ts';
import { openState } from './state/open-state.ts';
import { openPatch } from './state/patch.ts';
import { openPeople } from './state/people/index.ts';
import { openProfiles } from './state/profiles.ts';
import { resumeStore } from './state/resume.ts';
import { vaults } from './state/take-files.ts';
import { readPassphrase } from './state/vault.ts';

export interface KeptOptions {
  readonly config: Config;
  readonly lamps: LampBoard;
  readonly timing: Scheduler;
  readonly log: Log;
  /** What is opened is closed with it. */
  readonly all: Scope;
}

/**
 * Everything that outlives an evening: the place in the show, the patch, the sealed folder, what was learned of
 * bodies and people, the models. What cannot be read lights its lamp and the show goes on without it.
 */
export const openKept = async ({ config, lamps, timing, log, all }: KeptOptions) => {
  const store = resumeStore(config.state, log, {
    timing,
    onLamp: (lamp) => lamps.set('resume', lamp),
  });
  all.add(store.close);
  const patch = await openPatch({
    folder: config.state,
    log,
    timing,
    onLamp: (lamp) => lamps.set('patch', lamp),
  });
  all.add(patch.close);
  const vault = await openState(config, lamps, log);
  const vaultAt = vaults(() => readPassphrase(config.stateKey, config.stateKeyFile), {
    state: config.state,
    vault,
  });

  // What was learned of each body in rehearsals before; it goes on learning.
  const profiles = await openProfiles(vault, timing, log);
  const expectation = openExpectation(profiles);

  // What is kept of people, by their consent: calibrated models, sessions, later memories.
  const people = await openPeople({
    folder: config.state,
    keyFile: config.keyFile,
    timing,
    log,
    onLamp: (lamp) => lamps.set('people', lamp),
  });
  all.add(() => void people.close());
  // What visitors left, by their consent.
  const memories = await openMemories({
    people,
    folder: config.state,
    timing,
    log,
    onLamp: (lamp) => lamps.set('memory-store', lamp),
  });
  all.add(() => void memories.close());

  // The models that learned decoders ask; where one is missing the rules go on alone.
  const models = await openModels({
    root: config.root,
    timing,
    log,
    onLamp: (lamp) => lamps.set('models', lamp),
  });
  all.add(() => void models.close());
  return { store, patch, vault, vaultAt, profiles, expectation, people, memories, models };
};
