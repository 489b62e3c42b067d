import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { owner } from '../lib/rest';

/** n8n's editor, as a person uses it. */
export class Editor {
  private count = 0;

  private constructor(
    readonly page: Page,
    private readonly url: string,
    private readonly shots: string,
  ) {}

  /**
   * Opens the editor and signs in as the owner.
   *
   * @param url n8n's address
   * @param shots the folder for screenshots
   */
  static async open(context: BrowserContext, url: string, shots: string): Promise<Editor> {
    mkdirSync(shots, { recursive: true });
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(`${url}/signin`);
    await page.locator('input[autocomplete="email"]').fill(owner.email);
    await page.locator('input[type=password]').fill(owner.password);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/home/workflows');
    return new Editor(page, url, shots);
  }

  /** @param id what n8n calls a part of its editor, for tests */
  at(id: string): Locator {
    return this.page.getByTestId(id);
  }

  /** Keeps a picture of what is to be seen now, but for notices in the corner. */
  async shot(name: string, of?: Locator): Promise<void> {
    this.count += 1;
    // Notices in the corner cover what is below them.
    await this.page.waitForTimeout(400);
    for (const close of await this.page.locator('.el-notification__closeBtn:visible').all()) {
      await close.click({ timeout: 1000 }).catch(() => undefined);
    }
    // What is being opened or closed is to stand still.
    await this.page.waitForTimeout(400);
    const number = String(this.count).padStart(2, '0');
    await (of ?? this.page).screenshot({ path: path.join(this.shots, `${number}-${name}.png`) });
  }

  /** Opens an empty canvas. */
  async emptyCanvas(): Promise<void> {
    // Leaving a workflow that was not saved asks first.
    this.page.once('dialog', (dialog) => void dialog.accept());
    await this.page.goto(`${this.url}/workflow/new`);
    await this.at('canvas-add-button').waitFor();
  }

  /** Counts how often the mouse goes down on the page that is open. */
  async countClicks(): Promise<() => Promise<number>> {
    const counter = await this.page.evaluateHandle(() => {
      const counted = { clicks: 0 };
      window.addEventListener('mousedown', () => (counted.clicks += 1), true);
      return counted;
    });
    return async () => await counter.evaluate(({ clicks }) => clicks);
  }

  /** Opens a saved workflow. */
  async openWorkflow(id: string): Promise<void> {
    this.page.once('dialog', (dialog) => void dialog.accept());
    await this.page.goto(`${this.url}/workflow/${id}`);
    await this.at('canvas-node').first().waitFor();
  }

  /** Types into the panel that lists nodes. */
  async searchNode(words: string): Promise<void> {
    await this.at('canvas-add-button').click();
    await this.at('node-creator-search-bar').fill(words);
  }

  /** Shows what Kore Contact can do: on an empty canvas the triggers stand open, and the actions below them shut. */
  async showActions(): Promise<void> {
    await this.page.getByText('Kore Contact', { exact: true }).first().click();
    await this.page.getByText(/^Actions \(\d+\)$/).click();
  }

  /** Adds the Kore Contact node to an empty canvas, which opens it. */
  async addKoreContact(action: string): Promise<void> {
    await this.searchNode('kore');
    await this.chooseAction(action);
  }

  /** Chooses what Kore Contact is to do, in the panel that has found it. */
  async chooseAction(action: string): Promise<void> {
    await this.showActions();
    await this.page.getByText(action, { exact: true }).click();
    await this.at('ndv').waitFor();
  }

  /** Opens a node of the canvas. */
  async openNode(name: string): Promise<void> {
    await this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
    await this.at('ndv').waitFor();
  }

  /** Chooses an entry of a dropdown field. */
  async choose(parameter: string, entry: string): Promise<void> {
    await this.at(`parameter-input-${parameter}`).click();
    await this.page
      .locator('.el-select-dropdown:visible, [role="listbox"]:visible')
      .getByText(entry, { exact: true })
      .first()
      .click();
  }

  /** The labels of the node's fields from top to bottom, without the tabs' other contents. */
  async labels(): Promise<string[]> {
    const labels = await this.at('node-parameters')
      .locator('[data-test-id="input-label"]:visible')
      .allInnerTexts();
    return labels.map(
      (label) =>
        label
          .split('\n')[0]
          ?.replace(/\s*\*$/, '')
          .trim() ?? '',
    );
  }

  /** Fills a text field. */
  async fill(parameter: string, text: string): Promise<void> {
    await this.at(`parameter-input-${parameter}`).locator('input, textarea').first().fill(text);
  }

  /** Runs the open node and waits for its end. */
  async execute(): Promise<void> {
    await this.at('node-execute-button').click();
  }
}
