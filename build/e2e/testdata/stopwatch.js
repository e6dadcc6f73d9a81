// Times frames of the page for the benchmark of the window. Runs before the page's own scripts.
(() => {
  // A frame that shows something is over when a task runs that was put in line while it was being made: by then it
  // has its layout and is painted.
  const frameWith = (is) =>
    new Promise((done) => {
      const look = () => (is() ? setTimeout(done) : requestAnimationFrame(look));
      requestAnimationFrame(look);
    });
  const modifiers = ["Control", "Shift"];

  window.stopwatch = {
    /** When the first rows were there to be read, in milliseconds since 1970. */
    start: frameWith(() => document.querySelector('[id^="row-"]') !== null).then(() => Date.now()),
    result: null,
    /** result: milliseconds from the next event of a kind to the frame in which a condition holds. */
    watch(kind, is, args) {
      stopwatch.result = new Promise((done) => {
        const seen = (event) => {
          if (modifiers.includes(event.key)) return;
          removeEventListener(kind, seen, true);
          const from = performance.now();
          frameWith(() => is.apply(null, args)).then(() => done(performance.now() - from));
        };
        addEventListener(kind, seen, true);
      });
    },
    /** result: when a condition held, in milliseconds since 1970. */
    until(is) {
      stopwatch.result = frameWith(is).then(() => Date.now());
    },
    /** True when the palette shows the results of what is typed. */
    settled(typed) {
      const dialog = document.querySelector("dialog[open]");
      return dialog?.querySelector("input")?.value === typed && dialog.querySelector('[role="status"]')?.textContent !== "";
    },
    /** Scrolls by a step in each of so many frames; gives the time between them. */
    async scroll(list, step, count) {
      const frame = () => new Promise(requestAnimationFrame);
      const frames = [];
      let before = await frame();
      for (let n = 0; n < count; n++) {
        list.scrollTop += step;
        const now = await frame();
        frames.push(now - before);
        before = now;
      }
      return frames;
    },
  };
})();
