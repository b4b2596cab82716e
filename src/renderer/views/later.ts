/**
 * Pages and dialogs apart from the frame around them, so that the window stands there before they are read: the pages that
 * a start can lead to are loaded while the frame is drawn, all others once such a page stands there.
 */
import { defineAsyncComponent, type Component } from 'vue';

const firstPages = () => import('./first-pages');
const laterParts = () => import('./later-parts');

export const NewRunView = defineAsyncComponent(async (): Promise<Component> => (await firstPages()).NewRunView);
export const WelcomeView = defineAsyncComponent(async (): Promise<Component> => (await firstPages()).WelcomeView);
export const AllDialogs = defineAsyncComponent(async (): Promise<Component> => (await laterParts()).AllDialogs);
export const LearnPanel = defineAsyncComponent(async (): Promise<Component> => (await laterParts()).LearnPanel);
export const CompareView = defineAsyncComponent(async (): Promise<Component> => (await laterParts()).CompareView);
export const EditorView = defineAsyncComponent(async (): Promise<Component> => (await laterParts()).EditorView);
export const RunView = defineAsyncComponent(async (): Promise<Component> => (await laterParts()).RunView);

/** Begins to load the first pages. */
export function loadFirstPages(): void {
  void firstPages();
}
