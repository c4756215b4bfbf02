/* The only script tag. Starts the page frame, then loads the element of each component that is on the page. */
import { startColours } from "./colours.js";
import { startMenu } from "./menu.js";

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
