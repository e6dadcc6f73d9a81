/** The parts of the window in the order F6 goes through them: what each is, and what takes the focus in it. */
const panes = [
  { within: '[data-pane="list"]', focus: ':is([data-list], [data-customers], [data-cases]) [tabindex="0"]' },
  { within: '[data-pane="search"]', focus: "input" },
  { within: '[data-pane="conversation"]', focus: '[role="feed"], [data-story] button' },
  { within: '[data-pane="phrase"]', focus: "input" },
  { within: '[data-pane="composer"]', focus: "textarea" },
  { within: '[data-pane="customer"]', focus: "button" },
  { within: '[data-pane="logbook"]', focus: "textarea" },
] as const;

/** A place that is kept while another is in front (React's Activity). */
const hidden = '[style*="display: none"]';

/** Puts the focus into the next part that is there, or the one before. */
export function stepPane(by: 1 | -1): void {
  const there = panes.flatMap(({ within, focus }) => {
    const pane = [...document.querySelectorAll<HTMLElement>(within)].find((each) => !each.closest(hidden));
    const target =
      pane?.querySelector<HTMLElement>(focus) ?? pane?.querySelector<HTMLElement>("button, input, textarea");
    return pane && target ? [{ pane, target }] : [];
  });
  const at = there.findIndex(({ pane }) => pane.contains(document.activeElement));
  const next = at < 0 ? (by > 0 ? 0 : there.length - 1) : (at + by + there.length) % there.length;
  there[next]?.target.focus();
}
