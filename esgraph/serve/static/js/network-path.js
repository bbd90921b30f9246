// Turns the fields that ask for organisations into ones that complete names; the form sends what names one for sure.

import { complete } from "./suggest.js";

const { suggest, list, status, none } = document.querySelector("form.search").dataset;
const ENTITY = /\/id\/(?:organization\/)?([^#?]+)$/;

for (const input of document.querySelectorAll('form.path input[type="text"]')) {
  let chosen = null;
  complete(input, {
    address: suggest,
    types: ["organization", "post"],
    words: { list, status, none },
    choose(item) {
      chosen = { label: item.label, slug: ENTITY.exec(item.iri)?.[1] };
      input.value = item.label;
    },
  });
  // Two organisations may have the same name: the address says which.
  input.form.addEventListener("formdata", (event) => {
    if (chosen?.slug && input.value === chosen.label) event.formData.set(input.name, chosen.slug);
  });
}
