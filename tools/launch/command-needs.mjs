/**
 * How much a command of the command line needs native TensorFlow: training and sampling do, unless the slow backend is asked
 * for; `doctor` tells of a missing one itself; the others do without.
 * @param {readonly string[]} parameters of the command line
 * @returns {import('../setup/installation.mjs').Needs['tensorflow']}
 */
export function tensorflowNeed(parameters) {
  const [command] = parameters;
  if (parameters.includes('--help') || parameters.includes('-h')) return 'none';
  if (command === 'doctor') return 'attempted';
  if (command !== 'train' && command !== 'sample') return 'none';
  const backend = parameters.indexOf('--backend');
  const asksForJavaScript = parameters.includes('--backend=js') || (backend >= 0 && parameters[backend + 1] === 'js');
  return asksForJavaScript ? 'none' : 'required';
}
