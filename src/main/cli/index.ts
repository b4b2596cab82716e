/** The command line: `npm run --silent cli -- COMMAND`. */
import { keepCompiledCode } from '../runs/compiled-code';

// before anything else is loaded, hence no import of it above
keepCompiledCode();
const { runCommandLine } = await import('./run-command-line');
await runCommandLine(process.argv);
