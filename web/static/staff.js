// Conveniences of the working pages; every page works without this file.
// One key each: a letter opens the move that carries it. Ukrainian letters work on a Latin layout too, by the key's place.
const LAYOUT = "QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,.".split("");
const LETTERS = "ЙЦУКЕНГШЩЗХЇФІВАПРОЛДЖЄЯЧСМИТЬБЮ".split("");
const letterOf = (key) => {
  const upper = key.toUpperCase();
  const place = LAYOUT.indexOf(upper);
  return [upper, place < 0 ? "" : LETTERS[place]];
};
const typing = (target) => target.closest("input, textarea, select, [contenteditable], [role=combobox]");
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.key.length !== 1 || typing(event.target)) return;
  const letters = letterOf(event.key);
  for (const one of document.querySelectorAll("[data-key]")) {
    if (!letters.includes(one.dataset.key.toUpperCase())) continue;
    event.preventDefault();
    const part = one.closest("details");
    if (part) part.open = true;
    const next = part ? part.querySelector("textarea, select, input:not([type=hidden]), button:not(.unseen)") : one;
    (next || one).focus();
    one.scrollIntoView({ block: "nearest" });
    return;
  }
});

// Ctrl+Enter sends the form somebody types in: a telephone call leaves no hand for the mouse.
document.addEventListener("keydown", (event) => {
  const form = event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.closest("form[method=post]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("button:not([type=button]):not([name=fill]):not([value=look])"));
});
// Who calls is known already: the writing begins at what they call about.
if (document.querySelector("[data-begin]")) {
  const first = document.querySelector("form[method=post] .card [name=join][type=radio], form[method=post] .card [name^='form.']:not([type=hidden])");
  if (first) first.focus();
}

// A long list of people is found by its first letters: the list itself keeps the choice, and is what is sent.
let combos = 0;
for (const select of document.querySelectorAll("select[data-typing]:not([multiple])")) {
  const name = `combo-${(combos += 1)}`;
  const box = document.createElement("input");
  const list = document.createElement("ul");
  const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
  const people = [...select.options].filter((one) => one.value);
  let found = [];
  let at = -1;
  list.id = `${name}-list`;
  list.className = "combo-list";
  list.setAttribute("role", "listbox");
  if (label) list.setAttribute("aria-label", label.textContent.trim());
  list.hidden = true;
  // How many fit is said aloud: a list that changes under one's fingers is seen by others alone.
  const count = document.createElement("p");
  count.setAttribute("role", "status");
  count.className = "unseen";
  box.type = "text";
  box.autocomplete = "off";
  box.id = select.id;
  box.required = select.required;
  box.value = select.value ? select.selectedOptions[0].text : "";
  for (const [attribute, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) box.setAttribute(attribute, value);
  for (const attribute of ["aria-describedby", "aria-invalid"]) if (select.hasAttribute(attribute)) box.setAttribute(attribute, select.getAttribute(attribute));
  select.removeAttribute("id");
  select.required = false;
  select.hidden = true;
  select.before(box, list, count);
  const close = () => {
    list.hidden = true;
    at = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const choose = (one) => {
    select.value = one.value;
    box.value = one.text;
    close();
  };
  const mark = (next) => {
    at = next;
    [...list.children].forEach((one, number) => one.setAttribute("aria-selected", number === at));
    if (list.children[at]) {
      box.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  };
  const show = () => {
    const typed = box.value.trim().toLowerCase();
    found = people.filter((one) => one.text.toLowerCase().split(/[\s,«»]+/).some((word) => word.startsWith(typed)) || one.text.toLowerCase().startsWith(typed)).slice(0, 12);
    list.replaceChildren(...found.map((one, number) => {
      const line = document.createElement("li");
      line.id = `${list.id}-${number}`;
      line.setAttribute("role", "option");
      line.textContent = one.text;
      line.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        choose(one);
      });
      return line;
    }));
    list.hidden = !found.length;
    count.textContent = select.dataset.typing.replace("#", found.length);
    box.setAttribute("aria-expanded", String(!list.hidden));
    mark(found.length ? 0 : -1);
  };
  box.addEventListener("input", () => {
    select.value = "";
    show();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && !list.hidden && found[at]) {
      event.preventDefault();
      choose(found[at]);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) show();
      else if (found.length) mark((at + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length);
    }
  });
  box.addEventListener("blur", () => {
    if (!select.value && found.length === 1) choose(found[0]);
    else if (!select.value) box.value = "";
    close();
  });
}

// What goes to another body cannot be called back: the form waits a moment in which it can. Nothing was sent meanwhile.
// Whoever leaves the page has not changed their mind, so it goes then, once, and the next page says so.
const LEFT = "sprava.left";
const told = sessionStorage.getItem(LEFT);
if (told) {
  sessionStorage.removeItem(LEFT);
  const { text, name, href } = JSON.parse(told);
  const line = document.createElement("p");
  const link = document.createElement("a");
  line.className = "card asked";
  line.setAttribute("role", "status");
  link.href = href;
  link.textContent = name;
  line.append(`${text} `, link);
  document.querySelector("main").prepend(line);
}
const MOMENT = 8;
for (const form of document.querySelectorAll("form[data-held]")) {
  let left = 0;
  let timer = 0;
  let gone = false;
  const line = document.createElement("div");
  line.className = "card asked held";
  line.hidden = true;
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  const back = document.createElement("button");
  const now = document.createElement("button");
  back.type = now.type = "button";
  now.className = "second";
  back.textContent = form.dataset.takeBack;
  now.textContent = form.dataset.now;
  const actions = document.createElement("p");
  actions.className = "row";
  actions.append(back, now);
  line.append(said, actions);
  form.append(line);
  const send = () => {
    clearInterval(timer);
    timer = 0;
    form.submit();
  };
  const tick = () => {
    left -= 1;
    actions.dataset.left = left;
    if (left <= 0) send();
  };
  form.addEventListener("submit", (event) => {
    if (event.submitter && event.submitter.name) return;
    event.preventDefault();
    if (timer) return;
    left = MOMENT;
    // Said once, not every second: a voice that counts drowns everything else.
    said.textContent = form.dataset.held.replace("#", MOMENT);
    line.hidden = actions.hidden = false;
    back.focus();
    timer = setInterval(tick, 1000);
  });
  back.addEventListener("click", () => {
    clearInterval(timer);
    timer = 0;
    actions.hidden = true;
    said.textContent = form.dataset.takenBack;
  });
  now.addEventListener("click", send);
  form.addEventListener("input", () => timer && back.click());
  // The same key goes with it as with the button, so that the town takes it once however it comes.
  const leave = () => {
    clearInterval(timer);
    timer = 0;
    line.hidden = gone = true;
    sessionStorage.setItem(LEFT, JSON.stringify({ text: form.dataset.left, name: form.dataset.case, href: location.pathname }));
    return fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true, redirect: "manual" });
  };
  // A browser sends no files behind the back of whoever leaves: it asks them.
  const files = () => [...form.querySelectorAll("input[type=file]")].some((one) => one.files.length);
  window.addEventListener("beforeunload", (event) => {
    if (timer && files()) event.preventDefault();
    else if (timer) leave();
  });
  window.addEventListener("pagehide", () => timer && !files() && leave());
  // Another form of the page, signing out above all, waits until this one has arrived.
  document.addEventListener("submit", (event) => {
    if (!timer || event.target === form || files()) return;
    event.preventDefault();
    const other = event.target;
    const pressed = event.submitter;
    leave().finally(() => other.requestSubmit(pressed));
  }, true);
  // Back again by the browser's button: what was left is no longer as this page shows it.
  window.addEventListener("pageshow", (event) => event.persisted && gone && location.reload());
}
