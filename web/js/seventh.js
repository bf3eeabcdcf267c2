// What the pages do beyond links and forms: keys, the list of keys, and the toast. Everything here is a shortcut to
// a link or a button that is on the page; without JavaScript nothing is lost.
//
//   data-key="c"        this key presses the button, follows the link, or goes to the field
//   data-list           j and k (or the arrows) move through the links or buttons marked data-item inside
//   data-submit         the form goes off as soon as the field changes
(() => {
  "use strict";

  const nameOf = (element) =>
    (element.dataset.keyName || element.getAttribute("aria-label") || element.textContent || "")
      .replace(/\s+/g, " ").trim();

  const isField = (element) => element.matches("input, select, textarea");

  function press(element) {
    if (isField(element)) {
      element.focus();
      if (element.select) element.select();
    } else {
      element.click();
      if (element.matches("summary") && element.parentElement.open)
        element.parentElement.querySelector("input:not([type=hidden]), select, textarea, button")?.focus();
    }
  }

  function move(step) {
    const items = [...document.querySelectorAll("[data-list] [data-item]")];
    if (items.length === 0) return;
    const at = items.indexOf(document.activeElement);
    const next = at < 0 ? (step > 0 ? 0 : items.length - 1) : at + step;
    items[Math.min(Math.max(next, 0), items.length - 1)].focus();
  }

  function showKeys() {
    const sheet = document.getElementById("keys");
    if (!sheet) return;
    if (sheet.open) return sheet.close();
    const list = sheet.querySelector("dl");
    list.replaceChildren();
    for (const element of document.querySelectorAll("[data-key]")) {
      const term = document.createElement("dt");
      const mark = document.createElement("kbd");
      mark.textContent = element.dataset.key;
      term.append(mark);
      const meaning = document.createElement("dd");
      meaning.textContent = nameOf(element).replace(new RegExp(` ${element.dataset.key}$`), "");
      list.append(term, meaning);
    }
    sheet.showModal();
  }

  // The first match on the page wins, so that a part swapped in by htmx needs no registering.
  function onKey(event) {
    if (event.target.closest("dialog[open]")) return;
    const wanted = event.key;
    for (const element of document.querySelectorAll("[data-key]")) {
      if (element.dataset.key === wanted && !element.disabled) {
        event.preventDefault();
        press(element);
        return;
      }
    }
  }

  tinykeys.tinykeys(window, {
    "j": () => move(1),
    "k": () => move(-1),
    "Shift+?": (event) => { event.preventDefault(); showKeys(); },
    "(.)": onKey,
  });

  document.addEventListener("change", (event) => {
    const form = event.target.closest("[data-submit]")?.form;
    if (form) form.requestSubmit();
  });

  // A menu closes when one clicks beside it or presses Escape.
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
    if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
    if (event.target.closest("[data-keys]")) showKeys();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = false;
    if (document.activeElement && isField(document.activeElement)) document.activeElement.blur();
  });

  // A toast leaves after a while, unless one is about to use it.
  function watchToast() {
    const toast = document.querySelector(".toast");
    if (!toast) return;
    const leave = () => toast.matches(":hover, :focus-within") ? setTimeout(leave, 2000) : toast.remove();
    setTimeout(leave, 8000);
  }
  watchToast();
  document.addEventListener("htmx:after:swap", watchToast);
})();
