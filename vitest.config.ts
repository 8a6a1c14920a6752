import { defineConfig } from 'vitest/config';

/** They open processes, ports and browsers, or stand in for a module: each file has a process of its own. */
const WHOLE = [
  'tests/browser/**/*.test.ts',
  'tests/road/**/*.test.ts',
  'tests/contracts/adapters.test.ts',
];

export default defineConfig({
  test: {
    globalSetup: ['tests/support/global-setup.ts', 'bin/threads.mjs'],
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'whole',
          include: WHOLE,
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['tests/**/*.test.ts'],
          exclude: WHOLE,
          isolate: false,
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
