import { runVitestScript } from './launch/vitest-script.mjs';
import { runEntry } from './setup/setup-fault.mjs';

await runEntry(() => runVitestScript('gallery', process.argv.slice(2)));
