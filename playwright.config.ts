import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  timeout: 120_000,
  // A loaded machine paints late; what never comes still fails.
  expect: { timeout: 20_000 },
  // One more try, in a fresh worker with a fresh server; what needed it is listed as flaky, and is to be mended.
  retries: 1,
  // One for each core of the smallest machine; the files share nothing.
  workers: 2,
  outputDir: 'test-results/e2e',
  use: {
    launchOptions: {
      ...(process.env.CHROMIUM_BIN === undefined ? {} : { executablePath: process.env.CHROMIUM_BIN }),
      // The background flags keep Chromium from calling home in closed networks; containers run as root.
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-quic',
      ],
    },
    // Recording takes a quarter of the time: what fails is tried once more, and recorded then.
    trace: 'on-first-retry',
  },
});
