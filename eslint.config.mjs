import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import vue from 'eslint-plugin-vue';
import tseslint from 'typescript-eslint';
import vueParser from 'vue-eslint-parser';
import { rooms } from './eslint.rooms.mjs';
import { projectOptions, typedParser } from './eslint.types.mjs';

const nodeModule = 'node:';

/** One policy a room: the rooms it may import and the packages it may use; everything else is refused. */
const roomPolicies = Object.entries(rooms).map(([type, { imports, packages }]) => ({
  from: { element: { type } },
  allow: [
    { to: { element: { types: { anyOf: [type, ...imports] } } } },
    { to: { module: { origin: 'external', source: packages.filter((name) => name !== nodeModule) } } },
    ...(packages.includes(nodeModule) ? [{ to: { module: { origin: 'core' } } }] : []),
  ],
}));

const whatTestsAndToolsNeed = { console: 'readonly', process: 'readonly', Buffer: 'readonly', URL: 'readonly' };

/** Sentences that could reach the window in English alone: docs/wording.md. */
const text = '/^([A-Z][a-z]+ |[a-z]+ [a-z]+ )/';
const englishAlone = [
  {
    selector: `CallExpression[callee.property.name=/^(refine|regex|min|max|length|custom)$/]:matches([arguments.1.type='TemplateLiteral'], [arguments.1.raw=/^['"]/])`,
    message: 'A reason of a schema needs its words in each language: saying(worded(…)).',
  },
  {
    selector:
      'CallExpression[callee.property.name=/^(refine|addIssue|custom)$/] Property[key.name=/^(message|error)$/]',
    message: 'A reason of a schema needs its words in each language: saying(worded(…)).',
  },
  {
    selector: `CallExpression[callee.name='worded'] :matches(Literal[value=${text}], TemplateElement[value.raw=${text}])`,
    message: 'A part of a sentence needs its words in each language too: worded(…).',
  },
];

export default tseslint.config(
  { ignores: ['out/', 'dist/', 'node_modules/', 'test/fixtures/'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parser: vueParser, parserOptions: { parser: typedParser } },
  },
  {
    files: ['**/*.{ts,vue}'],
    rules: {
      // the compiler finds undefined names, with the right globals for each room
      'no-undef': 'off',
    },
  },
  { files: ['{src,test}/**/*.ts'], languageOptions: { parser: typedParser } },
  {
    files: ['src/**/*.{ts,vue}', 'test/**/*.ts'],
    languageOptions: { parserOptions: projectOptions },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    },
  },
  {
    files: ['src/**/*.{ts,vue}'],
    plugins: { boundaries },
    settings: {
      'boundaries/elements': Object.entries(rooms).map(([type, { folder }]) => ({ type, pattern: folder })),
      'boundaries/include': ['src/**/*'],
      'import/resolver': { node: { extensions: ['.ts', '.vue', '.js', '.json'] } },
    },
    rules: {
      'boundaries/dependencies': ['error', { default: 'disallow', checkAllOrigins: true, policies: roomPolicies }],
      'boundaries/no-unknown-files': 'error',
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', ...englishAlone],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    rules: {
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
    },
  },
  {
    files: ['**/*.{mjs,cjs}', 'test/**/*.ts'],
    languageOptions: { globals: whatTestsAndToolsNeed },
    rules: { 'no-console': 'off' },
  },
  {
    // what Electron loads with --require
    files: ['**/*.cjs'],
    languageOptions: { globals: { require: 'readonly', setTimeout: 'readonly' } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
