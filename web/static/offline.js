// Reports kept on this device until the network is back, then sent once each: by the page or by the worker, whichever
// comes first. One key goes with a report, so that the town takes it once however often it arrives.
"use strict";
const reports = (() => {
  const opened = () => new Promise((done, lost) => {
    const asked = indexedDB.open("sprava", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("reports", { keyPath: "key" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => lost(asked.error);
  });
  const store = async (mode, act) => {
    const base = await opened();
    return new Promise((done, lost) => {
      const change = base.transaction("reports", mode);
      const asked = act(change.objectStore("reports"));
      change.oncomplete = () => { base.close(); done(asked.result); };
      change.onerror = () => lost(change.error);
    });
  };
  const put = (report) => store("readwrite", (all) => all.put(report));
  const all = () => store("readonly", (kept) => kept.getAll());
  const drop = (key) => store("readwrite", (kept) => kept.delete(key));
  const keep = (path, form) => {
    const key = crypto.randomUUID();
    const fields = [...form].filter(([name]) => name !== "key" && name !== "step");
    return put({ key, path, fields, state: "waits", at: Date.now() });
  };
  const sendOne = async (report) => {
    const form = new FormData();
    for (const [name, value] of [...report.fields, ["key", report.key], ["step", "send"]]) form.append(name, value);
    const answer = await fetch(report.path, { method: "POST", body: form });
    if (answer.redirected && answer.ok) await put({ key: report.key, state: "sent", link: answer.url, at: Date.now() });
    else if (answer.status === 422) await put({ ...report, state: "wrong" });
  };
  const send = () => navigator.locks.request("sprava reports", async () => {
    for (const report of await all()) {
      if (report.state !== "waits") continue;
      try { await sendOne(report); } catch { return; }
    }
  });
  return { all, drop, keep, send };
})();

if (typeof document !== "undefined") {
  const list = document.querySelector("[data-reports]");
  const show = async () => {
    if (!list) return;
    const kept = (await reports.all()).sort((one, other) => one.at - other.at);
    list.closest("section").hidden = !kept.length;
    list.replaceChildren(...kept.map((report) => {
      const part = document.querySelector(`template[data-state="${report.state}"]`).content.cloneNode(true);
      const link = part.querySelector("a[data-link]");
      if (link && report.link) link.href = report.link.replace(/\/received$/, "");
      const again = part.querySelector("form[data-again]");
      if (again && report.fields) {
        again.action = report.path;
        for (const [name, value] of report.fields) {
          if (typeof value !== "string") continue;
          const field = document.createElement("input");
          Object.assign(field, { type: "hidden", name, value });
          again.append(field);
        }
        again.addEventListener("submit", () => reports.drop(report.key));
      }
      const away = part.querySelector("button[data-drop]");
      if (away) away.addEventListener("click", () => reports.drop(report.key).then(show));
      return part;
    }));
  };
  const sendAndShow = () => reports.send().then(show);
  addEventListener("online", sendAndShow);
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.register("/worker.js");
    navigator.serviceWorker.addEventListener("message", show);
  }
  show().then(sendAndShow);
}
