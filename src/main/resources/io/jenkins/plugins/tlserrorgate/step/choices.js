/*
 * Combo boxes of core hide their entries at the click that shows them, and tell nobody that an entry was chosen: what depends on
 * it would stay as it was.
 */
Behaviour.specify(".tls-error-gate-choice", "tls-error-gate-choice", 200, (field) => {
  let told = field.value;
  field.addEventListener("click", () => field.dispatchEvent(new Event("input")));
  field.addEventListener("change", () => {
    told = field.value;
  });
  field.addEventListener("blur", () => {
    if (field.value !== told) {
      field.dispatchEvent(new Event("change"));
    }
  });
});
