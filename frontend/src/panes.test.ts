import { beforeEach, expect, test } from "vitest";
import { stepPane } from "./panes";

beforeEach(() => {
  document.body.innerHTML = `
    <section data-pane="list"><button>tab</button><ul data-list><li><button tabindex="0" id="row">r</button></li></ul></section>
    <main>
      <div data-pane="conversation"><div role="feed" tabindex="0" id="feed"></div></div>
      <div data-pane="composer"><button>canal</button><textarea id="text"></textarea></div>
    </main>
    <div data-pane="customer"><button id="rename">r</button></div>`;
});

const focused = () => document.activeElement?.id;

test("F6 goes round the parts that are there, Shift+F6 back", () => {
  const seen = Array.from({ length: 5 }, () => {
    stepPane(1);
    return focused();
  });
  expect(seen).toEqual(["row", "feed", "text", "rename", "row"]);
  stepPane(-1);
  expect(focused()).toBe("rename");
});

test("what is kept out of sight is passed over", () => {
  document.querySelector("main")?.setAttribute("style", "display: none !important");
  const seen = Array.from({ length: 3 }, () => {
    stepPane(1);
    return focused();
  });
  expect(seen).toEqual(["row", "rename", "row"]);
});

test("an empty list gives its first button", () => {
  document.getElementById("row")?.remove();
  stepPane(1);
  expect(document.activeElement?.textContent).toBe("tab");
});
