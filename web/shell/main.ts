// The workbench begins.
import { createApp } from 'vue';
import './tokens.css';
import './look.css';
import App from './App.vue';
import { router } from './router';
import { lockWhenIdle } from './session';
import { preferredLanguage, speak } from './words';

void speak(preferredLanguage()).then(() => {
  createApp(App).use(router).mount('#app');
  lockWhenIdle();
});
