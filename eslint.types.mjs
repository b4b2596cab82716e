/**
 * Types for the rules that need them, from one program for all of src and test. Left to itself typescript-eslint makes one for
 * each tsconfig file, and a new one for each .vue file, because its script is not the text that lies on the disk.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { parser } from 'typescript-eslint';
import vueParser from 'vue-eslint-parser';

const configFile = join(import.meta.dirname, 'tsconfig.lint.json');

/** What typescript-eslint goes by where a text is not the one on the disk, as in an editor. */
export const projectOptions = { project: configFile, extraFileExtensions: ['.vue'] };

export const typedParser = {
  meta: { name: 'typed-parser', version: '1.0.0' },
  /**
   * @param {string} code
   * @param {import('typescript-eslint').ParserOptions} options `project`: whether types are wanted
   */
  parseForESLint(code, options) {
    if (!options.project) return parser.parseForESLint(code, options);
    const program = programOfAll();
    if (program.getSourceFile(options.filePath)?.text !== code) return parser.parseForESLint(code, options);
    return parser.parseForESLint(code, { ...options, project: undefined, programs: [program] });
  },
};

/** @type {ts.Program | undefined} */
let existing;

function programOfAll() {
  existing ??= createProgram();
  return existing;
}

function createProgram() {
  const parsed = ts.getParsedCommandLineOfConfigFile(
    configFile,
    // .vue is no extension of TypeScript's own
    { allowNonTsExtensions: true },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: refuse },
    undefined,
    undefined,
    [{ extension: '.vue', isMixedContent: true, scriptKind: ts.ScriptKind.Deferred }],
  );
  if (parsed === undefined) throw new Error(`${configFile} cannot be read`);
  const host = ts.createCompilerHost(parsed.options, true);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (path, version, ...more) =>
    path.endsWith('.vue')
      ? ts.createSourceFile(path, scriptOf(path), version, true, ts.ScriptKind.TS)
      : getSourceFile(path, version, ...more);
  return ts.createProgram({ rootNames: parsed.fileNames, options: parsed.options, host });
}

/**
 * The script of a .vue file as its parser hands it on.
 * @param {string} path
 */
function scriptOf(path) {
  let script = '';
  const listener = {
    parseForESLint(/** @type {string} */ code, /** @type {import('typescript-eslint').ParserOptions} */ options) {
      // what stands in the template comes without a project
      if (options.project) script = code;
      return parser.parseForESLint(code, { ...options, project: undefined });
    },
  };
  const options = { parser: listener, project: configFile, filePath: path, sourceType: 'module', ecmaVersion: 2024 };
  vueParser.parseForESLint(readFileSync(path, 'utf8'), options);
  return script;
}

/**
 * @param {ts.Diagnostic} diagnostic
 * @returns {never}
 */
function refuse({ messageText }) {
  throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
}
