/**
 * The environment for a program that trains: TensorFlow says only what matters and takes GPU memory as it needs it. What
 * the person set is kept.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {NodeJS.ProcessEnv}
 */
export function tensorflowEnvironment(environment) {
  return { TF_CPP_MIN_LOG_LEVEL: '2', TF_FORCE_GPU_ALLOW_GROWTH: 'true', ...environment };
}
