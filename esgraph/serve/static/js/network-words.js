/* The words of the picture of a network, from the page, in the reader's language; and buttons to say them on. */

import { element } from "./element.js";

export function button(text, action, attributes = {}) {
  const made = element("button", { type: "button", class: "quiet", ...attributes }, text);
  made.addEventListener("click", action);
  return made;
}

export class Words {
  constructor(root) {
    this.words = JSON.parse(root.querySelector("script[type='application/json']").textContent);
    this.language = document.documentElement.lang;
    this.numbers = new Intl.NumberFormat(this.language);
  }

  /* The words of a name; `{place}` in them is a place for a value. */
  say(name, values = {}) {
    return this.words[name].replace(/\{(\w+)\}/g, (_, place) =>
      typeof values[place] === "number" ? this.numbers.format(values[place]) : values[place]);
  }

  /* A date as written in data (a day, a month or a year) as the language has it. */
  date(written) {
    const [year, month, day] = written.split("-").map(Number);
    if (!month) return written;
    const form = { year: "numeric", month: "long", timeZone: "UTC", ...(day ? { day: "numeric" } : {}) };
    return new Intl.DateTimeFormat(this.language === "en" ? "en-GB" : this.language, form)
      .format(Date.UTC(year, month - 1, day || 1));
  }
}
