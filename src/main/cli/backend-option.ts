import { Option } from 'commander';

/** `--backend`: native TensorFlow unless a person asks for the other. */
export function backendOption(): Option {
  return new Option('--backend <name>', 'js: the slow pure-JavaScript backend, for machines without native TensorFlow')
    .choices(['tensorflow', 'js'])
    .default('tensorflow');
}
