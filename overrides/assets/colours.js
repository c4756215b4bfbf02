/* Automatic, light or dark: the choice is kept in this browser and nowhere else. */
import { read, write } from "./store.js";

const KEY = "colours";
const CHOICES = ["auto", "light", "dark"];

/** @param {Document} page may still be loading: called once early, so that no wrong colours flash, and once when ready */
export function startColours(page) {
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

/**
 * @param {Document} page
 * @param {string} choice
 */
function show(page, choice) {
  if (choice === "auto") delete page.documentElement.dataset.colours;
  else page.documentElement.dataset.colours = choice;
}
