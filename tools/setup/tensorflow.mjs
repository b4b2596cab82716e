import { join } from 'node:path';
import { bindingPlan, provideTensorflowBinding } from './tensorflow-binding.mjs';
import { provideTensorflowLibrary } from './tensorflow-library.mjs';
import { linkFolder } from './link-folder.mjs';

/**
 * Native TensorFlow in its place in node_modules, where `@tensorflow/tfjs-node-gpu` looks for it.
 * @param {import('./tensorflow-library.mjs').LibraryPlan} plan
 * @param {{ root: string, cache: string, environment: NodeJS.ProcessEnv, progress: import('./progress.mjs').Progress }} context
 */
export async function installTensorflow(plan, context) {
  const modules = join(context.root, 'node_modules');
  const packageFolder = join(modules, '@tensorflow', 'tfjs-node-gpu');
  const library = await provideTensorflowLibrary(plan, context);
  const binding = await provideTensorflowBinding(
    await bindingPlan({
      kind: plan.kind,
      platform: plan.platform,
      packageFolder,
      nodeHeaders: join(modules, 'node-api-headers', 'include'),
      library,
      libraries: plan.libraries,
    }),
    context,
  );
  await linkFolder(join(binding, 'lib'), join(packageFolder, 'lib'));
  await linkFolder(library, join(packageFolder, 'deps'));
}
