// what every component may change comes before them
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/dialogs.css';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import { z } from 'zod';
import App from './App.vue';
import { catchErrors } from './bridge/catch-errors';
import { platformOf } from './bridge/platform';
import { i18n } from './i18n';
import { useNotices } from './stores/notices';

// zod would else try to compile its checks, which the content security policy refuses
z.config({ jitless: true });

document.documentElement.dataset['platform'] = platformOf(navigator.userAgent);
const app = createApp(App).use(createPinia()).use(i18n);
catchErrors(app, (problem) => useNotices().report(problem));
app.mount('#app');
