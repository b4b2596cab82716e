/**
 * Loaded into the studio's main process (`electron --require`): ends the window's page once, prints what the page that
 * comes in its place says of problems, and quits. No debugger is attached: it would hold the new page.
 */
const { app } = require('electron');

/** @param {import('electron').WebContents} contents @param {string} expression */
async function until(contents, expression) {
  for (;;) {
    const found = contents.isCrashed() || contents.isLoading() ? '' : await contents.executeJavaScript(expression);
    if (found) return found;
    await new Promise((fulfil) => setTimeout(fulfil, 100));
  }
}

/** A page that never comes back must not keep the test waiting. Milliseconds. */
const patience = 60_000;
setTimeout(() => app.exit(1), patience);

app.once('browser-window-created', (_event, window) => {
  window.once('show', async () => {
    const { webContents } = window;
    await until(webContents, `document.querySelector('nav') !== null`);
    const gone = new Promise((fulfil) => webContents.once('render-process-gone', fulfil));
    process.kill(webContents.getOSProcessId(), 'SIGKILL');
    await gone;
    const said = `document.querySelector('[role="alert"]')?.innerText ?? ''`;
    process.stdout.write(`\n${JSON.stringify(await until(webContents, said))}\n`);
    app.exit(0);
  });
});
