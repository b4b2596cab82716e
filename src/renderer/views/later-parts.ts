/** Everything that the first page does without, in one file of the built window: see `later.ts`. */
export { default as AllDialogs } from './AllDialogs.vue';
export { default as LearnPanel } from '../components/learn/LearnPanel.vue';
export { default as CompareView } from './CompareView.vue';
export { default as EditorView } from './EditorView.vue';
export { default as RunView } from './RunView.vue';
