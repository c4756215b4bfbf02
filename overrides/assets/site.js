/* The only script tag. Starts the page frame, then loads the element of each component that is on the page. */
import { read, write } from "./store.js";

const KEY = "colours";
const CHOICES = ["auto", "light", "dark"];

document.documentElement.classList.replace("pn-no-js", "pn-js");
startColours(document);
document.addEventListener("DOMContentLoaded", start);
if (document.readyState !== "loading") start();

function start() {
  document.removeEventListener("DOMContentLoaded", start);
  startColours(document);
  startMenu(document);
  const names = new Set([...document.querySelectorAll("main :not(:defined)")].map((element) => element.localName));
  for (const name of names) {
    if (name.startsWith("pn-")) load(name);
  }
}

/** @param {string} name the element, such as pn-search */
async function load(name) {
  const component = name.slice(3);
  try {
    const module = await import(`../components/${component}/${component}.element.js`);
    customElements.define(name, module.default);
  } catch (error) {
    document.documentElement.classList.replace("pn-js", "pn-no-js"); // what stands in for the script comes back
    throw error;
  }
}

/** @param {Document} page may still be loading: called once early, so that no wrong colours flash, and once when ready */
function startColours(page) {
  const kept = read(KEY) ?? "auto";
  show(page, CHOICES.includes(kept) ? kept : "auto");
  const part = page.querySelector(".pn-colours");
  if (!(part instanceof HTMLElement) || !part.hidden) return;
  for (const input of part.querySelectorAll("input")) {
    input.checked = input.value === (CHOICES.includes(kept) ? kept : "auto");
    input.addEventListener("change", () => {
      show(page, input.value);
      write(KEY, input.value === "auto" ? null : input.value);
    });
  }
  part.hidden = false;
}

/** Folds the sections behind a button on narrow screens. Without script they are simply all there. @param {Document} page */
function startMenu(page) {
  const button = page.querySelector(".pn-menu");
  const sections = page.querySelector("#pn-sections");
  if (!(button instanceof HTMLButtonElement) || !(sections instanceof HTMLElement)) return;
  /** @param {boolean} open */
  const show = (open) => {
    button.setAttribute("aria-expanded", String(open));
    sections.toggleAttribute("data-open", open);
  };
  button.hidden = false;
  button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
  for (const place of [button, sections]) {
    place.addEventListener("keydown", (event) => {
      if (event instanceof KeyboardEvent && event.key === "Escape" && button.getAttribute("aria-expanded") === "true") {
        show(false);
        button.focus();
      }
    });
  }
}

/**
 * @param {Document} page
 * @param {string} choice
 */
function show(page, choice) {
  if (choice === "auto") delete page.documentElement.dataset.colours;
  else page.documentElement.dataset.colours = choice;
}
