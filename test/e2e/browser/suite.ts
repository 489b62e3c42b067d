import { rm } from 'node:fs/promises';
import path from 'node:path';
import { runCases, type Tally } from '../lib/cases';
import { say } from '../lib/say';
import type { Stage } from '../lib/stage';
import { browserCases, type BrowserStage } from './cases';
import { Editor } from './editor';
import { findChromium, launch } from './launch';

/** Where the screenshots of a run go; the next run replaces them. */
const SHOTS = path.join(__dirname, '..', 'screenshots');

/** Runs the browser tests, or tells what is missing for them. */
export async function runBrowser(stage: Stage, tally: Tally): Promise<void> {
  const chromium = findChromium();
  if (chromium === undefined) {
    tally.failed.push('In the browser: there is no Chromium');
    say('\nThere is no Chromium. On Debian: apt-get update && apt-get install -y chromium');
    return;
  }
  await rm(SHOTS, { recursive: true, force: true });
  const browser = await launch(stage.installation, chromium, stage.url);
  try {
    const editor = await Editor.open(browser.context, stage.url, SHOTS);
    const clear = async () => await stage.clear();
    const cases = browserCases.map(({ name, run }) => ({
      name,
      run: async (at: BrowserStage) => {
        try {
          await run(at);
        } catch (error) {
          await editor.shot('failed');
          throw error;
        }
      },
    }));
    await runCases('In the browser', cases, { stage, editor }, clear, tally);
    say(`  Screenshots are in ${path.relative(process.cwd(), SHOTS)}.`);
  } finally {
    await browser.close();
  }
}
