// What every map stands on: tiles where the town has a source, a drawing in the demo, else a plain ground. Keys move it.
"use strict";
const ground = (box, points) => {
  const map = L.map(box, { zoomControl: false, maxZoom: 19, zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches });
  map.attributionControl.setPrefix(false);
  L.control.zoom({ zoomInTitle: box.dataset.zoomIn, zoomOutTitle: box.dataset.zoomOut }).addTo(map);
  const centre = (box.dataset.centre || "").split(",").map(Number);
  map.setView(centre.length === 3 ? centre.slice(0, 2) : [49, 31], centre.length === 3 ? centre[2] : 6);
  if (points.length) map.fitBounds(points, { padding: [40, 40], maxZoom: 15 });
  if (box.dataset.tiles) L.tileLayer(box.dataset.tiles, { attribution: box.dataset.credit, maxZoom: 19 }).addTo(map);
  if (box.dataset.outline) {
    fetch(box.dataset.outline).then((answer) => answer.json()).then((drawing) => {
      const drawn = L.geoJSON(drawing, {
        interactive: false,
        style: (part) => ({ className: `ground-${part.properties.kind}`, fill: part.geometry.type === "Polygon" }),
      }).addTo(map);
      if (!points.length && centre.length !== 3) map.fitBounds(drawn.getBounds());
    }).catch(() => {});
  }
  return map;
};
