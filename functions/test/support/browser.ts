import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { findOnPath } from '../../scripts/path-search.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** Nothing that a browser does by itself: no updates, no first-run page, no background requests. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

async function findChromium(): Promise<string> {
  for (const name of NAMES) {
    const found = await findOnPath(name, process.env);
    if (found !== undefined) return found;
  }
  throw new Error('The tests in the browser need Chromium: install it (Debian: apt-get install chromium).');
}

export interface OpenPage {
  page: Page;
  /** What went wrong in the page: console errors, exceptions, violations of the policy. */
  errors: string[];
}

/** A real browser for this test file; each call gives an empty page of its own. */
export function useBrowser(): () => Promise<OpenPage> {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: await findChromium(), args: QUIET });
  }, 60_000);
  afterAll(() => browser.close());
  return async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 960 } });
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(error.message));
    return { page, errors };
  };
}
