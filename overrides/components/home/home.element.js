/* Offers the way back to those who have saved checklists. */
import { keys } from "../../assets/store.js";

export default class HomeElement extends HTMLElement {
  connectedCallback() {
    const kept = [...keys("run:", "tab"), ...keys("run:", "device")];
    /** @type {HTMLElement} */ (this.querySelector(".pn-home__mine")).hidden = kept.length === 0;
  }
}
