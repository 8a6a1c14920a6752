import type { Page } from 'playwright-core';

export { browserPath, launchBrowser } from '../../conductor/browser.ts';

/** Keeps whatever a page throws or calls an error. */
export const keepTroubles = (page: Page, troubles: string[]): void => {
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    // A refused socket is what the test of a lost link is about.
    if (message.type() === 'error' && !message.text().includes('WebSocket'))
      troubles.push(message.text());
  });
};
