// The one dialog: a form with its problems shown at the fields, or a question before a press counts.
import { h, runs } from "./view.js";

const dialog = document.getElementById("dialog");

function control(field, id) {
  const common = {
    id, name: field.id, required: field.required && field.kind !== "choices",
    "aria-describedby": `${id}-hint ${id}-problem`,
  };
  if (field.kind === "paragraph") {
    const area = h("textarea", { ...common, rows: field.max > 1000 ? "10" : "3", maxlength: String(field.max) });
    area.value = field.value || "";
    return area;
  }
  if (field.kind === "choice") {
    const select = h("select", common, h("option", { value: "" }, field.required ? "Choose one" : "None"),
      ...(field.options || []).map(([value, label]) => h("option", { value }, label)));
    select.value = field.value || "";
    return select;
  }
  if (field.kind === "file") return h("input", { ...common, type: "file", accept: ".pdf,.docx" });
  const input = h("input", { ...common, type: field.kind === "date" ? "date" : "text", maxlength: String(field.max) });
  if (field.kind === "number") input.inputMode = "decimal";
  input.value = field.value || "";
  return input;
}

function drawField(field) {
  const id = `field-${field.id}`;
  const name = [field.label, field.required ? null : h("span", { class: "quiet" }, " (optional)")];
  const hint = field.hint ? h("p", { id: `${id}-hint`, class: "quiet" }, field.hint) : null;
  const problem = h("p", { id: `${id}-problem`, class: "problem" });
  if (field.kind !== "choices") {
    return h("div", { class: "field", "data-field": field.id }, h("label", { for: id }, ...name.filter(Boolean)), hint, control(field, id), problem);
  }
  const chosen = (field.value || "").split(",");
  return h("fieldset", { class: "field", "data-field": field.id, "aria-describedby": `${id}-hint ${id}-problem` },
    h("legend", {}, ...name.filter(Boolean)), hint,
    ...(field.options || []).map(([value, label]) => h("label", { class: "check" },
      h("input", { type: "checkbox", name: field.id, value, checked: chosen.includes(value) }), label)),
    problem);
}

function valuesOf(form, fields) {
  const values = {};
  for (const field of fields) {
    values[field.id] = field.kind === "choices"
      ? [...form.querySelectorAll("input:checked")].filter((box) => box.name === field.id).map((box) => box.value).join(",")
      : form.elements.namedItem(field.id).value;
  }
  return values;
}

function showProblems(form, general, problems) {
  let first = null;
  for (const place of form.querySelectorAll("[data-field]")) {
    const text = problems[place.dataset.field] || "";
    const input = place.querySelector("input, select, textarea");
    place.querySelector(".problem").textContent = text;
    input?.setAttribute("aria-invalid", text ? "true" : "false");
    if (text && !first) first = input;
  }
  const rest = Object.entries(problems).filter(([id]) => !form.querySelector(`[data-field="${CSS.escape(id)}"]`));
  general.textContent = rest.map(([, text]) => text).join(" ");
  (first || general).focus();
}

// A chosen file goes ahead of the form, which then carries what the server calls it. Problems by field.
async function sendFiles(form, fields, values, upload, stopped) {
  const problems = {};
  for (const field of fields.filter(({ kind }) => kind === "file")) {
    const [file] = form.elements.namedItem(field.id).files;
    values[field.id] = "";
    if (!file) continue;
    const answer = await upload(file, stopped);
    if (stopped.aborted) break;
    if (answer.id) values[field.id] = answer.id;
    else problems[field.id] = answer.error;
  }
  return problems;
}

/** Shows a form. upload(file, signal) resolves with {id} or {error}; submit(values) resolves with {problems}, {form} for a next one, or anything else: done. */
export function openForm(form, submit, upload) {
  const general = h("p", { class: "problem", role: "alert", tabindex: "-1" });
  const send = h("button", { type: "submit", class: "primary" }, form.submit || "Save");
  const body = h("form", { method: "dialog", novalidate: true, autocomplete: "off" },
    h("h2", { id: "dialog-title" }, form.title), ...(form.said || []).map((paragraph) => h("p", {}, ...runs(paragraph))),
    general, ...form.fields.map(drawField),
    h("div", { class: "actions" }, h("button", { type: "button", onclick: () => dialog.close() }, "Cancel"), send));
  body.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (send.getAttribute("aria-busy") === "true") return;
    const values = valuesOf(body, form.fields);
    const missing = {};
    for (const field of form.fields) if (field.required && !values[field.id].trim()) missing[field.id] = "This is needed.";
    if (Object.keys(missing).length) return showProblems(body, general, missing);
    send.setAttribute("aria-busy", "true");
    general.textContent = "";
    const leaving = new AbortController();
    dialog.addEventListener("close", () => leaving.abort(), { once: true, signal: leaving.signal });
    const refused = await sendFiles(body, form.fields, values, upload, leaving.signal);
    if (leaving.signal.aborted || !body.isConnected) return;
    leaving.abort(); // nothing is under way any more: who listens for that need not
    if (Object.keys(refused).length) {
      send.setAttribute("aria-busy", "false");
      return showProblems(body, general, refused);
    }
    const answer = await submit(values, (words) => { general.textContent = words; });
    send.setAttribute("aria-busy", "false");
    if (!body.isConnected || !dialog.open) return;
    if (answer.problems) showProblems(body, general, answer.problems);
    else if (!answer.form) dialog.close();
  });
  dialog.replaceChildren(body);
  if (!dialog.open) dialog.showModal();
  (body.querySelector("[data-field] input, [data-field] select, [data-field] textarea") || send).focus();
}

/** Asks before a press counts. Resolves true or false. */
export function confirmPress(question, label, danger) {
  return new Promise((resolve) => {
    let sure = false;
    const yes = h("button", { type: "button", class: danger ? "danger" : "primary", onclick: () => { sure = true; dialog.close(); } }, label);
    dialog.replaceChildren(h("form", { method: "dialog" }, h("h2", { id: "dialog-title" }, question),
      h("div", { class: "actions" }, h("button", { type: "submit" }, "Cancel"), yes)));
    dialog.addEventListener("close", () => resolve(sure), { once: true });
    dialog.showModal();
    yes.focus();
  });
}
