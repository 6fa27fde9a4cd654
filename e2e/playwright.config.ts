import { defineConfig } from '@playwright/test';

/**
 * What the window of a browser loads for its address bar, which nobody sees here, and which costs a fifth of opening a
 * page. A later list takes the place of an earlier one, so those that Playwright turns off are named again.
 */
const OFF = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

const CHROMIUM_FLAGS = [
  `--disable-features=${OFF.join(',')}`,
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

export default defineConfig({
  testDir: 'journeys',
  outputDir: '.results',
  globalSetup: './support/global-setup.ts',
  fullyParallel: false,
  workers: 2,
  // What passes only when repeated is named at the end of the run, and counted (ADR 33).
  retries: process.env.CI ? 1 : 0,
  forbidOnly: true,
  // Ends of patience, not measures: on a machine that is busy a journey takes many times as long.
  timeout: 360_000,
  expect: { timeout: 60_000 },
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    screenshot: 'only-on-failure',
    // No trace: recording one costs a third of the work of a run. To get one: npm test -- e2e --trace on
    launchOptions: {
      args: CHROMIUM_FLAGS,
      ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
    },
  },
});
