/* Adds to the pages of questions what the server does on request, too: the list filtered and fields completed while one writes. */

/* As `slug` of the server: letters without their marks, everything else a hyphen. */
function folded(text) {
  const plain = text.toLowerCase().replaceAll("ł", "l").normalize("NFKD").replace(/\p{M}/gu, "");
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

function stems(written) {
  return folded(written).split("-").filter(Boolean).map((word) => word.slice(0, Math.max(4, word.length - 2)));
}

function filter(field) {
  const wanted = stems(field.value);
  let found = false;
  for (const section of document.querySelectorAll(".audience")) {
    let any = false;
    for (const item of section.querySelectorAll("li")) {
      item.hidden = !wanted.every((stem) => item.dataset.words.includes(stem));
      any ||= !item.hidden;
    }
    section.hidden = !any;
    found ||= any;
  }
  document.querySelector(".nothing").hidden = found;
}

/* The browser's own list below a field: it is worked by keyboard and read aloud as every other. */
function complete(field) {
  const list = field.list;
  let waiting, asked = "";
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    const written = field.value.trim();
    if (written === asked || written.length < 2) return;
    waiting = setTimeout(async () => {
      asked = written;
      const address = new URL(field.dataset.choices, location);
      address.searchParams.set("q", written);
      address.searchParams.set("lang", document.documentElement.lang);
      const response = await fetch(address);
      if (!response.ok || field.value.trim() !== written) return;
      const options = (await response.json()).map(({ value, label }) =>
        field.dataset.code === "yes" ? new Option(label, value) : new Option("", label));
      list.replaceChildren(...options);
    }, 150);
  });
}

const search = document.querySelector(".find input[type=search]");
/* A list that the server has shortened already cannot grow again here. */
if (search && !search.value) {
  search.addEventListener("input", () => filter(search));
}
document.querySelectorAll("input[data-choices]").forEach(complete);
