/**
 * Loaded into the studio's main process (`electron --require`): presses Train, shows or hides the window, and quits.
 *
 * No debugger is attached: a page under one keeps on drawing when its window is hidden.
 */
const { app } = require('electron');
const { writeFileSync } = require('node:fs');

/** @type {{ preset: string, settling: number, seconds: number, shown: boolean, out: string }} */
const order = JSON.parse(process.env.GAN_STUDIO_BENCH_ORDER ?? '');

/** @param {number} seconds */
const wait = (seconds) => new Promise((fulfil) => setTimeout(fulfil, 1000 * seconds));

app.once('browser-window-created', (_event, window) => {
  window.once('show', () => {
    drive(window).catch((error) => {
      console.error(error);
      app.exit(1);
    });
  });
});

/** @param {import('electron').BrowserWindow} window */
async function drive(window) {
  /** @param {string} expression */
  const evaluate = (expression) => window.webContents.executeJavaScript(expression, true);
  /** @param {string} selector @param {string} text what the element's text starts with */
  const click = async (selector, text) => {
    const found = `[...document.querySelectorAll(${JSON.stringify(selector)})].find((element) => element.textContent.trim().startsWith(${JSON.stringify(text)}))`;
    await until(
      `(() => { const found = ${found}; if (!found || found.disabled) return false; found.click(); return true; })()`,
    );
  };
  /** @param {string} expression */
  const until = async (expression) => {
    while (!(await evaluate(expression))) await wait(0.1);
  };

  await click('button', 'New run');
  await click('[role="radio"], label', order.preset);
  await click('button', 'Train');
  await until(`/Step [1-9]/.test(document.body.textContent)`);
  if (!order.shown) window.hide();
  await wait(order.settling);
  const framesPerSecond = order.shown ? await evaluate(countFrames(order.seconds)) : null;
  if (!order.shown) await wait(order.seconds);
  writeFileSync(order.out, JSON.stringify({ framesPerSecond, visibility: await evaluate('document.visibilityState') }));
  app.quit();
}

/** Frames that the window really drew, counted by itself. @param {number} seconds */
function countFrames(seconds) {
  return `new Promise((fulfil) => {
    const start = performance.now();
    let frames = 0;
    const next = (now) => {
      frames++;
      if (now - start < ${1000 * seconds}) requestAnimationFrame(next);
      else fulfil((1000 * frames) / (now - start));
    };
    requestAnimationFrame(next);
  })`;
}
