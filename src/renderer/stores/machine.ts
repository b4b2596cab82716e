import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { About } from '../../shared/ipc';
import type { Device } from '../../shared/run';
import type { Told } from '../../shared/wording/worded';
import { studio } from '../bridge/studio';
import { useNotices } from './notices';

/** The program and the machine that it runs on. */
export const useMachine = defineStore('machine', () => {
  const about = ref<About | null>(null);
  const device = ref<Device | null>(null);
  const faults = shallowRef<readonly Told[]>([]);
  const onBattery = ref(false);
  const notices = useNotices();

  const freeBytes = computed(() => about.value?.freeBytes ?? null);

  async function load(): Promise<void> {
    const answer = await studio.request('studio:about');
    if (!answer.ok) return notices.report(answer);
    about.value = answer.value;
    device.value = answer.value.device ?? device.value;
    faults.value = answer.value.faults;
    onBattery.value = answer.value.onBattery;
  }

  function listen(): void {
    studio.on('studio:device', (found) => {
      device.value = found;
    });
    studio.on('machine:battery', (isSo) => {
      onBattery.value = isSo;
    });
    studio.on('studio:faults', (found) => {
      faults.value = found;
    });
  }

  return { about, device, faults, onBattery, freeBytes, load, listen };
});
