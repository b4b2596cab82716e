import { lint } from './checks/lint.mjs';
import { repositoryRoot as root } from './launch/repository-root.mjs';
import { runEntry } from './setup/setup-fault.mjs';

await runEntry(() => lint({ root, environment: process.env }));
