/* Folds the sections behind a button on narrow screens. Without script they are simply all there. */

/** @param {Document} page */
export function startMenu(page) {
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
