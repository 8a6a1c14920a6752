import { browserPath } from './browser.ts';

/** Before any test: unpacks the packaged browser once, so that parallel tests find it whole. */
export default async (): Promise<void> => {
  await browserPath();
};
