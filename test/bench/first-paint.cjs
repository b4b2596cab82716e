/**
 * Loaded into the studio's main process (`electron --require`): prints the time from the start of the program to the
 * first words or pictures on its page, and quits. Whoever starts it says when (the system tells it of a process to a
 * whole second only). No debugger is attached: it would hold the page while it loads.
 */
const { app } = require('electron');

const painted = `new Promise((fulfil) => new PerformanceObserver((list, observer) => {
  for (const { name, startTime } of list.getEntries()) {
    if (name !== 'first-contentful-paint') continue;
    observer.disconnect();
    fulfil(performance.timeOrigin + startTime);
  }
}).observe({ type: 'paint', buffered: true }))`;

app.once('browser-window-created', (_event, window) => {
  window.webContents.once('dom-ready', async () => {
    const shown = await window.webContents.executeJavaScript(painted);
    process.stdout.write(
      `\n${JSON.stringify({ firstPaint: shown - Number(process.env.GAN_STUDIO_LAUNCHED_AT) })}\n`,
      () => app.exit(0),
    );
  });
});
