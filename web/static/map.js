// The list as a map: one mark for each square of the town, with how many lines of the list lie in it, and those lines.
"use strict";
for (const box of document.querySelectorAll("[data-map]")) {
  const squares = new Map();
  for (const line of document.querySelectorAll("[data-at]")) {
    const lines = squares.get(line.dataset.at) || [];
    squares.set(line.dataset.at, [...lines, line]);
  }
  if (!squares.size && !box.dataset.tiles && !box.dataset.outline) continue;
  box.closest("[data-map-part]").hidden = false;
  const points = [...squares.keys()].map((at) => at.split(",").map(Number));
  const map = ground(box, points);
  map.on("popupopen", ({ popup }) => {
    const close = popup.getElement().querySelector(".leaflet-popup-close-button");
    if (close) close.setAttribute("aria-label", box.dataset.close);
  });
  for (const [at, lines] of squares) {
    const told = document.createElement("ul");
    told.className = "lines";
    for (const line of lines) {
      const copy = line.cloneNode(true);
      copy.removeAttribute("data-at");
      told.append(copy);
    }
    const icon = L.divIcon({ className: "mark", html: String(lines.length), iconSize: [34, 34] });
    const title = box.dataset.here.replace("#", lines.length);
    L.marker(at.split(",").map(Number), { icon, title, alt: title }).addTo(map).bindPopup(told, { maxHeight: 260, maxWidth: Math.min(300, box.clientWidth - 90) });
  }
}
