import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserContext } from 'playwright-core';
import type { Installation } from '../lib/install';

/** Where Chromium is, by the names that systems give it. */
const PLACES = [
  process.env['CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A browser stays silent but for what is asked of it. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=en-US',
];

/** The size of the window, in pixels. */
const VIEWPORT = { width: 1280, height: 800 };

/** A browser with a profile of its own. */
export interface Browser {
  context: BrowserContext;
  close: () => Promise<void>;
}

/** @returns where Chromium is, or undefined */
export function findChromium(): string | undefined {
  return PLACES.find((place) => place !== '' && existsSync(place));
}

/**
 * Starts Chromium.
 *
 * @param installation where the driver is
 * @param executablePath where Chromium is
 * @param url the only address that it may reach
 */
export async function launch(
  installation: Installation,
  executablePath: string,
  url: string,
): Promise<Browser> {
  const load = createRequire(path.join(installation.home, 'package.json'));
  const { chromium, selectors } = load('playwright-core') as typeof import('playwright-core');
  selectors.setTestIdAttribute('data-test-id');
  const profile = await mkdtemp(path.join(tmpdir(), 'kore-contact-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args: QUIET,
    viewport: VIEWPORT,
    colorScheme: 'light',
    locale: 'en-US',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(20_000);
  // What n8n's editor would load from elsewhere is not there, and must not be waited for.
  await context.route(
    (address) => address.origin !== url && address.protocol.startsWith('http'),
    async (route) => await route.abort(),
  );
  return {
    context,
    close: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
