/**
 * Loaded into the studio before its first line (`--require`): the window opens, and its page loads, only once the test
 * drives the program and sees the window. A page that loads while the driver is just attaching sometimes stands still for
 * ever, or is never told to it.
 */
const { app } = require('electron');

const whenReady = app.whenReady.bind(app);
const driven = new Promise((fulfil) => {
  // Playwright calls this once it would be told of every window
  globalThis.__playwright_run = fulfil;
});
const seen = new Promise((fulfil) => {
  globalThis.letPagesLoad = fulfil;
});

app.whenReady = () => driven.then(whenReady);
app.on('browser-window-created', (_event, window) => {
  const loadURL = window.loadURL.bind(window);
  window.loadURL = async (...parameters) => {
    // the driver tells of a window when it has a page, be it an empty one
    await loadURL('about:blank');
    await seen;
    return loadURL(...parameters);
  };
});
