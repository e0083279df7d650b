// The page that `npm start` serves, on the functions emulator, in a real browser: each person in a window of their own.
import { createRequire } from 'node:module';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { createCustomersClient } from '../../client/src/index.ts';
import { developmentSignIn, type Role, roles } from '../../scripts/development-sign-in.ts';
import { type Example, serveExample } from '../../scripts/example.ts';
import { functionsFolder, localProject } from '../../scripts/project.ts';
import { type OpenPage, useBrowser } from './browser.ts';

export const api = process.env['CRM_API_URL'] ?? '';
export const auth = `http://${process.env['FIREBASE_AUTH_EMULATOR_HOST'] ?? ''}`;
export const artefacts = join(functionsFolder, 'test-artefacts');
/** Several people on a machine that has other work to do. */
export const patience = { timeout: 120_000 };

export interface Window extends OpenPage {
  /** What went wrong, but for the answers that refuse something: the browser reports each. */
  faults: () => string[];
}

/** Serves the page to the tests of this file. */
export function useExample() {
  const open = useBrowser();
  let example: Example;
  beforeAll(async () => {
    example = await serveExample({ api, auth }, 0);
    await mkdir(artefacts, { recursive: true });
    for (const role of roles) await developmentSignIn({ origin: auth, project: localProject }, role);
  }, 60_000);
  afterAll(() => example.stop());

  async function openAs(role: Role): Promise<Window> {
    const opened = await open();
    await opened.page.goto(example.url);
    await opened.page.getByRole('button', { name: new RegExp(`^${role}`, 'i') }).click();
    await opened.page.getByRole('searchbox').waitFor();
    const faults = () =>
      opened.errors.filter((text) => !/^Failed to load resource.*\b4(?:04|09|12|22)\b/.test(text));
    return { ...opened, faults };
  }
  return { open, openAs, url: () => example.url };
}

/** The typed client, as that user: for what a test needs to be there. */
export async function clientAs(role: Role) {
  const token = await developmentSignIn({ origin: auth, project: localProject }, role);
  return createCustomersClient({ baseUrl: api, getToken: () => token });
}

export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
export const title = (page: Page, name: string) => page.getByRole('heading', { level: 2, name, exact: true });

/** A name that no other test has, nor one like it: nobody is asked about another test's customer. */
let made = 0;
export const newName = (stem: string) => `${stem} m${crypto.randomUUID().slice(0, 8)}${made++}`;

export async function create(page: Page, name: string, fields: Record<string, string> = {}): Promise<void> {
  await page.getByRole('link', { name: 'New customer' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  for (const [label, value] of Object.entries(fields))
    await page.getByLabel(label, { exact: true }).fill(value);
  await button(page, 'Save').click();
  await title(page, name).waitFor();
}

/** Opens what another window has open too. */
export async function openSame(page: Page, other: Page): Promise<void> {
  await page.goto(other.url());
  await page.locator('article dl').waitFor();
}

export async function edit(page: Page, fields: Record<string, string>): Promise<void> {
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await page.getByLabel('Name', { exact: true }).waitFor();
  for (const [label, value] of Object.entries(fields))
    await page.getByLabel(label, { exact: true }).fill(value);
}

export const rowsOf = (page: Page) => page.locator('#customers strong');

/** What axe finds that keeps people out. */
export async function serious(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(async () => {
    interface Axe {
      run: () => Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
    }
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run();
    return violations
      .filter(({ impact }) => ['serious', 'critical'].includes(impact))
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  });
}

/** Holds that a screen is no barrier and never scrolls sideways, wide and narrow, light and dark; keeps a picture of each. */
export async function checkScreen(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    // What fades from one colour into the other has no contrast meanwhile.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(width);
      expect(await serious(page)).toEqual([]);
      await page.screenshot({ path: join(artefacts, `example-${name}-${width}-${colorScheme}.png`) });
    }
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' });
  await page.setViewportSize({ width: 1280, height: 960 });
}

/** The English words that are left in a part of the screen when it is Greek; names that a test has made have digits in them. */
export async function wordsLeftInGreek(page: Page, part: string): Promise<string[]> {
  const switchTo = async (language: string): Promise<void> => {
    const before = await page.locator(part).elementHandle();
    await button(page, language).click();
    await page.waitForFunction((element) => !element?.isConnected, before);
    await page.locator(part).waitFor();
  };
  await switchTo('Ελληνικά');
  const text = await page.locator(part).innerText();
  await switchTo('English');
  return text.replaceAll(/\S+@\S+|e-mail/gi, '').match(/\b[A-Za-z]{2,}\b/g) ?? [];
}
