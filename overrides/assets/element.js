/* Makes an element, finds the words for it, and writes times as the site does. Text is always text: nothing here parses HTML. */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/**
 * Words that stand in the template of a component, with values put in for {names}.
 * @param {Element} host that holds a `<template data-words>`
 * @param {string} name
 * @param {Record<string, string | number>} values
 * @returns {string} "" when there is no such word
 */
export function word(host, name, values) {
  const words = /** @type {HTMLTemplateElement} */ (host.querySelector("template[data-words]")).content;
  const text = words.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
  return text.replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ""));
}

/** @param {string} time as a response holds it @returns {string} such as 22 November 2026 */
export function day(time) {
  return new Date(time).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}

/** @param {string} time as a response holds it @returns {string} such as 16:05 */
export function clock(time) {
  return new Date(time).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}
