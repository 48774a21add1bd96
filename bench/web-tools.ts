/**
 * What runs inside the page: it looks at the page as a reader sees it, at each frame, so that no time is counted that
 * the driver of the browser takes. A string, for the benches are compiled for Node alone.
 */
export const pageTools = `
window.bench = (() => {
  const largest = { at: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) largest.at = entry.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });

  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const grid = () => document.querySelector('[role=grid]');
  const firstRow = () => grid()?.querySelector('[data-row="0"]')?.textContent ?? '';
  // What stands beside the list has headings too.
  const emptyList = () =>
    grid() === null && [...document.querySelectorAll('main h2')].some((one) => one.closest('aside') === null);
  const rowsCame = () => emptyList() || (grid()?.getAttribute('aria-busy') === 'false' && firstRow() !== '');
  const totalCame = () => emptyList() || Number(grid()?.getAttribute('aria-rowcount') ?? -1) >= 0;
  const wait = async (what, isTrue) => {
    const begun = performance.now();
    while (!isTrue()) {
      if (performance.now() - begun > 60000) throw new Error(what + ' did not come');
      await frame();
    }
  };
  const go = (path) => history.pushState(null, '', path);

  return {
    largestPaint: () => largest.at,
    ready: () => wait('the list', () => rowsCame() && totalCame()),
    /** Goes to another address of the list; answers the milliseconds until its first rows, and until its exact total. */
    async change(path) {
      let left = false;
      const watch = new MutationObserver(() => {
        if (!rowsCame() || !totalCame()) left = true;
      });
      watch.observe(document.querySelector('main'), { subtree: true, childList: true, attributes: true });
      const before = firstRow();
      const begun = performance.now();
      go(path);
      await wait('a change', () => left || firstRow() !== before);
      await wait('rows', rowsCame);
      const rows = performance.now() - begun;
      await wait('a total', totalCame);
      watch.disconnect();
      return { rows, total: performance.now() - begun };
    },
    /** Opens a customer's page; answers the milliseconds until facts stand on it. */
    async open(path) {
      const begun = performance.now();
      go(path);
      await wait('a profile', () => grid() === null && document.querySelector('main h2') !== null);
      return performance.now() - begun;
    },
    async back(path) {
      go(path);
      await wait('the list', () => rowsCame());
    },
    /** Scrolls the list at so many pixels a second; answers how long each frame took. */
    async scroll(ms, speed) {
      const box = grid();
      const end = box.scrollHeight - box.clientHeight - 1;
      const times = [];
      let top = box.scrollTop;
      let last = await frame();
      for (const begun = last; last - begun < ms;) {
        top = top >= end ? 0 : top + speed / 60;
        box.scrollTop = top;
        const now = await frame();
        times.push(now - last);
        last = now;
      }
      return times;
    },
    /** How long each frame takes while nothing is drawn: what the browser gives at most. */
    async idle(ms) {
      const times = [];
      let last = await frame();
      for (const begun = last; last - begun < ms;) {
        const now = await frame();
        times.push(now - last);
        last = now;
      }
      return times;
    },
    /** Measures from each key to the frame in which its letter stands. */
    listen() {
      const field = document.querySelector('main input[role=combobox]');
      const times = [];
      field.addEventListener('keydown', (event) => {
        const begun = event.timeStamp;
        requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - begun)));
      });
      field.value === '' || field.select();
      field.focus();
      return () => times;
    },
  };
})();
`;
