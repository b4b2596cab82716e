import { runVitestScript } from './launch/vitest-script.mjs';
import { runEntry } from './setup/setup-fault.mjs';

/** What `npm test` cuts short, in full: every recipe compiled against eager over 200 steps. */
process.env.GAN_STUDIO_SLOW = '1';
await runEntry(() => runVitestScript('integration', process.argv.slice(2), ['compiled-equals-eager']));
