import { createPinia } from 'pinia';
import { createApp } from 'vue';
import { z } from 'zod';
import App from './App.vue';
import { platformOf } from './bridge/platform';
import { i18n } from './i18n';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';

// zod would else try to compile its checks, which the content security policy refuses
z.config({ jitless: true });

document.documentElement.dataset['platform'] = platformOf(navigator.userAgent);
createApp(App).use(createPinia()).use(i18n).mount('#app');
