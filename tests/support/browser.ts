export { browserPath, launchBrowser } from '../../conductor/browser.ts';
