/**
 * Pages and dialogs apart from the frame around them, so that the window stands there before they are read: the pages that
 * a start can lead to are loaded while the frame is drawn, all others once such a page stands there.
 */
import { defineAsyncComponent } from 'vue';

const firstPages = () => import('./first-pages');
const laterParts = () => import('./later-parts');

export const NewRunView = defineAsyncComponent(async () => (await firstPages()).NewRunView);
export const WelcomeView = defineAsyncComponent(async () => (await firstPages()).WelcomeView);
export const AllDialogs = defineAsyncComponent(async () => (await laterParts()).AllDialogs);
export const LearnPanel = defineAsyncComponent(async () => (await laterParts()).LearnPanel);
export const CompareView = defineAsyncComponent(async () => (await laterParts()).CompareView);
export const EditorView = defineAsyncComponent(async () => (await laterParts()).EditorView);
export const RunView = defineAsyncComponent(async () => (await laterParts()).RunView);

/** Begins to load the first pages. */
export function loadFirstPages(): void {
  void firstPages();
}
