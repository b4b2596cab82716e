/** The pages that a start can lead to, in one file of the built window, which is loaded while the frame is drawn. */
export { default as NewRunView } from './NewRunView.vue';
export { default as WelcomeView } from './WelcomeView.vue';
