import { runVitestScript } from './launch/vitest-script.mjs';
import { runEntry } from './setup/setup-fault.mjs';

// names of its files can be given: screenshots, tour
await runEntry(() => runVitestScript('screenshots', [], process.argv.slice(2)));
