// «Де це?»: «Я зараз тут» fills the two coordinates when the reader asks and allows it; a map, fetched when it is asked
// for, fills them by a press. The form works without.
"use strict";
const fetched = (path) => new Promise((done, lost) => {
  const part = document.createElement(path.endsWith(".css") ? "link" : "script");
  if (part.tagName === "LINK") Object.assign(part, { rel: "stylesheet", href: path });
  else part.src = path;
  part.onload = done;
  part.onerror = lost;
  document.head.append(part);
});
for (const part of document.querySelectorAll("[data-place]")) {
  const [latitude, longitude] = part.querySelectorAll("input");
  const show = (name) => {
    for (const note of part.querySelectorAll("[data-found], [data-lost], [data-in]")) note.hidden = !(name in note.dataset);
  };
  const fill = (north, east) => {
    latitude.value = north.toFixed(6);
    longitude.value = east.toFixed(6);
    part.open = true;
    show("found");
    named(north, east);
  };
  // The nearest street is said, and put into the box if nothing is typed there.
  const address = part.parentElement.querySelector("[name$='.address']");
  const named = async (north, east) => {
    const said = part.querySelector("[data-in]");
    if (!part.dataset.street || !said) return;
    const answer = await fetch(`${part.dataset.street}?lat=${north.toFixed(6)}&lon=${east.toFixed(6)}`).catch(() => null);
    const street = answer && answer.ok ? await answer.text() : "";
    if (!street) return;
    said.querySelector("strong").textContent = street;
    show("in");
    if (address && !address.value.trim()) address.value = street;
  };
  let asked = false;
  part.addEventListener("toggle", () => {
    if (!part.open || asked || latitude.value || !navigator.geolocation) return;
    asked = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => fill(coords.latitude, coords.longitude),
      () => show("lost"),
      { enableHighAccuracy: true, timeout: 15000 },
    );
  });
  const button = part.parentElement.querySelector("[data-show-map]");
  const box = part.parentElement.querySelector("[data-place-map]");
  if (!button || !box) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.hidden = true;
    box.parentElement.hidden = false;
    for (const path of box.dataset.assets.split(" ")) await fetched(path);
    const typed = [latitude.value, longitude.value].map(Number);
    const map = ground(box, latitude.value && typed.every(Number.isFinite) ? [typed] : []);
    let mark = null;
    const put = (place) => {
      const icon = L.divIcon({ className: "mark put", iconSize: [28, 28] });
      mark = (mark || L.marker(place, { icon, interactive: false, keyboard: false }).addTo(map)).setLatLng(place);
    };
    if (latitude.value) put(typed);
    map.on("click", ({ latlng }) => {
      asked = true;
      put(latlng);
      fill(latlng.lat, latlng.lng);
    });
    box.focus();
  });
}
