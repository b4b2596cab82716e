import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { studio } from '../bridge/studio';
import { useNotices } from './notices';

/** Files and folders that were opened lately; the main process keeps them. */
export const useRecentFiles = defineStore('recent-files', () => {
  /** Absolute, the latest first. */
  const paths = shallowRef<readonly string[]>([]);
  const notices = useNotices();

  async function load(): Promise<void> {
    const answer = await studio.request('file:recent');
    if (answer.ok) paths.value = answer.value;
    else notices.report(answer);
  }

  async function clear(): Promise<void> {
    const answer = await studio.request('file:clear-recent');
    if (!answer.ok) notices.report(answer);
  }

  function listen(): void {
    studio.on('file:recent-changed', (changed) => {
      paths.value = changed;
    });
  }

  return { paths, load, clear, listen };
});
