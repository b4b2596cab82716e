import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import vue from 'eslint-plugin-vue';
import tseslint from 'typescript-eslint';
import vueParser from 'vue-eslint-parser';
import { rooms } from './eslint.rooms.mjs';

const nodeModule = 'node:';

/** A room may import the rooms and packages that its line names, and itself; everything else is refused. */
const roomRules = Object.entries(rooms).map(([type, { folder, imports, packages }]) => ({
  files: [`${folder}/**/*.{ts,vue}`],
  rules: {
    'boundaries/dependencies': [
      'error',
      {
        default: 'disallow',
        checkAllOrigins: true,
        policies: [
          {
            allow: [
              { to: { element: { types: { anyOf: [type, ...imports] } } } },
              { to: { module: { origin: 'external', source: packages.filter((name) => name !== nodeModule) } } },
              ...(packages.includes(nodeModule) ? [{ to: { module: { origin: 'core' } } }] : []),
            ],
          },
        ],
      },
    ],
  },
}));

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

/** Without what it takes back because the compiler finds it, of which not all is so. */
const strict = tseslint.configs.strict.filter(({ name }) => name !== 'typescript-eslint/eslint-recommended');

/** What oxlint does not hold (.oxlintrc.json): rooms and wording in src, and all that is to say of a component. */
export default tseslint.config(
  { ignores: ['out/', 'dist/', 'node_modules/', 'test/fixtures/'] },
  { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } },
  ...vue.configs['flat/recommended'],
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
    files: ['src/**/*.vue'],
    extends: [js.configs.recommended, ...strict],
    languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser } },
    rules: {
      // the compiler finds undefined names, with the right globals for each room
      'no-undef': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
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
      'boundaries/no-unknown-files': 'error',
      'no-restricted-syntax': ['error', ...englishAlone],
    },
  },
  ...roomRules,
);
